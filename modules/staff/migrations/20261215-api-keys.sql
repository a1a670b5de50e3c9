-- Keys of other systems, which import and export without anybody at a screen. Each acts as a person of its own that is a
-- member of no realm: it holds one role on one place, stands in the audit trail by its name, and cannot sign in.
create table api_keys (
  id uuid primary key,
  person_id uuid not null unique references persons,
  token_hash bytea not null unique,
  -- The end of the token, by which people tell keys apart.
  ending text not null,
  place_id bigint not null references places,
  created_by uuid not null references persons,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  revoked_at timestamptz,
  used_at timestamptz
);
create index api_keys_place on api_keys (place_id);
