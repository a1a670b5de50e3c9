import { identityIssues } from '../../../../forms/identity.ts';
import type { Platform, Tx } from '../../../../platform/platform.ts';
import { listRoleNamesNear } from '../../../access/public.ts';
import { countStaffLook, lockUsers, staffRealm } from '../../../people/public.ts';
import { coversEverything } from '../../../places/public.ts';
import { memberProblems } from '../../members/contract.ts';
import { lockAdministrators } from '../../queries.ts';
import { scannerProblems } from '../../scanners/contract-problems.ts';
import { memberRowProblems } from '../contract-rows.ts';
import { KnownPlaces } from '../known-places.ts';
import { listKnownPlaces } from '../queries-places.ts';
import type { AsShown, Bearer, Outcome, Session, Workbook } from '../workbook.ts';
import { memberColumns } from './columns.ts';
import { decide, type Known, type MemberOutcome } from './decide.ts';
import { KnownMembers, listMembers } from './known-members.ts';
import type { MemberRead } from './reading.ts';
import { KnownRoles } from './roles.ts';
import { accountOf } from './rules.ts';
import { writeMember } from './write.ts';

/** Members of staff. */
export const memberWorkbooks: Workbook<MemberRead> = {
  kind: 'members',
  permission: 'staff.manage',
  // A preview tells of a masked number whether it was guessed: each workbook is a look, as each number by hand.
  count: (platform, { personId }) => countStaffLook(platform, personId),
  program: new URL('./reading.ts', import.meta.url),
  columns: memberColumns,
  rowProblems: {
    ...identityIssues,
    ...memberProblems,
    ...scannerProblems,
    ...memberRowProblems,
  },
  actions: {
    uploaded: 'staff.members_uploaded',
    confirmed: 'staff.members_import_confirmed',
    discarded: 'staff.members_import_discarded',
    imported: 'staff.members_imported',
  },
  label: ({ place, account, name }) => ({ parent: place, code: account, name }),
  open,
};

/** What a preview has seen, and nothing of which is kept. */
class Rehearsed extends Error {
  readonly outcomes: Outcome[];

  constructor(outcomes: Outcome[]) {
    super('This was a rehearsal.');
    this.outcomes = outcomes;
  }
}

async function open(platform: Platform, { actor, scope }: Bearer): Promise<Session<MemberRead>> {
  const { db, keys, clock } = platform;
  const places = new KnownPlaces(await listKnownPlaces(db, scope));
  const roles = new KnownRoles(await listRoleNamesNear(db, actor.personId));
  const today = clock.now().toISOString().slice(0, 10);
  const context = { keys, today, roles, places };
  return {
    async preview(bearer, rows) {
      const outcomes = await rehearse(platform, bearer, context, rows);
      // A sheet that asks after many numbers of others is held up as somebody is who types them.
      const asked = outcomes.flatMap(({ refusals = [] }) => refusals);
      for (const _ of asked) await countStaffLook(platform, actor.personId);
      return outcomes;
    },
    write: (tx, bearer, rows, asShown) => writeAll(tx, bearer, context, rows, asShown),
  };
}

/** Does all that the rows say, and then takes it back: so a preview says what the rules say, and nothing else. */
async function rehearse(
  platform: Platform,
  bearer: Bearer,
  context: Omit<Known, 'members'>,
  rows: MemberRead[],
): Promise<Outcome[]> {
  try {
    return await platform.transaction(bearer.actor, async (tx) => {
      throw new Rehearsed(await writeAll(tx, bearer, context, rows, (_, outcome) => outcome));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcomes.map(({ addedId: _, ...rest }) => rest);
    throw error;
  }
}

async function writeAll(
  tx: Tx,
  bearer: Bearer,
  context: Omit<Known, 'members'>,
  rows: MemberRead[],
  asShown: AsShown,
): Promise<Outcome[]> {
  const { keys } = tx.platform;
  const { scope } = bearer;
  const alsoLoose = await coversEverything(tx.db, scope);
  const ids = rows.flatMap(({ record }) => (record ? [record.id] : []));
  const usernames = rows.flatMap(({ account }) => (account ? [accountOf(account)] : []));
  const search = { known: { ids, usernames }, limit: 2 * rows.length };
  const list = () => listMembers({ db: tx.db, keys }, scope, search, alsoLoose);
  // Before anything else is locked: some rows may take a role back, or disable an administrator.
  await lockAdministrators(tx.db);
  const personIds = (await list()).map(({ person_id }) => person_id);
  await lockUsers(tx, personIds, staffRealm);
  const known = { ...context, members: new KnownMembers(await list()) };
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const decided = decide(row, known);
    outcomes.push(await writeRow(tx, bearer, row, asShown(row, decided)));
  }
  return outcomes;
}

/** A conflict is tried as if the workbook counted, so that its refusal is seen before somebody chooses. */
async function writeRow(
  tx: Tx,
  bearer: Bearer,
  row: MemberRead,
  outcome: MemberOutcome,
): Promise<Outcome> {
  if (outcome.state !== 'conflict') return writeMember(tx, bearer, row, outcome);
  const tried = await writeMember(tx, bearer, row, { ...outcome, state: 'changed' });
  return tried.state === 'refused' ? tried : { ...tried, state: 'conflict' };
}
