-- The keys with which the server signs codes. One is known to everybody before it signs, and for as long
-- as anything that it signed is good.
create table signing_keys (
  -- The beginning of the key's thumbprint, as in `jwks.json`.
  id text primary key,
  public_jwk jsonb not null,
  -- Null once another key signs: nothing can be signed with it any more.
  private_encrypted bytea,
  created_at timestamptz not null,
  signs_from timestamptz not null unique,
  -- From then on nothing that it signed is good.
  withdrawn_at timestamptz
);

-- Keys that people's phones made, of which the phone has the other half: one for each person.
create table phone_keys (
  id bigint generated always as identity primary key,
  enrolment_id bigint not null references enrolments,
  -- A compressed point of P-256.
  public_key bytea not null check (length(public_key) = 33),
  -- The sign-in that it goes with. Once that has ended, the key shows no code any more.
  session_id uuid references sessions on delete set null,
  -- Browser and system in plain words.
  agent text not null,
  registered_at timestamptz not null,
  -- Another phone took its place.
  retired_at timestamptz
);
create unique index phone_keys_active on phone_keys (enrolment_id) where retired_at is null;
create index phone_keys_session on phone_keys (session_id);
create index phone_keys_ended on phone_keys (id) where session_id is null and retired_at is null;

-- What was signed and has not expired.
create table credentials (
  -- Random, so that a credential does not tell whose it is.
  reference bytea primary key check (length(reference) = 16),
  enrolment_id bigint not null references enrolments,
  phone_key_id bigint not null references phone_keys,
  version int not null,
  colour text not null check (colour in ('green', 'grey', 'yellow', 'orange', 'red')),
  signed bytea not null,
  key_id text not null references signing_keys,
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  -- It says something better than is true, or its phone counts no more.
  listed boolean not null default false
);
create index credentials_enrolment on credentials (enrolment_id, issued_at);
create index credentials_phone on credentials (phone_key_id);
create index credentials_expiry on credentials (expires_at);
create index credentials_listed on credentials (expires_at) where listed;

-- States of the list of revoked credentials, as scanners know them.
create table revocation_states (
  number int primary key check (number >= 1),
  -- Random: tells it from one of the same number in a database that was restored.
  mark bytea not null check (length(mark) = 8),
  at timestamptz not null
);

-- What was put on the list and taken off it. A change belongs to a state once one is made after it.
create table revocation_changes (
  id bigint generated always as identity primary key,
  reference bytea not null,
  expires_at timestamptz not null,
  listed boolean not null,
  at timestamptz not null,
  state int references revocation_states
);
create index revocation_changes_state on revocation_changes (state, id);
create index revocation_changes_waiting on revocation_changes (id) where state is null;
create index revocation_changes_expiry on revocation_changes (expires_at);

-- Credentials of a programme with an older version than this were recalled; no row: none.
create table credential_recalls (
  programme_id bigint primary key references programmes,
  smallest_version int not null check (smallest_version >= 1)
);
