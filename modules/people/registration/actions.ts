import type { Static } from 'typebox';
import type { Day, IdentityKind } from '../../../forms/definition.ts';
import { cleanIdentity, identityText } from '../../../forms/identity.ts';
import type { FieldProblem, ResponseOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import { addAccount } from '../accounts/actions.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { isWithdrawn, passwordProblems } from '../accounts/rules.ts';
import { type people, peopleProblems, type RegistrationGiven } from '../contract.ts';
import { upsertPeople } from '../roster/actions.ts';
import { lockRealm } from '../roster/queries.ts';
import type { RosterIdentifier } from '../roster/rules.ts';
import { startSession } from '../sessions/actions.ts';
import { meOf } from '../sessions/me.ts';
import type { Caller } from '../sign-in/caller.ts';
import type { SignInAt } from '../sign-in/way.ts';
import { attemptSucceeded, countAttempt } from '../throttling/actions.ts';
import { spendCode, stepsExpired, tryCode } from '../verification-codes/actions.ts';
import { findHolder, findNamesake, type Holder } from './on-record.ts';
import { chosenName, chosenProblems, chosenUsername, decideClaim } from './rules.ts';
import { audience, documentAttempt, phoneOfSteps, refusal, registrationAt } from './steps.ts';

type Given = Static<typeof RegistrationGiven>;

/** What whoever knows the programme says of its registration. */
export type Registering = {
  documents: readonly IdentityKind[];
  /** The day there: nobody is born after it. */
  today: Day;
  /** Has somebody who is new take part; says who it was where they are on record in another way. */
  enrol(
    tx: Tx,
    person: { name: string; identifiers: RosterIdentifier[] },
  ): Promise<{ personId: string | null; isNew: boolean }>;
};

/** Ends the transaction of a registration that goes no further, so that nothing of it stays; says whose record it met. */
class Refused extends Error {
  readonly decided: ReturnType<typeof decideClaim>;
  readonly found: Pick<Holder, 'personId' | 'number'> | undefined;

  constructor(decided: Refused['decided'], found: Refused['found']) {
    super(decided);
    this.decided = decided;
    this.found = found;
  }
}

type Chosen = { username: string; name: string; identity: string };

/**
 * The last step of a registration (SPEC J1). Nobody is doubled: whoever is on record by the document takes the
 * record over, if they hold the phone on record, and only while it has no account. Whoever finishes is signed
 * in. Of two who do so at once with one document or user name, the database lets one.
 */
export async function register(
  platform: Platform,
  caller: Caller,
  given: Given,
  registering: Registering,
): Promise<{ answer: ResponseOf<typeof people.signInByCard>; token: string }> {
  const at = await registrationAt(platform, caller);
  const phone = await phoneOfSteps(at, given.token);
  const chosen = chosenBy(given, phone.number, registering);
  const attempt = documentAttempt(at, phone);
  await countAttempt(platform, attempt);
  const claimCode = given.claim ? await tryClaim(at, given.claim) : null;
  const hash = await hashSecret(given.password);
  const settled = platform.transaction(null, async (tx) => {
    await lockRealm(tx.db, at.realm);
    const holder = await findHolder(tx.db, platform, at, chosen.identity);
    const hasCode = claimCode !== null && claimCode.personId === holder?.personId;
    const shown = { name: chosen.name, phone: phone.lookup, hasCode };
    const decided = decideClaim(holder, shown);
    // Said first, whoever is on record: what is said of a document costs a registration under it.
    const namesake = await findNamesake(tx.db, at, chosen.username);
    if (namesake && namesake !== holder?.personId) throw usernameTaken();
    if (decided !== 'new' && decided !== 'claimed') throw new Refused(decided, holder);
    if (holder && isWithdrawn(holder, tx.now)) throw new Problem(peopleProblems.withdrawn);
    if (!(await spendCode(tx.db, phone.id))) throw stepsExpired();
    if (claimCode) await spendCode(tx.db, claimCode.id);
    const personId = await settle(tx, at, registering, { holder, chosen, number: phone.number });
    return open(tx, at, { personId, hash, isClaim: holder !== undefined });
  });
  const {
    personId,
    id: sessionId,
    token,
  } = await settled.catch(async (error: unknown) => {
    throw error instanceof Refused ? await refusal(at, error.decided, error.found) : error;
  });
  await attemptSucceeded(platform, attempt);
  const { realm, app } = caller;
  const me = await meOf(platform, { personId, realm, app, mustFinish: false, sessionId });
  return { answer: { me, usedAlias: false }, token };
}

/** What somebody typed, as it is stored. Throws all that is wrong with it at once. */
function chosenBy(given: Given, phone: string, { documents, today }: Registering): Chosen {
  const username = chosenUsername(given.username);
  const name = chosenName(given.name);
  const { kind, number } = given.identity;
  const cleaned = cleanIdentity(kind, number, today);
  const identity = 'value' in cleaned ? identityText(cleaned.value) : '';
  const accounts = [phone, username, identity].filter((each): each is string => Boolean(each));
  const problems: FieldProblem[] = [
    ...passwordProblems(given.password, { accounts, initial: null }),
    ...chosenProblems(username, name),
    ...(documents.includes(kind) ? [] : [{ path: 'identity.kind', code: 'document_not_offered' }]),
    ...('problem' in cleaned ? [{ path: 'identity.number', code: cleaned.problem }] : []),
  ];
  if (username === null || name === null || problems.length > 0) throw invalid(...problems);
  return { username, name, identity };
}

/** The code to the phone on record, and whose that is. Throws at the field `claim.code`. */
async function tryClaim(at: SignInAt, { token, code }: NonNullable<Given['claim']>) {
  try {
    const { id, person_id } = await tryCode(at.platform, audience(at, 'claim'), token, code);
    return { id, personId: person_id };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.kind, { fields: [{ path: 'claim.code', code: error.code }] });
  }
}

/** Puts somebody new on record, or gives the record that is there its phone and user name. */
async function settle(
  tx: Tx,
  { realm }: SignInAt,
  { enrol }: Registering,
  { holder, chosen, number }: { holder: Holder | undefined; chosen: Chosen; number: string },
): Promise<string> {
  const identifiers: RosterIdentifier[] = [
    { kind: 'phone', value: number },
    { kind: 'username', value: chosen.username },
  ];
  return mapConstraintErrors({ identifiers_once: usernameTaken }, async () => {
    if (holder) {
      const { personId, name } = holder;
      const [answer] = await upsertPeople(tx, realm, [
        { personId, name, identifiers, initial: null },
      ]);
      if (!answer || 'error' in answer) throw usernameTaken();
      return personId;
    }
    identifiers.push({ kind: 'identity', value: chosen.identity });
    const { personId, isNew } = await enrol(tx, { name: chosen.name, identifiers });
    // By this phone and name, without a document: staff must look whether it is the same person.
    if (!isNew || !personId) {
      throw new Refused('identity_in_person', personId ? { personId, number: null } : undefined);
    }
    return personId;
  });
}

async function open(
  tx: Tx,
  { realm, caller: { app, agent } }: SignInAt,
  { personId, hash, isClaim }: { personId: string; hash: string; isClaim: boolean },
) {
  const added = await addAccount(tx, { personId, realm, app, passwordHash: hash });
  if (!added) throw new Problem(peopleProblems.identity_registered);
  const action = isClaim ? 'person.claimed' : 'person.registered';
  await tx.audit({ action, personId, details: { realm } });
  return { personId, ...(await startSession(tx.db, tx.now, { personId, realm, app, agent })) };
}

const usernameTaken = () =>
  new Problem(peopleProblems.username_taken, {
    fields: [{ path: 'username', code: 'username_taken' }],
  });
