-- Checks of people at sites. A check belongs to one site, and is never changed: one that was mistyped is undone,
-- and another follows.
create table checks (
  -- Made on the scanner's phone, so that one sent twice is stored once.
  id uuid primary key,
  enrolment_id bigint not null references enrolments,
  site_id bigint not null,
  site_kind text not null generated always as ('site') stored,
  scanner_id uuid not null references persons,
  -- How the person was found.
  way text not null check (way in ('code', 'printed', 'number', 'assisted')),
  -- By the scanner's phone, in the server's time as far as it knew that; and when it arrived.
  checked_at timestamptz not null,
  recorded_at timestamptz not null,
  temperature numeric(3, 1) not null check (temperature between 30 and 45),
  remark text check (remark <> ''),
  -- What the scanner saw, and what the server knew when the check arrived.
  shown text not null check (shown <> ''),
  colour text not null check (colour in ('green', 'grey', 'yellow', 'orange', 'red')),
  -- What was not as it should be when it arrived: the record is kept all the same.
  conflict text check (conflict in ('site_closed', 'scanner_disabled', 'code_refused')),
  undone_at timestamptz,
  -- From then on it is deleted.
  delete_on date not null,
  constraint checks_site foreign key (site_id, site_kind) references places (id, kind)
);
create index checks_by_site on checks (site_id, checked_at desc, id desc);
create index checks_by_scanner on checks (scanner_id, site_id, checked_at desc, id desc);
create index checks_by_person on checks (enrolment_id, checked_at desc, id desc);
create index checks_delete_on on checks using brin (delete_on);

-- What of a check may change: it is undone once.
create function checks_stay() returns trigger language plpgsql as $$
begin
  if old.undone_at is null and new.undone_at is not null
    -- What is generated is not there yet.
    and to_jsonb(old) - '{undone_at,site_kind}'::text[] = to_jsonb(new) - '{undone_at,site_kind}'::text[] then
    return new;
  end if;
  raise exception 'a check is never changed';
end $$;

create trigger checks_stay before update on checks
  for each row execute function checks_stay();

-- A high temperature at a site: it stays until somebody of the site has closed it.
create table fever_alerts (
  id bigint generated always as identity primary key,
  check_id uuid not null unique references checks on delete cascade,
  site_id bigint not null references places,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid references persons,
  note text check (note <> ''),
  check ((closed_at is null) = (closed_by is null)),
  check ((closed_at is null) = (note is null))
);
create index fever_alerts_open on fever_alerts (site_id, id desc) where closed_at is null;
create index fever_alerts_by_site on fever_alerts (site_id, id desc);

-- When members of staff looked people up by number: for the limit in an hour.
create table number_looks (
  person_id uuid not null references persons on delete cascade,
  at timestamptz not null
);
create index number_looks_by_person on number_looks (person_id, at);
