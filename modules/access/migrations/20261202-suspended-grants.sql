-- A grant that is held and gives nothing for now: the module that suspended it says why and until when.
alter table grants
  add column suspended boolean not null default false,
  add constraint grants_whole unique (id, person_id, role, place_id);
