-- Deleting a person looks here for what refers to them.
create index recoveries_person on recoveries (person_id) where person_id is not null;
