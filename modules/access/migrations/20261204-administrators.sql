-- Whoever manages accounts gives no colours by hand any more: one person could make the account of the second who
-- approves. Administrators appoint others for it instead, and lose nothing else. An installation that had taken
-- the right to propose away from them keeps it so: they appoint nobody either.
insert into role_permissions (role, permission)
select role, 'code.entrust' from role_permissions
where role = 'administrator' and permission = 'code.assign'
on conflict do nothing;

insert into role_defaults (role, permission)
select role, 'code.entrust' from role_defaults
where role = 'administrator' and permission = 'code.assign'
on conflict do nothing;

delete from role_permissions
where role = 'administrator' and permission in ('code.assign', 'code.approve');
