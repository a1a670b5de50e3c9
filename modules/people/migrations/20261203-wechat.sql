-- The WeChat accounts that open an account, each found by the keyed hash of the id by which WeChat knows it. They
-- are gone with the account.
create table wechat_bindings (
  person_id uuid not null,
  realm text not null,
  credential_scope text not null,
  -- Which app of the installation knows it by this id; empty for an id that several apps share.
  known_by text not null,
  lookup text not null,
  bound_at timestamptz not null,
  primary key (person_id, realm, credential_scope, known_by),
  foreign key (person_id, realm, credential_scope) references accounts on delete cascade
);
create index wechat_bindings_lookup on wechat_bindings (realm, credential_scope, lookup);

-- Ways to WeChat and back. Each is good once, for a short time, in one browser.
create table wechat_visits (
  id uuid primary key,
  state_hash bytea not null unique,
  browser_hash bytea not null,
  realm text not null references realms,
  app text not null,
  kind text not null check (kind in ('inside', 'web')),
  -- Set when somebody comes back: the state is worth nothing from then on.
  returned_at timestamptz,
  -- What stands for the answer in the steps that follow, and whom WeChat says it is.
  token_hash bytea unique,
  known_by text,
  lookup text,
  expires_at timestamptz not null
);
create index wechat_visits_expiry on wechat_visits (expires_at);

alter table sessions drop constraint sessions_proof_check;
alter table sessions add constraint sessions_proof_check check (proof in ('password', 'code', 'wechat'));
