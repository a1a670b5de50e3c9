-- A chain leaves as a whole, with the end that seals it, once the keeping time of its programme is past.
drop trigger code_states_stay on code_states;
create trigger code_states_stay before truncate on code_states for each statement execute function refuse_change();
create trigger code_states_leave after delete on code_states referencing old table as gone for each statement
  execute function leave_by_retention('select programme_id from enrolments e where e.id = gone.enrolment_id');

drop trigger code_ledger_append_only on code_ledger;
create trigger code_ledger_append_only before truncate on code_ledger
  for each statement execute function refuse_change();
create trigger code_ledger_leave after delete on code_ledger referencing old table as gone for each statement
  execute function leave_by_retention('select programme_id from enrolments e where e.id = gone.enrolment_id');

drop trigger code_orders_stay on code_orders;
create trigger code_orders_stay before truncate on code_orders for each statement execute function refuse_change();
create trigger code_orders_leave after delete on code_orders referencing old table as gone for each statement
  execute function leave_by_retention('gone.programme_id');

drop trigger code_appeals_stay on code_appeals;
create trigger code_appeals_stay before truncate on code_appeals for each statement execute function refuse_change();
create trigger code_appeals_leave after delete on code_appeals referencing old table as gone for each statement
  execute function leave_by_retention('gone.programme_id');

-- Deleting something looks here for what refers to it.
create index code_orders_ends on code_orders (ends) where ends is not null;
create index code_appeals_decider on code_appeals (decided_by) where decided_by is not null;
create index phone_keys_enrolment on phone_keys (enrolment_id);
