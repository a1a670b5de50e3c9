-- What scanners fill in with a check beside the temperature, by a form of the programme. It is never changed, and goes
-- with its check.
create table check_answers (
  check_id uuid primary key references checks on delete cascade,
  -- The form that it was filled in by; null where the phone had one that is not known here.
  form_version_id bigint references form_versions,
  -- Values that tell who somebody is are encrypted.
  content jsonb not null,
  -- Not all of it could be read: the form had changed when the check arrived.
  incomplete boolean not null,
  check (form_version_id is not null or incomplete)
);
