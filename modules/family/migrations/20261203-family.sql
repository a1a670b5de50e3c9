-- Somebody asked to care for a person, or to be cared for by one. There is a row whether the document and the
-- name fit anybody or not, so that whoever asks sees the same.
create table family_requests (
  id uuid primary key,
  realm text not null references realms,
  asker_id uuid not null references persons on delete cascade,
  -- Whether the asker would be the carer; otherwise the ward.
  asker_cares boolean not null,
  -- Keyed hash of the document that was given, as `identifiers.lookup` has it.
  lookup text not null,
  -- As the asker wrote it.
  name text not null,
  -- Null where nobody is meant, or whoever is meant wants no requests of the asker.
  other_id uuid references persons on delete cascade,
  asked_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  -- The asker took it back. For whoever was asked it is over from `answered_at` on as well.
  taken_back_at timestamptz,
  answered_at timestamptz,
  agreed boolean check (agreed is null or answered_at is not null),
  check (other_id <> asker_id)
);
create index family_requests_asker on family_requests (asker_id, asked_at);
create index family_requests_other on family_requests (other_id) where answered_at is null;
create index family_requests_age on family_requests (expires_at);

-- A carer may show the code of a ward and report for them; both sides agreed.
create table family_links (
  id uuid primary key,
  realm text not null references realms,
  carer_id uuid not null references persons on delete cascade,
  ward_id uuid not null references persons on delete cascade,
  agreed_at timestamptz not null,
  -- By the ward's or the carer's own account, or by a scanner who saw both and their documents.
  confirmed text not null check (confirmed in ('account', 'in_person')),
  scanner_id uuid,
  site_id bigint,
  ended_at timestamptz,
  check (carer_id <> ward_id),
  check ((confirmed = 'in_person') = (scanner_id is not null and site_id is not null))
);
create unique index family_links_living on family_links (realm, carer_id, ward_id) where ended_at is null;
create index family_links_ward on family_links (ward_id);
create index family_links_carer on family_links (carer_id);
create index family_links_ended on family_links (ended_at) where ended_at is not null;

-- Who wants no requests of whom; lifted by asking them.
create table family_blocks (
  realm text not null references realms,
  person_id uuid not null references persons on delete cascade,
  blocked_id uuid not null references persons on delete cascade,
  primary key (realm, person_id, blocked_id)
);
