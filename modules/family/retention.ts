import { sql } from 'kysely';
import type { Leaving, RetentionOffer } from '../../platform/retention.ts';

const ofEither =
  (one: string, other: string) =>
  ({ personIds, realm }: Leaving) => {
    const people = sql`any(${personIds}::uuid[])`;
    return sql`t.realm = ${realm}
      and (t.${sql.ref(one)} = ${people} or t.${sql.ref(other)} = ${people})`;
  };

export const familyRetention: RetentionOffer = {
  ofPeople: [
    {
      table: 'family_requests',
      where: ofEither('asker_id', 'other_id'),
      key: ['id'],
      day: 'asked_at',
    },
    {
      table: 'family_links',
      where: ofEither('carer_id', 'ward_id'),
      key: ['id'],
      day: 'agreed_at',
    },
    {
      table: 'family_blocks',
      where: ofEither('person_id', 'blocked_id'),
      key: ['person_id', 'blocked_id'],
    },
  ],
  ofProgramme: [],
  kept: {},
};
