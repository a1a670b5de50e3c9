-- Where each person's code stands: the few facts that its colour follows from, and the end of its ledger.
create table code_states (
  -- Whoever writes a report holds the reporting period already, so that this check waits for nobody.
  enrolment_id bigint primary key references reporting_periods,
  -- By which version's rules the colour was last told.
  programme_id bigint not null,
  programme_version int not null,
  -- What causes colours, and measurements that can be undone: {"causes": […], "measured": […]}
  facts jsonb not null,
  -- What the ledger says last: {"at": …, "colour": …, "reason": …}
  last jsonb not null,
  -- What is shown from when on if nothing happens: such as `last`, in order.
  timeline jsonb not null,
  -- Green, and only the age of the report to look after: one more clean report changes nothing else.
  quiet boolean not null,
  reported_at timestamptz,
  -- From when on the report is too old.
  stale_at timestamptz,
  evaluated_at timestamptz not null,
  -- How many entries the ledger has, and the hash of the newest. The seal is made with a key that the
  -- database does not know, so that whoever may change the database cannot shorten the ledger unseen.
  entries int not null check (entries >= 0),
  head bytea not null,
  seal bytea not null,
  check ((reported_at is null) = (stale_at is null)),
  check (not quiet or reported_at is not null)
) with (fillfactor = 85);

create trigger code_states_stay before delete on code_states
  for each statement execute function refuse_change();

-- Every change of a colour. Each entry's hash is over the one before it and over a commitment to its
-- content, salted so that nobody can guess what it was once it is gone.
create table code_ledger (
  enrolment_id bigint not null references code_states,
  number int not null check (number >= 1),
  recorded_at timestamptz not null,
  commitment bytea not null,
  hash bytea not null,
  -- Both are null once the content is past its date. JSON as text: its bytes were committed to.
  salt bytea,
  content text,
  primary key (enrolment_id, number),
  check ((salt is null) = (content is null))
);

-- What may happen to an entry is that its content is forgotten, and never that of a person's newest: a
-- colour that is shown has its reason.
create function code_ledger_stays() returns trigger language plpgsql as $$
begin
  if old.content is not null and new.content is null and new.salt is null
    and (new.enrolment_id, new.number, new.recorded_at, new.commitment, new.hash)
      is not distinct from (old.enrolment_id, old.number, old.recorded_at, old.commitment, old.hash)
    and exists (select from code_ledger l
      where l.enrolment_id = old.enrolment_id and l.number > old.number) then
    return new;
  end if;
  raise exception 'an entry of the ledger is never changed';
end $$;

create trigger code_ledger_stays before update on code_ledger
  for each row execute function code_ledger_stays();
create trigger code_ledger_append_only before delete or truncate on code_ledger
  for each statement execute function refuse_change();
