-- Workbooks of organisations and sites that are imported: checked first, carried out once they are confirmed.
create table place_imports (
  id uuid primary key,
  number bigint generated always as identity,
  -- Encrypted on the disk, and gone once the import has ended or after a day.
  file_id uuid references files on delete set null,
  file_name text not null,
  state text not null
    check (state in ('checking', 'checked', 'refused', 'importing', 'done', 'failed', 'discarded')),
  -- How the sheet is read, encrypted: it is carried out as it was checked.
  survey bytea,
  -- What stopped it all: {"code": …, "params": …}
  problem jsonb,
  rows_total int,
  rows_done int not null default 0,
  last_row int not null default 0,
  -- Whoever works on it says until when; past that, somebody else takes over.
  lease_until timestamptz,
  attempts int not null default 0,
  -- In whose name, and so with whose rights, it is carried out.
  created_by uuid not null references persons on delete cascade,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index place_imports_of on place_imports (created_by, number desc);
create index place_imports_under_way on place_imports (lease_until)
  where state in ('checking', 'importing');

-- What would become of each row, and, once it was carried out, what became of it.
create table place_import_rows (
  import_id uuid not null references place_imports on delete cascade,
  position int not null,
  state text not null check (state in ('fresh', 'changed', 'conflict', 'unchanged', 'refused')),
  -- Whose values count where others have changed the same meanwhile.
  choice text check (choice in ('mine', 'theirs')),
  -- Cells, changes, conflicts and mistakes, encrypted.
  content bytea not null,
  primary key (import_id, position)
);
create index place_import_rows_by_state on place_import_rows (import_id, state, position);
