import { sql } from 'kysely';
import { readIdentity } from '../../../../forms/identity.ts';
import type { Tx } from '../../../../platform/platform.ts';
import { Problem } from '../../../../platform/problems.ts';
import type { RowProblem } from '../../../../platform/sheets/import-row.ts';
import { listShutOut } from '../../../access/public.ts';
import {
  addMember,
  changeMember,
  enterDocument,
  enterPhone,
  giveRole,
  takeRole,
} from '../../members/changes.ts';
import { Taken } from '../../members/document.ts';
import { type Bearer, type Outcome, refusedFor } from '../workbook.ts';
import type { MemberOutcome } from './decide.ts';
import type { KnownMember } from './known-members.ts';
import type { MemberRead } from './reading.ts';
import { rolesIn } from './rules.ts';

/**
 * Does what a row says, by the same acts and so with the same rules as by hand. What is refused leaves nothing behind, and
 * the rows around it as they are.
 */
export async function writeMember(
  tx: Tx,
  bearer: Bearer,
  row: MemberRead,
  outcome: MemberOutcome,
): Promise<Outcome> {
  const { state, member } = outcome;
  if (state !== 'fresh' && state !== 'changed') return outcome;
  await sql`savepoint member`.execute(tx.db);
  try {
    const more = member
      ? await changeAll(tx, bearer, member, outcome)
      : await addOne(tx, bearer, row, outcome);
    await sql`release savepoint member`.execute(tx.db);
    return { ...outcome, ...more };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint member`.execute(tx.db);
    return refusedBy(error, row);
  }
}

async function addOne(
  tx: Tx,
  { actor, scope }: Bearer,
  { name, account }: MemberRead,
  { values }: MemberOutcome,
): Promise<Pick<Outcome, 'addedId'>> {
  const { phone, remark, disabled } = values;
  const [first, ...others] = rolesIn(values.roles ?? null);
  if (!first) throw new Error('Somebody new has a role.');
  const identity = readIdentity(values.identity ?? '');
  const { personId } = await addMember(tx, actor, scope, {
    ...{ username: account, name, ...first },
    ...(identity && { identity }),
    ...(phone && { phone }),
    ...(remark && { remark }),
    ...(disabled && { disabled }),
  });
  for (const role of others) await giveRole(tx, actor, scope, personId, role);
  return { addedId: personId };
}

async function changeAll(
  tx: Tx,
  { actor, scope }: Bearer,
  member: KnownMember,
  { values }: MemberOutcome,
): Promise<Pick<Outcome, 'notes' | 'shutsOut'>> {
  const { identity, phone, roles, disabled, remark } = values;
  const { person_id: personId } = member;
  const wasOut = member.disabled || (await isShutOut(tx, personId));
  const document = readIdentity(identity ?? '');
  if (document) await enterDocument(tx, actor, scope, personId, { identity: document });
  if (phone) await enterPhone(tx, actor, scope, personId, phone);
  if (roles !== undefined) await changeRoles(tx, { actor, scope }, member, roles);
  if (disabled !== undefined || remark !== undefined) {
    const change = {
      ...(disabled !== undefined && { disabled }),
      ...(remark !== undefined && { remark }),
    };
    await tx.platform.administrators.keep(tx, () =>
      changeMember(tx, actor, scope, personId, change),
    );
  }
  const isOut = (disabled ?? member.disabled) || (await isShutOut(tx, personId));
  return isOut && !wasOut ? { notes: [{ code: 'signs_out', params: {} }], shutsOut: 1 } : {};
}

const isShutOut = async (tx: Tx, personId: string): Promise<boolean> =>
  (await listShutOut(tx.db, [personId])).length > 0;

/** What is new is given before what is gone is taken: nobody stands without a role in between. */
async function changeRoles(
  tx: Tx,
  { actor, scope }: Bearer,
  { person_id: personId, grants }: KnownMember,
  roles: string | null,
): Promise<void> {
  const wanted = rolesIn(roles);
  const isSame = (one: { role: string; placeId: number }, other: typeof one) =>
    one.role === other.role && one.placeId === other.placeId;
  for (const each of wanted) {
    if (grants.some((held) => isSame(held, each))) continue;
    await giveRole(tx, actor, scope, personId, each);
  }
  const gone = grants.filter((held) => !wanted.some((each) => isSame(held, each)));
  for (const { id } of gone) {
    await tx.platform.administrators.keep(tx, () => takeRole(tx, actor, scope, personId, id));
  }
}

const columnOf: Record<string, string> = {
  'identity.number': 'identityNumber',
  phone: 'phone',
  role: 'roles',
  username: 'account',
};

const codeOf: Record<string, string> = { forbidden: 'member_forbidden', not_found: 'member_gone' };

function refusedBy(error: Problem, { row }: MemberRead): Outcome {
  const { fields = [{ path: '', code: error.code }], params } = error.extra;
  const problems: RowProblem[] = fields.map(({ path, code }) => ({
    ...{ row, column: columnOf[path] ?? '', code: codeOf[code] ?? code },
    ...(params && { params }),
  }));
  const refusals = error instanceof Taken ? [{ action: error.action, ...error.refused }] : [];
  return { ...refusedFor(problems), refusals };
}
