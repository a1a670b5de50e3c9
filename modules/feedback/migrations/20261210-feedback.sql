-- What people tell those who run a programme or a site, and what became of it.
create table feedback (
  id bigint generated always as identity primary key,
  person_id uuid not null references persons on delete cascade,
  -- In which the person was signed in.
  realm text not null references realms,
  -- Null for what was written in the field, which belongs to a site alone.
  programme_id bigint references programmes,
  -- The person's unit, or the site, when it was written.
  place_id bigint not null references places,
  -- Made on the person's device, so that what is sent twice is stored once.
  request_id uuid not null,
  kind text not null check (kind in ('problem', 'suggestion', 'complaint', 'question')),
  -- How the person would like to be reached; encrypted.
  contact bytea,
  photos uuid[] not null check (cardinality(photos) <= 4),
  app text not null check (app in ('portal', 'desk', 'field')),
  sent_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'in_progress', 'answered', 'closed')),
  -- Who looks after it, answered it or closed it.
  keeper_id uuid references persons,
  -- When and by whom something last happened, and how often something did.
  changed_at timestamptz not null,
  changed_by uuid not null references persons,
  version int not null default 1,
  check ((state = 'new') = (keeper_id is null)),
  check ((programme_id is null) = (app = 'field'))
);
create unique index feedback_once on feedback (person_id, realm, request_id);
create index feedback_person on feedback (person_id, realm, id);
create index feedback_sent on feedback (sent_at, id);
create index feedback_programme on feedback (programme_id, sent_at, id);
create index feedback_place on feedback (place_id, sent_at, id);
create index feedback_changed on feedback (programme_id, changed_at);
create index feedback_waiting on feedback (place_id, state) where state in ('new', 'in_progress');

create trigger feedback_keep before update of id, person_id, realm, programme_id, place_id, request_id, kind,
  contact, photos, app, sent_at on feedback for each statement execute function refuse_change();

-- What was said, and what staff did, in the order in which it happened.
create table feedback_entries (
  id bigint generated always as identity primary key,
  feedback_id bigint not null references feedback on delete cascade,
  kind text not null
    check (kind in ('sent', 'added', 'answered', 'taken', 'returned', 'closed', 'reopened')),
  by_id uuid not null references persons,
  at timestamptz not null,
  -- As that of the feedback; of what is said alone.
  request_id uuid,
  -- Encrypted.
  words bytea,
  check ((request_id is null) = (words is null)),
  check ((kind in ('sent', 'added', 'answered')) = (words is not null))
);
create unique index feedback_entries_once on feedback_entries (feedback_id, by_id, request_id);
create index feedback_entries_in_order on feedback_entries (feedback_id, id);
create index feedback_entries_author on feedback_entries (by_id, at);

create trigger feedback_entries_keep before update on feedback_entries
  for each statement execute function refuse_change();
