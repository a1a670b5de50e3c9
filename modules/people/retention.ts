import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import { type Leaving, ofMembers, type RetentionOffer } from '../../platform/retention.ts';
import { staffRealm } from '../../platform/scope.ts';

/** Whoever belongs to nothing else: staff, and people of another programme, stay. */
const leaveWholly =
  (column: string) =>
  ({ personIds, realm }: Leaving) =>
    sql`t.${sql.ref(column)} = any(${personIds}::uuid[]) and not exists (
      select from memberships m where m.person_id = t.${sql.ref(column)} and m.realm <> ${realm})`;

const minutes = 'worth nothing after minutes, and deleted within the hour';

export const peopleRetention: RetentionOffer = {
  ofPeople: [
    { table: 'sessions', where: ofMembers(), key: ['id'], day: 'created_at' },
    {
      table: 'wechat_bindings',
      where: ofMembers(),
      key: ['person_id', 'credential_scope', 'known_by'],
      day: 'bound_at',
    },
    {
      table: 'accounts',
      where: ofMembers(),
      key: ['person_id', 'credential_scope'],
      day: 'changed_at',
    },
    { table: 'recoveries', where: ofMembers(), key: ['id'] },
    { table: 'codes', where: ofMembers(), key: ['id'] },
    { table: 'merged_identifiers', where: ofMembers(), key: ['merge_id', 'kind'] },
    // What people are known by is in no digest, not even hashed.
    { table: 'identifiers', where: ofMembers(), key: ['person_id', 'kind'] },
    { table: 'memberships', where: ofMembers(), key: ['person_id'] },
    {
      table: 'account_settings',
      where: leaveWholly('person_id'),
      key: ['person_id', 'name'],
      day: 'changed_at',
    },
    { table: 'persons', where: leaveWholly('id'), key: ['id'], day: 'created_at' },
  ],
  ofProgramme: [],
  kept: {
    realms: 'how people sign in: about nobody',
    attempts: 'hashes with a key, which run off within two weeks',
    captchas: minutes,
    wechat_visits: minutes,
  },
};

/** Of these people those who stay on record, because they are staff, or only because of another programme. */
export async function countStaying(
  db: Db,
  { personIds, realm }: Leaving,
): Promise<{ staff: number; elsewhere: number }> {
  const { rows } = await sql<{ staff: number; elsewhere: number }>`
    select count(*) filter (where is_staff)::int as staff,
      count(*) filter (where not is_staff)::int as elsewhere
    from (select bool_or(m.realm = ${staffRealm}) as is_staff from memberships m
      where m.person_id = any(${personIds}::uuid[]) and m.realm <> ${realm} group by m.person_id) s`.execute(
    db,
  );
  return rows[0] ?? { staff: 0, elsewhere: 0 };
}

/** Members of a realm in the order of their ids: those whom no enrolment names any more. */
export async function listMembersAfter(
  db: Db,
  realm: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from memberships
    where realm = ${realm} and (${after}::uuid is null or person_id > ${after}::uuid)
    order by person_id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
