-- Lists of people are sorted by name, and by what people are known by, and read page by page along an
-- index: both are kept beside the enrolment, as its words for the search are.

-- Chinese by pinyin, figures as numbers: 单位2 before 单位10.
create collation names_in_order (provider = icu, locale = 'zh-u-co-pinyin-kn-true');

-- A name behind its initial, so that Chinese names stand among others under one letter: each boundary is the
-- first character of its letter in the order of pinyin. What has no letter stands under #.
create function name_order(name text) returns text language sql immutable parallel safe as $$
  select case
    when name ~ '^[A-Za-z]' then upper(left(name, 1))
    when name !~ '^[㐀-鿿]' then
      coalesce(substring(upper(normalize(left(name, 1), nfkd)) from '^[A-Z]'), '#')
    when name >= '帀' collate names_in_order then 'Z'
    when name >= '丫' collate names_in_order then 'Y'
    when name >= '夕' collate names_in_order then 'X'
    when name >= '屲' collate names_in_order then 'W'
    when name >= '他' collate names_in_order then 'T'
    when name >= '仨' collate names_in_order then 'S'
    when name >= '呥' collate names_in_order then 'R'
    when name >= '七' collate names_in_order then 'Q'
    when name >= '妑' collate names_in_order then 'P'
    when name >= '噢' collate names_in_order then 'O'
    when name >= '拏' collate names_in_order then 'N'
    when name >= '妈' collate names_in_order then 'M'
    when name >= '垃' collate names_in_order then 'L'
    when name >= '咔' collate names_in_order then 'K'
    when name >= '丌' collate names_in_order then 'J'
    when name >= '哈' collate names_in_order then 'H'
    when name >= '旮' collate names_in_order then 'G'
    when name >= '发' collate names_in_order then 'F'
    when name >= '妸' collate names_in_order then 'E'
    when name >= '咑' collate names_in_order then 'D'
    when name >= '嚓' collate names_in_order then 'C'
    when name >= '八' collate names_in_order then 'B'
    else 'A' end || ' ' || name
$$;

alter table enrolments add column name_order text collate names_in_order;
-- The first of the identifiers that is stored as it is written; empty for people known by a phone alone.
alter table enrolments add column known_by text collate "C" not null default '';

update enrolments e set
  name_order = name_order(p.name),
  known_by = coalesce((
    select i.lookup from identifiers i join programmes g on g.id = e.programme_id
    where i.realm = g.realm and i.person_id = e.person_id and not i.alias and i.encrypted is null
    order by i.kind limit 1), '')
  from persons p where p.id = e.person_id;
alter table enrolments alter column name_order set not null;

create index enrolments_by_name on enrolments (programme_id, name_order, id);
create index enrolments_by_known on enrolments (programme_id, known_by, id);
create index enrolments_by_group_name on enrolments (programme_id, group_code, name_order, id);
create index enrolments_by_place_name on enrolments (programme_id, place_id, name_order, id);
