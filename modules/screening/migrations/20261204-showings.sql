-- Each showing of a code counts for one late check of a scanner, also where it was used at once before: checks that are
-- made now keep what was shown to them, too. It is the code's reference with the moment; a phone that signs the same
-- moment twice makes another text, and no other showing.
alter table checks rename column code_hash to showing;
drop index checks_late_code;
-- As late as a check counts as one that was not made now.
create unique index checks_late_code on checks (scanner_id, showing)
  where showing is not null and undone_at is null and recorded_at - checked_at > interval '2 minutes';
