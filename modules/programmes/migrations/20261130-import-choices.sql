-- What somebody decided about how a workbook is to be read: columns by hand, mends for all rows alike,
-- units under another name. Encrypted, for it quotes the workbook. Each change has the next version, so
-- that what is confirmed is what was seen.
alter table roster_imports add column choices bytea;
alter table roster_imports add column choices_version int not null default 0;

alter table roster_imports drop constraint roster_imports_state_check;
alter table roster_imports add constraint roster_imports_state_check check (
  state in ('checking', 'checked', 'refused', 'importing', 'done', 'failed', 'discarded'));

-- The units that an import named: only their people can be absent from it.
create table roster_import_places (
  import_id uuid not null references roster_imports on delete cascade,
  place_id bigint not null references places,
  primary key (import_id, place_id)
);
insert into roster_import_places (import_id, place_id)
  select distinct r.import_id, e.place_id
  from roster_import_rows r join enrolments e on e.id = r.enrolment_id;
