import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { notify } from '../../notices/public.ts';
import { type feedback, feedbackProblems } from '../contract.ts';
import { decryptWords, encryptWords } from '../encryption.ts';
import {
  findSaid,
  insertEntry,
  type LockedFeedback,
  lockFeedback,
  updateFeedback,
} from '../queries.ts';
import { decideStep, isDone } from '../rules.ts';
import { findReceived, type ReceivedRow } from './queries.ts';
import { concerning } from './reads.ts';

/**
 * Answers feedback. Of two who answer at once the second is told, and reads what the first one wrote before they
 * send theirs. The answer, the person's notice and the audit entry are one transaction.
 */
export async function answerFeedback(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  given: BodyOf<typeof feedback.answer>,
): Promise<{ ok: true }> {
  const row = getOrNotFound(await findReceived(platform.db, scope, id));
  const requestId = given.id.toLowerCase();
  const sent = { by: actor.personId, requestId };
  const words = given.words.trim();
  await platform.transaction(actor, async (tx) => {
    const now = getOrNotFound(await lockFeedback(tx.db, id));
    const before = await findSaid(tx.db, { feedbackId: id, ...sent });
    if (before && decryptWords(platform.keys, sent, before) === words) return;
    requireSeen(now, before ? 0 : given.seen);
    if (now.state === 'closed') throw new Problem(feedbackProblems.feedback_step_gone);
    const entryId = await insertEntry(tx.db, {
      ...{ feedbackId: id, kind: 'answered', by: actor.personId, at: tx.now },
      said: { requestId, words: encryptWords(platform.keys, sent, words) },
    });
    const after = { state: 'answered', keeperId: actor.personId } as const;
    await updateFeedback(tx.db, id, { ...after, by: actor.personId, at: tx.now });
    await tx.audit({ action: 'feedback.answered', ...concerning(row) });
    await tellPerson(tx, row, entryId);
  });
  return { ok: true };
}

/** Throws `feedback_news` where something has happened that whoever acts has not seen. */
function requireSeen({ version, changedByName }: LockedFeedback, seen: number): void {
  if (version === seen) return;
  throw new Problem(feedbackProblems.feedback_news, { params: { name: changedByName } });
}

function tellPerson(
  tx: Tx,
  { id, personId, realm }: ReceivedRow,
  entryId: number,
): Promise<number> {
  const notice = {
    ...{ personId, realm, kind: 'feedback.answered', key: `feedback.answered/${entryId}` },
    link: `/feedback/${id}`,
    zh: '您提交的意见反馈有了新的答复。',
    en: 'There is an answer to your feedback.',
  };
  return notify(tx, [notice]);
}

/** Takes feedback into one’s care, hands it back, closes it, or opens it again. */
export async function stepFeedback(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  { step, seen }: BodyOf<typeof feedback.step>,
): Promise<{ ok: true }> {
  const row = getOrNotFound(await findReceived(platform.db, scope, id));
  await platform.transaction(actor, async (tx) => {
    const now = getOrNotFound(await lockFeedback(tx.db, id));
    if (now.version !== seen && isDone(now, step, actor.personId)) return;
    requireSeen(now, seen);
    const after = decideStep(now, step, actor.personId);
    if (!after) throw new Problem(feedbackProblems.feedback_step_gone);
    const by = actor.personId;
    await insertEntry(tx.db, { feedbackId: id, kind: step, by, at: tx.now, said: null });
    await updateFeedback(tx.db, id, { ...after, by, at: tx.now });
    await tx.audit({ action: `feedback.${step}`, ...concerning(row) });
  });
  return { ok: true };
}
