-- How many people have which colour, by unit. Colours follow from the moment at which they are looked at, so that
-- these are figures of a moment: `counted_at`.
create table colour_counts (
  programme_id bigint not null references programmes,
  place_id bigint not null references places,
  colour text not null check (colour in ('green', 'grey', 'yellow', 'orange', 'red')),
  people int not null check (people > 0),
  primary key (programme_id, place_id, colour)
);

create table colour_counts_at (
  programme_id bigint primary key references programmes,
  counted_at timestamptz not null
);
