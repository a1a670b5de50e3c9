-- Of what a phone was given, the newest is asked for, by every phone and often: it is the first in this order.
drop index credentials_phone;
create index credentials_phone on credentials (phone_key_id, issued_at desc);
