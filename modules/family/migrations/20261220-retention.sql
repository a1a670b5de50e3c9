-- Deleting a person looks here for what refers to them.
create index family_requests_asked on family_requests (other_id) where other_id is not null;
create index family_blocks_blocked on family_blocks (blocked_id);
create index family_blocks_person on family_blocks (person_id);
