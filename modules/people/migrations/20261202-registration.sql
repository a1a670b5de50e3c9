-- People of such a realm register themselves, and choose a user name then. Whoever is on record without an
-- account has none yet, and cannot come in by any other way.
alter table realms add column registration boolean not null default false;
