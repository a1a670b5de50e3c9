-- Beside the picture a browser solves a puzzle once an address has failed several times; the more it
-- failed, the higher the level.
alter table captchas
  add column puzzle_hash bytea,
  add column level smallint not null default 0,
  add constraint captchas_puzzle check ((level = 0) or (kind = 'puzzle') or (puzzle_hash is not null));
