-- Workbooks of staff are imported as those of organisations and sites are: one table for both.
alter table place_imports rename to workbook_imports;
alter table place_import_rows rename to workbook_import_rows;
alter index place_imports_pkey rename to workbook_imports_pkey;
alter index place_imports_of rename to workbook_imports_of;
alter index place_imports_under_way rename to workbook_imports_under_way;
alter index place_import_rows_pkey rename to workbook_import_rows_pkey;
alter index place_import_rows_by_state rename to workbook_import_rows_by_state;

alter table workbook_imports
  -- What its rows are about: organisations and sites, or members of staff.
  add column kind text not null default 'places' check (kind in ('places', 'members')),
  -- When the one-time passwords of those whom it added were downloaded: that is possible once.
  add column passwords_taken_at timestamptz;
alter table workbook_imports alter column kind drop default;
drop index workbook_imports_of;
create index workbook_imports_of on workbook_imports (created_by, kind, number desc);

alter table workbook_import_rows
  -- Whom the row has added.
  add column added_person_id uuid references persons on delete set null,
  -- So many people it shuts out.
  add column shuts_out int not null default 0;
create index workbook_import_rows_of on workbook_import_rows (added_person_id)
  where added_person_id is not null;
