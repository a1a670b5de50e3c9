-- Until then whoever took a message is sending it: `next_try_at` alone may also say when it is tried again.
alter table webhook_messages add column leased_until timestamptz;
