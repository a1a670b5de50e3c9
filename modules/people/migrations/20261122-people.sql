create table persons (
  id uuid primary key,
  -- As the roster or the person writes it.
  name text not null check (name <> ''),
  created_at timestamptz not null
);
create index persons_name on persons (lower(name) text_pattern_ops);

alter table grants add constraint grants_person foreign key (person_id) references persons on delete cascade;

-- Where people sign in: one for each programme, and `staff`.
create table realms (
  code text primary key,
  kind text not null check (kind in ('card', 'staff')),
  apps text[] not null check (apps <> '{}'),
  -- Codes of the security questions to choose from; none where there are none to set.
  questions text[] not null default '{}'
);
insert into realms (code, kind, apps) values ('staff', 'staff', '{console,field}');

-- By what a person is found in a realm. Cards and user names are found as they are written, a phone by
-- its keyed hash in hex, with the value encrypted beside it. Several people may share a phone.
create table identifiers (
  realm text not null references realms,
  kind text not null check (kind in ('card', 'username', 'phone')),
  lookup text not null check (lookup <> ''),
  encrypted bytea,
  person_id uuid not null references persons on delete cascade,
  -- A further one of the same person; using it points to the one that is not an alias.
  alias boolean not null default false,
  primary key (realm, kind, lookup, person_id),
  check ((kind = 'phone') = (encrypted is not null))
);
create index identifiers_person on identifiers (person_id);
create unique index identifiers_once on identifiers (realm, kind, lookup) where kind <> 'phone';
create unique index identifiers_one_main on identifiers (person_id, realm, kind) where not alias;

-- A person may sign in to a realm. The initial password is encrypted, never hashed: the document date of
-- a participant, which serves until the first sign-in to each app; the one-time password of staff.
create table memberships (
  person_id uuid not null references persons on delete cascade,
  realm text not null references realms,
  initial_encrypted bytea,
  disabled boolean not null default false,
  primary key (person_id, realm)
);

-- What a person set up in one app of a realm; no row until the first sign-in there is finished.
create table accounts (
  person_id uuid not null,
  realm text not null,
  app text not null check (app in ('portal', 'desk', 'field', 'console')),
  password_hash text not null,
  -- [{"question": code, "hash": argon2}], three of them; none for staff.
  questions jsonb not null default '[]',
  changed_at timestamptz not null,
  primary key (person_id, realm, app),
  foreign key (person_id, realm) references memberships on delete cascade
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null,
  realm text not null,
  app text not null check (app in ('portal', 'desk', 'field', 'console')),
  must_finish boolean not null,
  agent text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (person_id, realm) references memberships on delete cascade
);
create index sessions_person on sessions (person_id, realm);
create index sessions_expiry on sessions (expires_at);

-- Tries that failed, by account together with address and more loosely by each alone (as keyed hashes),
-- so that nobody locks others out. What was counted runs off with time.
create table attempts (
  key bytea primary key,
  failures double precision not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index attempts_age on attempts (last_at);

create table captchas (
  id uuid primary key,
  kind text not null check (kind in ('picture', 'puzzle')),
  answer_hash bytea not null,
  expires_at timestamptz not null
);
create index captchas_expiry on captchas (expires_at);

-- A forgotten password on its way: card told, then questions answered, then a new password.
create table recoveries (
  id uuid primary key,
  token_hash bytea not null unique,
  realm text not null,
  app text not null,
  -- Null for a card that is unknown or never activated; the way looks the same.
  person_id uuid references persons on delete cascade,
  -- By what tries are counted: keyed hash of the account, of the card where there is none.
  account_hash bytea not null,
  answered boolean not null default false,
  expires_at timestamptz not null
);
create index recoveries_expiry on recoveries (expires_at);
