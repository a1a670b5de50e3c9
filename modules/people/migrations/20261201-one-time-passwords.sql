-- Initial passwords of such a realm are random, are handed out, and are gone once somebody has set up an account.
alter table realms add column one_time_passwords boolean not null default false;
update realms set one_time_passwords = true where code = 'staff';
