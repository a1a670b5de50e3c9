-- A rehearsal that was replaced, or is too old, leaves in pieces: it may name everybody of a large programme.
alter table colour_rehearsals add column leaving boolean not null default false,
  drop constraint colour_rehearsals_one;
create unique index colour_rehearsals_one on colour_rehearsals (programme_id) where not leaving;
create index colour_rehearsals_of on colour_rehearsals (programme_id);
