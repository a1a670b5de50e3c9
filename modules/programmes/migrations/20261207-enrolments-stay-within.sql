-- An enrolment stays at or below its programme's place, also where a place is moved at the same moment: the lock of
-- the foreign key is held by now, so that the path stays as it is read here until the transaction ends.
create function enrolments_stay_within() returns trigger language plpgsql as $$
begin
  if not exists (
    select from places p, programmes g join places top on top.id = g.place_id
    where p.id = new.place_id and g.id = new.programme_id and starts_with(p.path, top.path)
  ) then
    raise exception 'an enrolment stands at or below its programme''s place'
      using errcode = 'check_violation', constraint = 'enrolments_within_programme', table = 'enrolments';
  end if;
  return null;
end $$;

create trigger enrolments_within_programme after insert or update of place_id, programme_id on enrolments
  for each row execute function enrolments_stay_within();
