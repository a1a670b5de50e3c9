-- A carer may make the declaration for a ward, who has no account perhaps. Null: the person did so themselves.
alter table declarations add column carer_id uuid;
