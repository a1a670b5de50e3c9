-- Reports and alerts leave with their programme once its keeping time is past, and never otherwise.
create trigger reports_leave after delete on reports referencing old table as gone for each statement
  execute function leave_by_retention('select programme_id from enrolments e where e.id = gone.enrolment_id');

drop trigger alerts_stay on alerts;
create trigger alerts_leave after delete on alerts referencing old table as gone for each statement
  execute function leave_by_retention('gone.programme_id');

drop trigger alert_steps_stay on alert_steps;
create trigger alert_steps_stay before update on alert_steps
  for each statement execute function refuse_change();
create trigger alert_steps_leave after delete on alert_steps referencing old table as gone for each statement
  execute function leave_by_retention('select programme_id from alerts a where a.id = gone.alert_id');

-- Deleting a person looks here for what refers to them.
create index alerts_keeper on alerts (keeper_id) where keeper_id is not null;
create index alert_steps_by on alert_steps (by_id);
create index declarations_person on declarations (person_id);
create index reporting_periods_of_person on reporting_periods (person_id);
