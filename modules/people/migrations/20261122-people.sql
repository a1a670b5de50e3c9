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
  -- The ways to sign in that it offers.
  ways text[] not null check (ways <> '{}'),
  -- Its apps, each with the credential scope whose password opens it: {"portal": "portal", "desk": "desk"}.
  apps jsonb not null check (jsonb_typeof(apps) = 'object' and apps <> '{}'),
  -- Codes of the security questions to choose from, and how many of them a first sign-in sets.
  questions text[] not null default '{}',
  question_count int not null default 0 check (question_count between 0 and cardinality(questions)),
  -- Whether a first sign-in must set a password, however the person signed in.
  password_required boolean not null default true
);
insert into realms (code, ways, apps) values
  ('staff', '{username}', '{"console": "staff", "field": "staff"}');

-- By what a person is found in a realm. Cards and user names are found as they are written, all others by
-- their keyed hash in hex, with the value encrypted beside it. Several people may share a phone.
create table identifiers (
  realm text not null references realms,
  kind text not null check (kind in ('card', 'username', 'phone')),
  lookup text not null check (lookup <> ''),
  encrypted bytea,
  person_id uuid not null references persons on delete cascade,
  -- A further one of the same person; using it points to the one that is not an alias.
  alias boolean not null default false,
  primary key (realm, kind, lookup, person_id),
  check ((kind in ('card', 'username')) = (encrypted is null))
);
create index identifiers_person on identifiers (person_id);
create unique index identifiers_once on identifiers (realm, kind, lookup) where kind <> 'phone';
create unique index identifiers_one_main on identifiers (person_id, realm, kind) where not alias;

-- A person may sign in to a realm. The initial password is encrypted, never hashed: the document date of
-- a participant, which serves until the first sign-in is finished; the one-time password of staff.
create table memberships (
  person_id uuid not null references persons on delete cascade,
  realm text not null references realms,
  initial_encrypted bytea,
  disabled boolean not null default false,
  -- From then on the person takes no part: the sign-in is closed, until they take part again.
  withdrawn_at timestamptz,
  primary key (person_id, realm)
);

-- What a person set up in one credential scope of a realm, which one or several of its apps share; no row
-- until the first sign-in there is finished. Who always signs in by code has no password.
create table accounts (
  person_id uuid not null,
  realm text not null,
  credential_scope text not null,
  password_hash text,
  -- [{"question": code, "hash": argon2}], as many as the realm asks for.
  questions jsonb not null default '[]',
  changed_at timestamptz not null,
  primary key (person_id, realm, credential_scope),
  foreign key (person_id, realm) references memberships on delete cascade
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null,
  realm text not null,
  app text not null check (app in ('portal', 'desk', 'field', 'console')),
  must_finish boolean not null,
  -- How the person showed who they are: a fresh code by SMS stands in for the present password.
  proof text not null default 'password' check (proof in ('password', 'code')),
  agent text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- That of the membership, which the statements of hot writes would have to join otherwise.
  withdrawn_at timestamptz,
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
  credential_scope text not null,
  -- Null for a card that is unknown or never activated; the way looks the same.
  person_id uuid references persons on delete cascade,
  -- By what tries are counted: keyed hash of the account, of the card where there is none.
  account_hash bytea not null,
  answered boolean not null default false,
  expires_at timestamptz not null
);
create index recoveries_expiry on recoveries (expires_at);

-- Codes by SMS to sign in with: one row for each request, whether anybody has the phone or not.
create table sign_in_codes (
  id uuid primary key,
  token_hash bytea not null unique,
  realm text not null references realms,
  app text not null,
  -- The phone as `identifiers.lookup` has it.
  phone_lookup text not null,
  -- Keyed hash; null until it is sent, and for a phone that nobody has for ever.
  code_hash bytea,
  tries int not null default 0,
  expires_at timestamptz not null
);
create index sign_in_codes_expiry on sign_in_codes (expires_at);
