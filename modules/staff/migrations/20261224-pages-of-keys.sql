-- Keys are listed page by page, newest first.
create index api_keys_newest on api_keys (created_at desc, id desc);
