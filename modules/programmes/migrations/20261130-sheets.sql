-- What somebody decided about how the workbook is read: {"sheets": [0, 2], "encoding": "big5"}
alter table roster_imports add column choice jsonb;

comment on column roster_imports.last_row is
  'Position of the last row dealt with; it grows from row to row and from sheet to sheet';
comment on column roster_import_refusals.row is
  'Position of the row among all rows that are read; its number in its sheet is in the content';
