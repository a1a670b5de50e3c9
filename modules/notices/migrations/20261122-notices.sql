create table notices (
  id bigint generated always as identity primary key,
  person_id uuid not null references persons on delete cascade,
  realm text not null references realms,
  kind text not null,
  -- Tells a notice from its repetition: each one reaches a person once.
  key text not null,
  text_zh text not null,
  text_en text not null,
  -- A path within the participant's app, such as `/daily`.
  link text,
  created_at timestamptz not null,
  read_at timestamptz,
  constraint notices_once unique (person_id, realm, key)
);
create index notices_inbox on notices (person_id, realm, id desc);
create index notices_unread on notices (person_id, realm, id desc) where read_at is null;
