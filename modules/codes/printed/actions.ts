import { randomBytes } from 'node:crypto';
import { referenceLength } from '../../../credential/credential.ts';
import { maskName } from '../../../credential/masked-name.ts';
import { issuePrinted, readPrinted } from '../../../credential/printed.ts';
import type { Lang } from '../../../forms/definition.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope, SelfScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import { enrolmentOf, type Programme, programmeAt } from '../../programmes/public.ts';
import { codesProblems } from '../contract.ts';
import type { PresentedProblem } from '../presented/verify.ts';
import { publicKeys, serverKeyring, signingKey } from '../signing-keys/actions.ts';
import { findPerson } from '../view/queries-person.ts';
import { printedPdf } from './pdf.ts';
import {
  findActive,
  findByReference,
  insertPrinted,
  lockPrinted,
  type PrintedRow,
  revokeActive,
} from './queries.ts';

/** A code on paper is good for a year: no longer than its signature can be verified. */
const lifetime = 365 * 86_400_000;

type Person = { enrolmentId: number; name: string; programme: Programme };
type Paper = Promise<{ name: string; file: Buffer }>;

/** The code on paper of somebody who takes part, for themselves or for whoever may act for them. */
export async function printOwn(
  platform: Platform,
  self: Pick<SelfScope, 'personId' | 'realm'>,
  lang: Lang,
): Paper {
  const person = await ownPerson(platform, self);
  const row = await activeCode(platform, null, person);
  return paperOf(platform, person, row, lang);
}

/** Somebody's code on paper, handed out by staff. */
export async function printFor(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { enrolmentId, lang }: { enrolmentId: number; lang: Lang },
): Paper {
  const found = getOrNotFound(await findPerson(platform.db, scope, enrolmentId));
  const { personId, placeId, programmeId, programmeVersion, name } = found;
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  const person = { enrolmentId, name, programme };
  const row = await activeCode(platform, actor, person, (tx) =>
    tx.audit({ action: 'code.printed', personId, placeId, details: { programmeId } }),
  );
  return paperOf(platform, person, row, lang);
}

async function ownPerson(
  platform: Platform,
  { personId, realm }: Pick<SelfScope, 'personId' | 'realm'>,
): Promise<Person> {
  const facts = getOrNotFound(await enrolmentOf(platform, personId, realm));
  const programme = await programmeAt(platform, facts.programmeId, facts.programmeVersion);
  const name = (await namesOf(platform.db, [personId])).get(personId) ?? '';
  return { enrolmentId: facts.enrolmentId, name, programme };
}

/** The code that the person has on paper, or a new one where that is no good any more. */
async function activeCode(
  platform: Platform,
  actor: Actor | null,
  { enrolmentId, programme }: Person,
  note: (tx: Tx) => Promise<void> = async () => {},
): Promise<PrintedRow> {
  const key = await signingKey(platform);
  const keyIds = (await publicKeys(platform)).map(({ kid }) => kid);
  return platform.transaction(actor, async (tx) => {
    await note(tx);
    await lockPrinted(tx.db, enrolmentId);
    const before = await findActive(tx.db, enrolmentId);
    if (before && before.expires_at > tx.now && keyIds.includes(before.key_id)) return before;
    await revokeActive(tx.db, enrolmentId, tx.now);
    const reference = randomBytes(referenceLength);
    const issued = Math.floor(tx.now.getTime() / 1000);
    const code = { reference: new Uint8Array(reference), programme: programme.code, issued };
    const row = {
      ...{ reference, enrolment_id: enrolmentId, key_id: key.keyId },
      text: await issuePrinted(code, key),
      issued_at: tx.now,
      expires_at: new Date(tx.now.getTime() + lifetime),
    };
    await insertPrinted(tx.db, row);
    return { ...row, revoked_at: null };
  });
}

function paperOf(platform: Platform, person: Person, row: PrintedRow, lang: Lang): Paper {
  const now = platform.clock.now();
  return printedPdf(person.programme, row, { maskedName: maskName(person.name), lang, now });
}

export async function revokeOwn(platform: Platform, self: SelfScope): Promise<void> {
  const { enrolmentId } = await ownPerson(platform, self);
  await platform.transaction(null, (tx) => revokeOr409(tx, enrolmentId));
}

export async function revokeFor(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { enrolmentId, reason }: { enrolmentId: number; reason: string },
): Promise<void> {
  const { personId, placeId, programmeId } = getOrNotFound(
    await findPerson(platform.db, scope, enrolmentId),
  );
  await platform.transaction(actor, async (tx) => {
    await revokeOr409(tx, enrolmentId);
    const details = { programmeId };
    const entry = { personId, placeId, reason: reason.trim(), details };
    await tx.audit({ action: 'code.print_revoked', ...entry });
  });
}

async function revokeOr409(tx: Tx, enrolmentId: number): Promise<void> {
  if (await revokeActive(tx.db, enrolmentId, tx.now)) return;
  throw new Problem(codesProblems.nothing_printed);
}

/**
 * Whose code on paper this is. It says nothing of who shows it: whoever asks must compare the person's document before
 * anything is shown of them.
 */
export async function findByPrinted(
  platform: Platform,
  text: string,
): Promise<{ enrolmentId: number } | PresentedProblem> {
  const read = await readPrinted(text, await serverKeyring(platform));
  if (typeof read === 'string') return read;
  const row = await findByReference(platform.db, Buffer.from(read.reference));
  if (!row || row.revoked_at) return 'revoked';
  return row.expires_at > platform.clock.now() ? { enrolmentId: row.enrolment_id } : 'expired';
}
