-- Runs that delete what is past its date: counted first, proposed by one person, confirmed by another.
create table retention_runs (
  id uuid primary key,
  number bigint generated always as identity,
  programme_id bigint not null references programmes,
  -- The rule as it was then.
  ends_on date not null,
  kept_days int not null,
  state text not null
    check (state in ('counting', 'proposed', 'withdrawn', 'running', 'done', 'stopped')),
  -- What would go, as it was hashed, and its SHA-256; null while it is counted.
  preview json,
  preview_hash text,
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null,
  confirmed_by uuid references persons,
  confirmed_at timestamptz,
  -- How far it has come, counted in the transactions that delete: {"reports": 12, …}, and the digest over what went.
  people_done int not null default 0,
  deleted jsonb not null default '{}',
  digest text not null default '',
  -- Why it was stopped.
  problem text,
  -- When somebody last worked on it; past that, somebody else takes over.
  worked_at timestamptz not null,
  finished_at timestamptz,
  check (confirmed_by <> proposed_by),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (state not in ('running', 'done') or confirmed_by is not null),
  check (state not in ('proposed', 'running', 'done') or (preview is not null and preview_hash is not null)),
  check ((state in ('withdrawn', 'done', 'stopped')) = (finished_at is not null))
);
create unique index retention_runs_one on retention_runs (programme_id)
  where state in ('counting', 'proposed', 'running');
create index retention_runs_of on retention_runs (programme_id, number desc);
create index retention_runs_proposer on retention_runs (proposed_by);
create index retention_runs_confirmer on retention_runs (confirmed_by) where confirmed_by is not null;

create trigger retention_runs_keep before update of id, number, programme_id, ends_on, kept_days, proposed_by,
  proposed_at on retention_runs for each statement execute function refuse_change();
create trigger retention_runs_stay before delete or truncate on retention_runs
  for each statement execute function refuse_change();

create function retention_runs_ended() returns trigger language plpgsql as $$
begin
  if old.finished_at is not null then
    raise exception 'a run that has ended is never changed';
  end if;
  return new;
end $$;
create trigger retention_runs_ended before update on retention_runs
  for each row execute function retention_runs_ended();

-- What a run leaves: who deleted what by which rule, in counts and hashes, and about nobody.
create table retention_certificates (
  run_id uuid primary key references retention_runs,
  number bigint generated always as identity,
  programme_id bigint not null references programmes,
  -- JSON as text: the hash is over its bytes, and the seal over the hash, with a key that the database does not know.
  content text not null,
  hash text not null,
  seal bytea not null,
  made_at timestamptz not null
);
create index retention_certificates_of on retention_certificates (programme_id, number desc);
create trigger retention_certificates_stay before update or delete or truncate on retention_certificates
  for each statement execute function refuse_change();

-- Deleting a person looks here for what refers to them.
create index reading_alerts_closer on reading_alerts (closed_by) where closed_by is not null;
