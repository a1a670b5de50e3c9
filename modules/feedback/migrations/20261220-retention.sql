-- Deleting a person looks here for what refers to them.
create index feedback_keeper on feedback (keeper_id) where keeper_id is not null;
create index feedback_changer on feedback (changed_by);
