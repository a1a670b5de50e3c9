import { sql } from 'kysely';
import {
  inProgramme,
  type Leaving,
  ofEnrolments,
  type RetentionOffer,
} from '../../platform/retention.ts';

const ofChecks = ({ enrolmentIds }: Leaving) => sql`t.check_id in (
  select id from checks where enrolment_id = any(${enrolmentIds}::bigint[]))`;

export const screeningRetention: RetentionOffer = {
  ofPeople: [
    { table: 'check_answers', where: ofChecks, key: ['check_id'] },
    { table: 'fever_alerts', where: ofChecks, key: ['id'], day: 'opened_at' },
    { table: 'checks', where: ofEnrolments(), key: ['id'], day: 'checked_at' },
  ],
  ofProgramme: [{ table: 'check_exports', where: inProgramme, key: ['id'], day: 'made_at' }],
  kept: {
    check_quarters: 'how many checks a site made: about nobody',
    check_quarters_until: 'up to when these are summed up',
    number_looks: 'for the limit of an hour, and deleted after a day',
  },
};
