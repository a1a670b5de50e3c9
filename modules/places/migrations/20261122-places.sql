create table places (
  id bigint generated always as identity primary key,
  parent_id bigint references places,
  kind text not null check (kind in ('region', 'organisation', 'site')),
  code text not null check (code <> ''),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  path text not null,
  created_at timestamptz not null,
  constraint places_code_among_siblings unique nulls not distinct (parent_id, code),
  constraint places_path unique (path)
);
create index places_below on places (path text_pattern_ops);

-- The path is derived, so that nothing can lie about where it stands. A place is never moved.
create function places_set_path() returns trigger language plpgsql as $$
begin
  new.path := coalesce((select path from places where id = new.parent_id), '/') || new.id || '/';
  return new;
end $$;

create trigger places_path before insert on places
  for each row execute function places_set_path();

create function places_stay() returns trigger language plpgsql as $$
begin
  raise exception 'a place is never moved';
end $$;

create trigger places_stay before update of id, parent_id, path on places
  for each row execute function places_stay();
