-- Staff as lists of them are read: page by page in the order of names, along an index, and found by the words of a name.
-- The order is that of rosters (`names_in_order`), which comes into being with a module further to the right; so does the
-- function that says where a name stands. That is why those who are there already are entered by the next start.
create collation names_of_staff (provider = icu, locale = 'zh-u-co-pinyin-kn-true');

create table staff_members (
  id bigint generated always as identity primary key,
  person_id uuid not null unique references persons on delete cascade,
  name_order text collate names_of_staff not null,
  -- Empty for who signs in by phone.
  username text collate "C" not null,
  words tsvector not null,
  remark text check (remark <> '')
);

create index staff_members_by_name on staff_members (name_order, username, id);
create index staff_members_words on staff_members using gin (words);
create index grants_place on grants (place_id);
create index staff_members_username on staff_members (username);
