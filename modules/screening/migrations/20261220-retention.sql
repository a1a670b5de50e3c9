-- Deleting a person looks here for what refers to them.
create index fever_alerts_closer on fever_alerts (closed_by) where closed_by is not null;
