-- Where an organisation or a site is found, and whether it is in use.
alter table places
  -- GB/T 2260: where it stands, which may be finer than the region above it in the tree.
  add column region_code text check (region_code ~ '^[0-9]{6}$'),
  add column address text check (address <> ''),
  add column remark text check (remark <> ''),
  -- Its own flag alone: whatever stands below a disabled place is closed with it.
  add column disabled boolean not null default false,
  add constraint places_kind unique (id, kind);

create unique index places_region_code on places (code) where kind = 'region';
