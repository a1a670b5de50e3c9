-- Whose password a link from the machine sets anew; null for the one that makes the first administrator.
alter table first_links add column person_id uuid references persons on delete cascade;
