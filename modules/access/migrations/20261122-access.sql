-- What somebody may do is the sum of the permissions of their roles. Roles belong to the installation;
-- those that the product brings along are rows like any other.
create table roles (
  code text primary key check (code <> ''),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> '')
);

create table role_permissions (
  role text not null references roles on delete cascade,
  -- As a contract declares it. A name that no contract declares gives nothing.
  permission text not null,
  primary key (role, permission)
);

-- Which permissions of the product's own roles have been entered above, once each: what the
-- installation changes afterwards stays, and a new release adds only what is new in it.
create table role_defaults (
  role text not null,
  permission text not null,
  primary key (role, permission)
);

-- Who holds which role on which place. The person is bound by a foreign key once `people` exists.
create table grants (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  role text not null references roles,
  place_id bigint not null references places,
  granted_at timestamptz not null,
  granted_by uuid,
  constraint grants_once unique (person_id, role, place_id)
);
create index grants_role on grants (role);
