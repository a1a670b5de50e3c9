-- A check is recorded where its scanner is assigned, or was: assignments stay. One key holds what two held, that there
-- is such a person and such a site, and costs each check one look less.
alter table checks add constraint checks_assigned
  foreign key (scanner_id, site_id) references scanners (person_id, site_id);
alter table checks drop constraint checks_scanner_id_fkey, drop constraint checks_site, drop column site_kind;

create or replace function checks_stay() returns trigger language plpgsql as $$
begin
  if old.undone_at is null and new.undone_at is not null
    and to_jsonb(old) - 'undone_at' = to_jsonb(new) - 'undone_at' then
    return new;
  end if;
  raise exception 'a check is never changed';
end $$;
