-- Two records of one programme that are one person. The merged record stays with all that it has; it is withdrawn and
-- leads to the other one.
alter table enrolments add column merged_into bigint references enrolments on delete set null;
alter table enrolments add constraint enrolments_merged_withdrawn
  check (merged_into is null or (withdrawn_on is not null and merged_into <> id));
create index enrolments_merged_into on enrolments (merged_into) where merged_into is not null;

create table enrolment_merges (
  id uuid primary key,
  -- In which order they were made.
  number bigint generated always as identity,
  programme_id bigint not null references programmes,
  survivor_id bigint not null references enrolments,
  merged_id bigint not null references enrolments,
  -- What the merge changed of the merged record.
  was_withdrawn_on date,
  reason text not null check (reason ~ '\S'),
  merged_by uuid not null references persons,
  merged_at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references persons,
  undo_reason text check (undo_reason ~ '\S'),
  check (survivor_id <> merged_id),
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null))
);
create unique index enrolment_merges_living on enrolment_merges (merged_id) where undone_at is null;
create index enrolment_merges_survivor on enrolment_merges (survivor_id, number);
create index enrolment_merges_merged on enrolment_merges (merged_id, number);
create index enrolment_merges_programme on enrolment_merges (programme_id, number desc);

create trigger enrolment_merges_keep before update of id, number, programme_id, survivor_id, merged_id,
  was_withdrawn_on, reason, merged_by, merged_at on enrolment_merges
  for each statement execute function refuse_change();

-- A merge is undone once, and stays so.
create function enrolment_merges_undone() returns trigger language plpgsql as $$
begin
  if old.undone_at is not null then
    raise exception 'a merge that was undone is never changed';
  end if;
  return new;
end $$;
create trigger enrolment_merges_undone before update on enrolment_merges
  for each row execute function enrolment_merges_undone();

-- Pairs that looked like one person and are two, as somebody has said.
create table pair_dismissals (
  programme_id bigint not null references programmes,
  one_id bigint not null references enrolments,
  other_id bigint not null references enrolments,
  dismissed_by uuid not null references persons,
  dismissed_at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index pair_dismissals_programme on pair_dismissals (programme_id, dismissed_at desc, one_id, other_id);

-- A name however it is written: full-width letters narrowed, without white space, in small letters. `name_order` holds
-- the name behind its initial and a space.
create function name_key(name_order text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(normalize(substr(name_order, 3), nfkc), '\s+', '', 'g') collate "und-x-icu")
$$;
create index enrolments_by_name_key on enrolments (programme_id, (name_key(name_order) collate "C"), id);
