import type { IdentityValue } from '../../forms/definition.ts';
import { cleanIdentity, identityText } from '../../forms/identity.ts';
import type { Platform } from '../../platform/platform.ts';
import { invalid, Problem } from '../../platform/problems.ts';
import type { Actor } from '../../platform/scope.ts';
import { countStaffLook, type Identifier } from '../people/public.ts';
import { staffProblems } from './contract.ts';

/** The document that was typed, as its holder is known by it. Throws `invalid_input` at its number. */
export function documentOf({ clock }: Platform, identity: IdentityValue): Identifier {
  const today = clock.now().toISOString().slice(0, 10);
  const cleaned = cleanIdentity(identity.kind, identity.number, today);
  if ('problem' in cleaned) throw invalid({ path: 'identity.number', code: cleaned.problem });
  return { kind: 'identity', value: identityText(cleaned.value) };
}

/** Whose document was to be entered, where they are on record, and where. */
type Refused = { placeId: number | null; personId?: string };

/** The document is that of somebody else; said at its field. */
class DocumentTaken extends Problem {
  readonly refused: Refused;

  constructor(refused: Refused) {
    const fields = [{ path: 'identity.number', code: 'document_taken' }];
    super(staffProblems.document_taken, { fields });
    this.refused = refused;
  }
}

/** Somebody else may be on record by the document. Throws `document_taken`. */
export async function mayBeTaken<T>(refused: Refused, enter: () => Promise<T>): Promise<T> {
  try {
    return await enter();
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.code !== 'conflict') throw error;
    throw new DocumentTaken(refused);
  }
}

/**
 * Enters a document. Whatever is answered tells whether anybody on the staff has it: it counts, and what is refused
 * is noted, though nothing else of it is stored.
 */
export async function enterDocument<T>(
  platform: Platform,
  actor: Actor,
  enter: () => Promise<T>,
): Promise<T> {
  await countStaffLook(platform, actor.personId);
  try {
    return await enter();
  } catch (error) {
    if (error instanceof DocumentTaken) {
      const { refused } = error;
      await platform.transaction(actor, (tx) =>
        tx.audit({ action: 'staff.document_refused', ...refused }),
      );
    }
    throw error;
  }
}
