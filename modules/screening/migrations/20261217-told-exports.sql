-- When an export last said how far it is: one that has been silent for long was cut off with its server.
alter table check_exports add column told_at timestamptz;
