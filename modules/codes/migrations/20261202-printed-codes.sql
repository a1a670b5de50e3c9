-- Codes on paper, for people without a phone: a reference by which somebody is looked up, together with
-- their document.
create table printed_codes (
  -- Random, so that whoever finds the paper learns nothing.
  reference bytea primary key check (length(reference) = 16),
  enrolment_id bigint not null references enrolments,
  key_id text not null references signing_keys,
  -- What the paper says; printing again prints the same.
  text text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create unique index printed_codes_active on printed_codes (enrolment_id) where revoked_at is null;
create index printed_codes_enrolment on printed_codes (enrolment_id);
