-- Who holds which fixed role on which place. The person is bound by a foreign key once `people` exists.
create table grants (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  role text not null check (role in ('administrator', 'organiser', 'reader')),
  place_id bigint not null references places,
  granted_at timestamptz not null,
  granted_by uuid,
  constraint grants_once unique (person_id, role, place_id)
);
