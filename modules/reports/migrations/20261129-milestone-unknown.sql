-- Which milestone days wait for, the programme says: an itinerary is the Games' own word.
alter table reporting_periods drop constraint reporting_periods_reason_check;
update reporting_periods set reason = 'milestoneUnknown' where reason = 'noItinerary';
alter table reporting_periods add constraint reporting_periods_reason_check
  check (reason in ('milestoneUnknown', 'noDays'));

drop index reporting_periods_no_itinerary;
create index reporting_periods_milestone_unknown
  on reporting_periods (programme_id, place_id, group_code, enrolment_id)
  where reason = 'milestoneUnknown';
