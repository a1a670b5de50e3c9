-- An organisation may make roles of its own, for itself and all below it; those without a place are for everybody.
alter table roles
  add column place_id bigint references places,
  add column description text not null default '',
  -- Grows with every change: whoever changes a role says which one they saw.
  add column version integer not null default 1,
  add column changed_at timestamptz;

-- In the order of lists: the installation's own first, then by name.
create index roles_in_order on roles ((place_id is not null), name_zh, code);

-- Exporting the audit trail has a permission of its own. Whoever could read it could export it, and goes on to.
insert into role_permissions (role, permission)
select role, 'audit.export' from role_permissions where permission = 'audit.read'
on conflict do nothing;

-- So that a role from which the installation took the trail away does not receive its export at the next start.
insert into role_defaults (role, permission)
select role, 'audit.export' from role_defaults where permission = 'audit.read'
on conflict do nothing;
