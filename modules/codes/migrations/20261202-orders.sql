-- Colours that are given, or ended, by hand: one person at a time, proposed by one and approved by another.
create table code_orders (
  id uuid primary key,
  -- Whoever approves one holds the code, not the enrolment.
  enrolment_id bigint not null references reporting_periods,
  programme_id bigint not null,
  -- Code of the rule, as the version in force has it.
  rule text not null,
  -- The order that this one ends; null for one that gives a colour.
  ends uuid references code_orders,
  -- The organisation that decides.
  place_id bigint not null references places,
  -- Both are told to the person.
  reason text not null check (reason ~ '\S'),
  evidence text not null check (evidence ~ '\S'),
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null,
  state text not null default 'proposed'
    check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  decided_by uuid references persons,
  decided_at timestamptz,
  -- Why it was refused.
  note text,
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  -- Nobody approves what they proposed; nobody else withdraws it.
  check (decided_by is null or (decided_by = proposed_by) = (state = 'withdrawn')),
  check (state <> 'refused' or note ~ '\S')
);
create unique index code_orders_one_at_a_time on code_orders (enrolment_id) where state = 'proposed';
create index code_orders_programme on code_orders (programme_id, proposed_at desc, id);
create index code_orders_person on code_orders (enrolment_id, proposed_at desc);
create index code_orders_proposer on code_orders (proposed_by, proposed_at);
create index code_orders_decider on code_orders (decided_by, decided_at);

create trigger code_orders_keep before update of id, enrolment_id, programme_id, rule, ends, place_id, reason,
  evidence, proposed_by, proposed_at on code_orders for each statement execute function refuse_change();
create trigger code_orders_stay before delete or truncate on code_orders
  for each statement execute function refuse_change();

-- What was decided stays so.
create function code_orders_decided() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception 'an order that was decided is never changed';
  end if;
  return new;
end $$;
create trigger code_orders_decided before update on code_orders
  for each row execute function code_orders_decided();

-- What people say against their colour, and who is to answer by when.
create table code_appeals (
  id bigint generated always as identity primary key,
  enrolment_id bigint not null references reporting_periods,
  programme_id bigint not null,
  -- The entry of the ledger that it is about, and what that entry's colour came from.
  entry int not null,
  rule text not null,
  cause_kind text not null check (cause_kind in ('report', 'measurement', 'order')),
  cause_id text not null,
  words text not null check (words ~ '\S'),
  written_at timestamptz not null,
  -- The organisation whose turn it is, and until when; past that it goes to the one above.
  place_id bigint not null references places,
  due_at timestamptz not null,
  -- How often it went to the one above.
  level int not null default 0,
  state text not null default 'open' check (state in ('open', 'accepted', 'refused')),
  decided_by uuid references persons,
  decided_at timestamptz,
  answer text,
  foreign key (enrolment_id, entry) references code_ledger,
  check ((state = 'open') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state = 'open' or answer ~ '\S')
);
create unique index code_appeals_one_open on code_appeals (enrolment_id, entry) where state = 'open';
create index code_appeals_person on code_appeals (enrolment_id, id);
create index code_appeals_due on code_appeals (due_at) where state = 'open';
create index code_appeals_programme on code_appeals (programme_id, id);

create trigger code_appeals_keep before update of enrolment_id, programme_id, entry, rule, cause_kind, cause_id,
  words, written_at on code_appeals for each statement execute function refuse_change();
create trigger code_appeals_stay before delete or truncate on code_appeals
  for each statement execute function refuse_change();

create function code_appeals_decided() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then
    raise exception 'an appeal that was decided is never changed';
  end if;
  return new;
end $$;
create trigger code_appeals_decided before update on code_appeals
  for each row execute function code_appeals_decided();
