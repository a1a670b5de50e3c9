-- The one link by which an empty installation gets its first administrator.
create table first_links (
  token_hash bytea primary key,
  expires_at timestamptz not null
);
