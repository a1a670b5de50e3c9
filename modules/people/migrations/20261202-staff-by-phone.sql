-- Staff who have a phone on record sign in with it as well.
update realms set ways = '{username,phone}' where code = 'staff';
