-- Codes by SMS serve several purposes, and none but their own.
alter table sign_in_codes rename to codes;
alter index sign_in_codes_expiry rename to codes_expiry;
alter table codes
  add column purpose text not null default 'sign-in' check (purpose in
    ('sign-in', 'registration', 'claim', 'recovery', 'phone', 'activation', 'assisted')),
  -- Where it goes to a number that somebody typed; otherwise to whoever has the phone.
  add column number_encrypted bytea,
  -- For whom it is: who asked for it signed in, or whom it turned out to be about.
  add column person_id uuid references persons on delete cascade,
  -- Made with the code, before anything is sent.
  add column message_id uuid references sms_messages on delete set null,
  -- From when on it was entered right: the further steps need no code any more.
  add column verified_at timestamptz;
alter table codes alter column purpose drop default;
create index codes_person on codes (person_id) where person_id is not null;
create index codes_message on codes (message_id) where message_id is not null;
