-- Whose code may show the colour of a rule. Of those that a code goes through by itself the first is the worst, since
-- whatever causes a colour only ends with time. Clean reports of people who are green change none of it.
create index code_states_coloured on code_states (programme_id, (timeline -> 0 ->> 'colour'), enrolment_id)
  where timeline -> 0 ->> 'colour' in ('yellow', 'orange', 'red');
