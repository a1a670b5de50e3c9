-- Null until all bytes are stored, and again before they are deleted: no record may own such a file.
alter table files alter column sha256 drop not null;
alter table files add constraint files_owned_whole check (module is null or sha256 is not null);
