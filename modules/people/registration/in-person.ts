import { cleanIdentity, identityText } from '../../../forms/identity.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { tellAccountChanged } from '../accounts/changes.ts';
import { isWithdrawn } from '../accounts/rules.ts';
import { peopleProblems } from '../contract.ts';
import { cleanIdentifier } from '../identifier-kinds.ts';
import { getRealm } from '../queries.ts';
import { scopeOf } from '../realms.ts';
import { upsertPeople } from '../roster/actions.ts';
import { lockRealm } from '../roster/queries.ts';
import {
  type CodeAudience,
  type OrderedCode,
  orderCode,
  spendCode,
  tryCode,
} from '../verification-codes/actions.ts';
import { findNumber } from '../verification-codes/number.ts';
import type { Registering } from './actions.ts';
import { findHolder } from './on-record.ts';
import { chosenName, decideInPerson, type InPerson } from './rules.ts';

/** Registering people who stand before a member of staff with their document (SPEC J8). They get no account. */

/** The page of the scanner, which asks what became of the message. */
const audience = ({ realm, app }: Actor): CodeAudience => ({ purpose: 'assisted', realm, app });

/** Has a code sent to the phone that somebody says to hold. */
export async function requestCodeInPerson(
  platform: Platform,
  actor: Actor,
  { phone: typed, address }: { phone: string; address: string },
): Promise<OrderedCode> {
  const phone = cleanIdentifier('phone', typed);
  if (!phone) throw invalid({ path: 'phone', code: 'phone_invalid' });
  return orderCode(platform, audience(actor), { phone, address });
}

export type PersonInPerson = {
  name: string;
  identity: Parameters<typeof cleanIdentity> extends [infer Kind, ...unknown[]]
    ? { kind: Kind; number: string }
    : never;
};

/** Name and document as they are stored. Throws all that is wrong with them at once. */
export function cleanPerson(
  { name: typed, identity: { kind, number } }: PersonInPerson,
  { documents, today }: Registering,
): { name: string; identity: string } {
  const name = chosenName(typed);
  const cleaned = cleanIdentity(kind, number, today);
  const problems: FieldProblem[] = [
    ...(name === null ? [{ path: 'name', code: 'name_invalid' }] : []),
    ...(documents.includes(kind) ? [] : [{ path: 'identity.kind', code: 'document_not_offered' }]),
    ...('problem' in cleaned ? [{ path: 'identity.number', code: cleaned.problem }] : []),
  ];
  if (name === null || 'problem' in cleaned || problems.length > 0) throw invalid(...problems);
  return { name, identity: identityText(cleaned.value) };
}

type Verified = { id: string; phone: string };

/** The phone whose code was entered right; throws `code_wrong` and `code_expired`. */
export async function verifyInPerson(
  platform: Platform,
  actor: Actor,
  { token, code }: { token: string; code: string },
): Promise<Verified> {
  const order = await tryCode(platform, audience(actor), token, code);
  const phone = findNumber(platform.keys, order);
  if (!phone) throw new Problem(peopleProblems.code_expired);
  return { id: order.id, phone };
}

/**
 * Puts somebody on record whose document a member of staff has looked at, or sets the phone on record of somebody
 * who has no account yet. The phone of whoever has an account is theirs alone to change. Without a verified phone
 * none is set. Whoever is withdrawn, or on record in another way, is refused: the caller must end the transaction.
 */
export async function registerInPerson(
  tx: Tx,
  realm: string,
  { name, identity }: { name: string; identity: string },
  verified: Verified | null,
  enrol: Registering['enrol'],
): Promise<{ personId: string; done: InPerson } | 'withdrawn' | 'on_record_otherwise'> {
  await lockRealm(tx.db, realm);
  const scope = scopeOf(await getRealm(tx.db, realm), 'portal');
  const holder = await findHolder(tx.db, tx.platform, { realm, scope }, identity);
  if (holder && isWithdrawn(holder, tx.now)) return 'withdrawn';
  const number = verified?.phone ?? null;
  const done = decideInPerson(holder, {
    name,
    hasNewPhone: number !== null && number !== holder?.number,
  });
  // Under another name nothing is done, and the code stays good for the right one.
  const isSpent = verified && done !== 'name_differs';
  if (isSpent && !(await spendCode(tx.db, verified.id))) {
    throw new Problem(peopleProblems.code_expired);
  }
  const phone = number === null ? [] : [{ kind: 'phone' as const, value: number }];
  if (!holder) {
    const identifiers = [...phone, { kind: 'identity' as const, value: identity }];
    const added = await enrol(tx, { name, identifiers });
    return added.isNew && added.personId
      ? { personId: added.personId, done }
      : 'on_record_otherwise';
  }
  const { personId } = holder;
  if (done === 'phone_set') {
    const [answer] = await upsertPeople(tx, realm, [
      { personId, name: holder.name, identifiers: phone, initial: null },
    ]);
    if (!answer || 'error' in answer) throw new Problem(peopleProblems.phone_taken);
    await tellAccountChanged(tx, personId, realm, 'phone_changed');
  }
  return { personId, done };
}
