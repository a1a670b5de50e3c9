-- A carer's phone shows the code of a ward, beside the ward's own phone. Null: the person's own.
alter table phone_keys add column carer_id uuid;
drop index phone_keys_active;
create unique index phone_keys_active on phone_keys (enrolment_id, carer_id) nulls not distinct
  where retired_at is null;
