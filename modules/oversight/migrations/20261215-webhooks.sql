-- Addresses of an organisation's own that are told when something happens at its place.
create table webhooks (
  id uuid primary key,
  programme_id bigint not null references programmes,
  place_id bigint not null references places,
  name text not null check (name <> ''),
  -- An address may hold a key of the receiver's, and the secret signs messages.
  url bytea not null,
  secret bytea not null,
  kinds text[] not null check (kinds <> '{}' and kinds <@ '{alert,high,import,day}'),
  created_by uuid not null references persons,
  created_at timestamptz not null,
  disabled_at timestamptz,
  -- What it was told of already: numbers of alerts, the moment of imports, the last day.
  alerts_until bigint not null,
  highs_until bigint not null,
  imports_until timestamptz not null,
  days_until date not null
);
create index webhooks_programme on webhooks (programme_id);

create table webhook_messages (
  id uuid primary key,
  webhook_id uuid not null references webhooks on delete cascade,
  kind text not null check (kind in ('alert', 'high', 'import', 'day', 'test')),
  -- Codes, numbers and counts; never a person.
  body text not null,
  created_at timestamptz not null,
  tries int not null default 0,
  -- Null once it was taken or given up.
  next_try_at timestamptz,
  -- What came of the last try.
  status int,
  failure text,
  tried_at timestamptz,
  taken boolean not null default false,
  check (not taken or next_try_at is null)
);
create index webhook_messages_list on webhook_messages (webhook_id, created_at desc, id);
create index webhook_messages_due on webhook_messages (next_try_at) where next_try_at is not null;
create index webhook_messages_old on webhook_messages using brin (created_at);
