-- Deleting a person looks here for what refers to them.
create index enrolment_merges_by on enrolment_merges (merged_by);
create index enrolment_merges_undoer on enrolment_merges (undone_by) where undone_by is not null;
create index pair_dismissals_by on pair_dismissals (dismissed_by);
