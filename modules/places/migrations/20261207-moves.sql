-- A place can be moved with everything below it. The path follows from the parent's and cannot be written; the
-- foreign key over both columns has every place below follow in the same statement, and makes whoever adds
-- something below wait for a move under way.
drop trigger places_stay on places;
drop function places_stay();
drop trigger places_path on places;
drop function places_set_path();

alter table places add column parent_path text;
update places p set parent_path = above.path from places above where above.id = p.parent_id;

alter table places
  drop constraint places_parent_id_fkey,
  drop column path,
  add column path text not null generated always as (coalesce(parent_path, '/') || id::text || '/') stored;
alter table places
  add constraint places_path unique (id, path),
  add constraint places_parent_whole check ((parent_id is null) = (parent_path is null)),
  add constraint places_no_circle check (parent_path not like '%/' || id::text || '/%'),
  add constraint places_parent foreign key (parent_id, parent_path)
    references places (id, path) on update cascade;
create index places_below on places (path text_pattern_ops);

-- Whoever adds or moves a place names the parent alone. The lock waits for a move of the parent, and is the one
-- that the foreign key takes anyhow.
create function places_set_parent_path() returns trigger language plpgsql as $$
begin
  new.parent_path := null;
  select path into new.parent_path from places where id = new.parent_id for key share;
  return new;
end $$;

create trigger places_parent_path before insert on places
  for each row execute function places_set_parent_path();
create trigger places_moved before update of parent_id on places
  for each row when (new.parent_id is distinct from old.parent_id)
  execute function places_set_parent_path();

-- Lists come in the order of the names, in pinyin and with figures as numbers, and are read page by page.
create collation place_names (provider = icu, locale = 'zh-u-co-pinyin-kn-true');
create index places_children_zh on places (parent_id, name_zh collate place_names, id);
create index places_children_en on places (parent_id, name_en collate place_names, id);
create index places_by_name_zh on places (name_zh collate place_names, id);
create index places_by_name_en on places (name_en collate place_names, id);
create index places_region on places (region_code text_pattern_ops) where region_code is not null;

-- The characters of a text and its pairs of neighbours. A name holds what was typed only where it has all pairs of
-- that, or the one character: words cannot be told apart in Chinese.
create function name_pairs(texts text[]) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct substr(lower(each), start, length)), '{}')
  from unnest(texts) each, generate_series(1, length(each)) start, generate_series(1, 2) length
  where start + length - 1 <= length(each)
$$;
create index places_names on places using gin (name_pairs(array[name_zh, name_en, code]));
