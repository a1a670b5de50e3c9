-- How somebody likes an app to be, such as the columns of a table: it goes with the account, not with the browser.
create table account_settings (
  person_id uuid not null references persons on delete cascade,
  -- Which page or table it is of.
  name text not null check (name ~ '^[a-z][a-z0-9.-]{0,59}$'),
  value jsonb not null check (pg_column_size(value) <= 20000),
  changed_at timestamptz not null,
  primary key (person_id, name)
);
