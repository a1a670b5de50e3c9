import { sql } from 'kysely';
import { inProgramme, ofEnrolments, type RetentionOffer } from '../../platform/retention.ts';

export const reportsRetention: RetentionOffer = {
  ofPeople: [
    {
      table: 'alert_steps',
      where: ({ enrolmentIds }) => sql`t.alert_id in (
        select id from alerts where enrolment_id = any(${enrolmentIds}::bigint[]))`,
      key: ['id'],
      day: 'at',
    },
    { table: 'alerts', where: ofEnrolments(), key: ['id'], day: 'opened_at' },
    {
      table: 'reports',
      where: ofEnrolments(),
      key: ['id'],
      day: 'day',
      files: {
        module: 'reports',
        where: ({ enrolmentIds }) => sql`f.record = any(${enrolmentIds.map(String)}::text[])`,
      },
    },
    {
      table: 'declarations',
      where: ({ programmeId, personIds }) =>
        sql`t.programme_id = ${programmeId} and t.person_id = any(${personIds}::uuid[])`,
      key: ['person_id', 'app', 'version'],
      day: 'declared_at',
    },
    { table: 'reporting_periods', where: ofEnrolments(), key: ['enrolment_id'] },
  ],
  // How many of a unit of few people were due and reported tells of these people.
  ofProgramme: [
    { table: 'count_changes', where: inProgramme, key: ['id'] },
    {
      table: 'report_counts',
      where: inProgramme,
      key: ['day', 'form', 'place_id', 'group_code'],
      day: 'day',
    },
    { table: 'due_changes', where: inProgramme, key: ['day', 'place_id', 'group_code'] },
  ],
  kept: {},
};
