import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { heldOn, permissionsHeldBy } from '../../access/public.ts';
import { findPath } from '../../places/public.ts';
import { mayBeOnePerson, onePersonProblem } from '../../staff/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import type { Programme } from '../model.ts';
import { programmeAt } from '../programme/cache.ts';
import { publishVersion } from '../programme/publish.ts';
import { type Addressed, audit, lockPublishable } from './actions.ts';
import { proposedOver } from './proposed.ts';
import { type DraftRow, deleteDraft, findDraft } from './queries.ts';
import { type Decision, refusalOf } from './rules.ts';

/**
 * Publishes the draft as the next version; the draft is gone then. Where alert or colour rules change, somebody else
 * must have asked for exactly this. Throws what `refusalOf` and `lockPublishable` name.
 */
export async function publishSettings(
  platform: Platform,
  addressed: Addressed,
  named: BodyOf<typeof programmes.publishSettings>,
): Promise<{ version: number }> {
  const me = addressed.actor.personId;
  return platform.transaction(addressed.actor, async (tx) => {
    const { row, proposed } = await lockPublishable(tx, addressed, named);
    const { inForce, content, changed } = proposed;
    const refusal = refusalOf(me, await decisionOf(tx, me, inForce, row, changed));
    if (refusal === 'accounts_of_one_hand') throw onePersonProblem();
    if (refusal) throw new Problem(programmesProblems[refusal]);
    const { version } = await publishVersion(tx, inForce.id, content);
    await deleteDraft(tx.db, row.id);
    const { draftId, revision } = named;
    const details = { version, draftId, revision, fields: changed };
    await audit(tx, inForce, 'programme.rules_published', details);
    return { version };
  });
}

/** How many drafts wait for somebody to publish them as the second person: one or none. */
export async function countWaiting(
  platform: Platform,
  { actor: { personId: me }, scope, programme }: Addressed,
): Promise<number> {
  const row = await findDraft(platform.db, scope, programme.id);
  if (!row?.proposed_by) return 0;
  const base = await programmeAt(platform, programme.id, row.based_on);
  const { changed } = proposedOver(row, base, programme);
  const now = { platform, db: platform.db, now: platform.clock.now() };
  const known = await decisionOf(now, me, programme, row, changed);
  return known.proposedBy !== null && refusalOf(me, known) === null ? 1 : 0;
}

async function decisionOf(
  tx: Pick<Tx, 'db' | 'now' | 'platform'>,
  me: string,
  inForce: Programme,
  { proposed_by, proposed_with }: DraftRow,
  changed: string[],
): Promise<Decision> {
  const proposedBy = proposed_with === inForce.version ? proposed_by : null;
  if (proposedBy === null) {
    return { changed, proposedBy, proposerMay: false, mayBeOnePerson: false };
  }
  const held = await permissionsHeldBy(tx, proposedBy);
  const path = await findPath(tx.db, inForce.placeId);
  return {
    ...{ changed, proposedBy },
    proposerMay: heldOn(path, held).includes('programme.change_rules'),
    mayBeOnePerson: await mayBeOnePerson(tx, proposedBy, me),
  };
}
