-- Short messages. One is recorded before it is handed to the provider; whatever becomes of it then, it is never
-- handed over again.
create table sms_messages (
  id uuid primary key,
  -- recorded: not handed over yet. handed_over: nobody knows (yet) what became of it; it counts as sent.
  -- failed: it was not taken, for a reason that is about the number, or about the provider.
  state text not null check (state in ('recorded', 'handed_over', 'sent', 'failed')),
  -- Number and content; null as soon as nothing can be done with them any more.
  encrypted bytea,
  failed_by text check (failed_by in ('number', 'provider')),
  -- The provider's code of what was wrong, and its own name of a message that it took.
  reason text,
  reference text,
  created_at timestamptz not null,
  -- Handing it over later than this is of no use.
  expires_at timestamptz not null,
  settled_at timestamptz,
  check ((state = 'failed') = (failed_by is not null))
);
create index sms_messages_age on sms_messages (created_at);
create index sms_messages_settled on sms_messages (settled_at) where settled_at is not null;
