-- People whom scanners register without a network: the phone that they gave was never verified, and is no phone
-- on record. It is encrypted, and goes with the check.
alter table checks add column unverified_phone bytea;

-- Somebody else is on record by the document.
alter table checks drop constraint checks_conflict_check;
alter table checks add constraint checks_conflict_check
  check (conflict in ('site_closed', 'scanner_disabled', 'code_refused', 'name_differs'));
