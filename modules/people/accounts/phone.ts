import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, Problem } from '../../../platform/problems.ts';
import type { Actor, SelfScope } from '../../../platform/scope.ts';
import { type people, peopleProblems } from '../contract.ts';
import { cleanIdentifier, maskIdentifier } from '../identifier-kinds.ts';
import { listFullIdentifiers } from '../identifiers.ts';
import { credentialsOf, namesOf } from '../queries.ts';
import { endRecoveries } from '../recovery/end.ts';
import { upsertPeople } from '../roster/actions.ts';
import { type CodeAudience, orderCode, spendCode, tryCode } from '../verification-codes/actions.ts';
import { findNumber } from '../verification-codes/number.ts';
import { tellAccountChanged } from './changes.ts';
import { checkCurrent } from './password.ts';
import { findMembership, lockMembership } from './queries.ts';

/** Somebody's own phone number, masked; null for who has none on record. */
export async function phoneOf(
  { db, keys }: Platform,
  { personId, realm }: Pick<SelfScope, 'personId' | 'realm'>,
): Promise<string | null> {
  const known = (await listFullIdentifiers(db, keys, realm, [personId])).get(personId) ?? [];
  const phone = known.find(({ kind }) => kind === 'phone');
  return phone ? maskIdentifier('phone', phone.value) : null;
}

const audience = ({ realm, app }: Actor): CodeAudience => ({ purpose: 'phone', realm, app });

/**
 * First step to another phone: the password, since the phone opens the account from then on, and a code to
 * the new number, since somebody may have mistyped it. The present phone may be lost, and is not asked.
 */
export async function requestPhoneCode(
  platform: Platform,
  actor: Actor,
  address: string,
  { phone: typed, password }: BodyOf<typeof people.requestPhoneCode>,
): Promise<ResponseOf<typeof people.requestPhoneCode>> {
  const { personId, realm } = actor;
  const { offer, scope } = await credentialsOf(platform.db, actor);
  if (!offer.ways.includes('phone')) throw new Problem(commonProblems.not_found);
  const phone = cleanIdentifier('phone', typed);
  if (!phone) throw invalid({ path: 'phone', code: 'phone_invalid' });
  const within = { realm, scope };
  const member = getOrNotFound(await findMembership(platform.db, personId, within));
  await checkCurrent(platform, actor, address, password, member, 'password');
  const known = await listFullIdentifiers(platform.db, platform.keys, realm, [personId]);
  const isSame = known.get(personId)?.some((each) => each.kind === 'phone' && each.value === phone);
  if (isSame) throw invalid({ path: 'phone', code: 'phone_same' });
  return orderCode(platform, audience(actor), { phone, address, personId });
}

/** Second step: the code that the new number got. It takes the place of the present one at once. */
export async function changePhone(
  platform: Platform,
  actor: Actor,
  { token, code }: BodyOf<typeof people.changePhone>,
): Promise<ResponseOf<typeof people.changePhone>> {
  const { personId, realm } = actor;
  const order = await tryCode(platform, audience(actor), token, code);
  const phone = findNumber(platform.keys, order);
  // Another person may have signed in to this browser since it was asked for.
  if (order.person_id !== personId || !phone) throw new Problem(peopleProblems.code_expired);
  const { scope } = await credentialsOf(platform.db, actor);
  await platform.transaction(actor, async (tx) => {
    const names = await namesOf(tx.db, [personId]);
    const [changed] = await upsertPeople(tx, realm, [
      {
        ...{ personId, name: getOrNotFound(names.get(personId)), initial: null },
        identifiers: [{ kind: 'phone', value: phone }],
      },
    ]);
    // Others have it, and not all of them a user name to be told apart by.
    if (!changed || 'error' in changed) {
      throw new Problem(peopleProblems.phone_taken, {
        fields: [{ path: 'code', code: 'phone_taken' }],
      });
    }
    await lockMembership(tx.db, personId, realm, 'change');
    if (!(await spendCode(tx.db, order.id))) throw new Problem(peopleProblems.code_expired);
    await endRecoveries(tx.db, personId, realm, [scope]);
    await tellAccountChanged(tx, personId, realm, 'phone_changed');
  });
  return { phone: maskIdentifier('phone', phone) };
}
