import type { IdentityValue } from '../../../forms/definition.ts';
import { cleanIdentity, identityText } from '../../../forms/identity.ts';
import { cleanPhone } from '../../../forms/phone.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import {
  countStaffLook,
  findHolders,
  type Identifier,
  lockRealm,
  staffRealm,
} from '../../people/public.ts';
import { staffProblems } from '../contract.ts';

/** The document that was typed, as its holder is known by it. Throws `invalid_input` at its number. */
export function documentOf({ clock }: Platform, identity: IdentityValue): Identifier {
  const today = clock.now().toISOString().slice(0, 10);
  const cleaned = cleanIdentity(identity.kind, identity.number, today);
  if ('problem' in cleaned) throw invalid({ path: 'identity.number', code: cleaned.problem });
  return { kind: 'identity', value: identityText(cleaned.value) };
}

/** Whose document was to be entered, where they are on record, and where. */
type Refused = { placeId: number | null; personId?: string };

/** Somebody else is known by it; said at its field. */
export class Taken extends Problem {
  readonly action: 'staff.document_refused' | 'staff.phone_refused';
  readonly refused: Refused;

  constructor(what: 'document' | 'phone', refused: Refused) {
    const code = what === 'document' ? 'document_taken' : 'scanner_phone_taken';
    const path = what === 'document' ? 'identity.number' : 'phone';
    super(staffProblems[code], { fields: [{ path, code }] });
    this.action = `staff.${what}_refused`;
    this.refused = refused;
  }
}

/**
 * The phone that was typed. Staff sign in by it, so that it leads to one of them, and nobody else is given the same
 * meanwhile. Says at its field what is wrong with it.
 */
export async function freePhone(tx: Tx, typed: string, refused: Refused): Promise<Identifier> {
  const value = cleanPhone(typed);
  if (!value) throw invalid({ path: 'phone', code: 'phone_invalid' });
  await lockRealm(tx.db, staffRealm);
  const phone = { kind: 'phone', value } as const;
  const holders = await findHolders({ ...tx.platform, db: tx.db }, staffRealm, phone);
  if (holders.length > 0) throw new Taken('phone', refused);
  return phone;
}

/** Somebody else may be on record by the document. Throws `document_taken`. */
export async function mayBeTaken<T>(refused: Refused, enter: () => Promise<T>): Promise<T> {
  try {
    return await enter();
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.code !== 'conflict') throw error;
    throw new Taken('document', refused);
  }
}

/**
 * Enters a document or a phone. Whatever is answered tells whether anybody on the staff has it: it counts, and what is
 * refused is noted, though nothing else of it is stored.
 */
export async function enterPersonal<T>(
  platform: Platform,
  actor: Actor,
  enter: () => Promise<T>,
): Promise<T> {
  await countStaffLook(platform, actor.personId);
  try {
    return await enter();
  } catch (error) {
    if (error instanceof Taken) {
      const { action, refused } = error;
      await platform.transaction(actor, (tx) => tx.audit({ action, ...refused }));
    }
    throw error;
  }
}
