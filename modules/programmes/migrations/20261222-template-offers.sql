-- What a programme was made from, and what was decided about templates that were mended since.
alter table programmes
  -- The template's code; null where it was made from none that is known.
  add column template text,
  -- Codes of the template's parts that it does without.
  add column template_without text[],
  add check (num_nulls(template, template_without) in (0, 2));

-- Somebody has taken a mended part of the template as a draft, or does not want it. The newest one of a part counts.
create table template_decisions (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programmes,
  -- `settings`, or `forms.` and the form's code.
  part text not null check (part ~ '^(settings|forms\.[A-Za-z0-9_-]+)$'),
  decision text not null check (decision in ('taken', 'dismissed')),
  reason text,
  -- All that the template said then: only what it says otherwise later is offered again.
  said jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);
create index template_decisions_part on template_decisions (programme_id, part, id desc);
