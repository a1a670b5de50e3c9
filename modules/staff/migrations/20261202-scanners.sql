-- Who scans at which site, on which level, under whom. The level is the role of the grant, so that both
-- cannot disagree; a superior stands at the same site on a higher level, so that there is no circle.
create table scanners (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  site_id bigint not null,
  site_kind text not null generated always as ('site') stored,
  role text not null check (role in ('senior_scanner', 'intermediate_scanner', 'ordinary_scanner')),
  grant_id bigint not null unique,
  superior_id bigint,
  superior_role text,
  -- The person's own flag, and that of the line which begins with them. What follows is derived.
  self_disabled boolean not null default false,
  line_disabled boolean not null default false,
  remark text check (remark <> ''),
  -- Whether the person reports for the site, and whether it is where they are now.
  reports boolean not null default true,
  is_current boolean not null default false check (reports or not is_current),
  created_at timestamptz not null,
  created_by uuid references persons on delete set null,
  constraint scanners_once unique (person_id, site_id),
  constraint scanners_level unique (id, site_id, role),
  constraint scanners_site foreign key (site_id, site_kind) references places (id, kind),
  constraint scanners_grant foreign key (grant_id, person_id, role, site_id)
    references grants (id, person_id, role, place_id) on update cascade on delete cascade,
  constraint scanners_superior foreign key (superior_id, site_id, superior_role)
    references scanners (id, site_id, role) on update cascade,
  constraint scanners_superior_whole check ((superior_id is null) = (superior_role is null)),
  constraint scanners_superior_higher check (
    array_position(array['ordinary_scanner', 'intermediate_scanner', 'senior_scanner'], superior_role)
      > array_position(array['ordinary_scanner', 'intermediate_scanner', 'senior_scanner'], role))
);
create index scanners_by_site on scanners (site_id);
create index scanners_superior on scanners (superior_id);
create unique index scanners_current on scanners (person_id) where is_current;
