import { sql } from 'kysely';
import {
  inProgramme,
  type Leaving,
  ofEnrolments,
  type RetentionOffer,
} from '../../platform/retention.ts';

const ofRehearsals = ({ programmeId }: Leaving) =>
  sql`t.rehearsal_id in (select id from colour_rehearsals where programme_id = ${programmeId})`;

const ofTheKeys = 'keys of the server: about nobody';

export const codesRetention: RetentionOffer = {
  ofPeople: [
    { table: 'code_appeals', where: ofEnrolments(), key: ['id'], day: 'written_at' },
    { table: 'code_orders', where: ofEnrolments(), key: ['id'], day: 'proposed_at' },
    // A chain goes as a whole: the digest is over its commitments, which say nothing any more once the salts are gone.
    {
      table: 'code_ledger',
      where: ofEnrolments(),
      key: ['enrolment_id', 'number', 'hash'],
      day: 'recorded_at',
    },
    { table: 'code_states', where: ofEnrolments(), key: ['enrolment_id', 'head'] },
    { table: 'credentials', where: ofEnrolments(), key: ['reference'], day: 'issued_at' },
    { table: 'printed_codes', where: ofEnrolments(), key: ['reference'], day: 'issued_at' },
    { table: 'phone_keys', where: ofEnrolments(), key: ['id'], day: 'registered_at' },
    {
      table: 'colour_rehearsal_changes',
      // A rehearsal of another programme may name everybody there.
      where: (leaving) => sql`${ofRehearsals(leaving)} and ${ofEnrolments()(leaving)}`,
      key: ['rehearsal_id', 'enrolment_id'],
    },
  ],
  ofProgramme: [
    {
      table: 'colour_rehearsal_counts',
      where: ofRehearsals,
      key: ['rehearsal_id', 'place_id', 'from_colour', 'to_colour'],
    },
    { table: 'colour_rehearsals', where: inProgramme, key: ['id'], day: 'started_at' },
    { table: 'colour_counts', where: inProgramme, key: ['place_id', 'colour'] },
    { table: 'colour_counts_at', where: inProgramme, key: ['programme_id'], day: 'counted_at' },
  ],
  kept: {
    signing_keys: ofTheKeys,
    revocation_states: 'numbers of lists: about nobody',
    revocation_changes: 'random references, deleted once what they refer to has expired',
    credential_recalls: 'the number of a version: about nobody',
  },
};
