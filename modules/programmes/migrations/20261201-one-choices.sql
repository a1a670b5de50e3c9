-- Sheets and encoding stand among the encrypted choices, which the database cannot write. What was checked
-- already keeps them in its preview; what is being checked with such a choice just now has to come again.
update roster_imports
  set state = 'refused', problem = '{"code": "import_choices_lost"}', finished_at = created_at,
    lease_until = null
  where state = 'checking' and choice is not null;
alter table roster_imports drop column choice;
