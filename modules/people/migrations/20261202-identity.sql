-- A document with its number is something by which people are known: encrypted, and found by its hash.
alter table identifiers drop constraint identifiers_kind_check;
alter table identifiers add constraint identifiers_kind_check
  check (kind in ('card', 'username', 'phone', 'identity'));
