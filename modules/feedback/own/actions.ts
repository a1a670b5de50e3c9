import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, SelfScope } from '../../../platform/scope.ts';
import { enrolmentOf } from '../../programmes/public.ts';
import { listWork } from '../../staff/public.ts';
import { type feedback, feedbackProblems } from '../contract.ts';
import { additionsPerDay, feedbackPerDay } from '../contract-schemas.ts';
import { decryptContact, decryptWords, encryptContact, encryptWords } from '../encryption.ts';
import { attachPhotos } from '../photos.ts';
import {
  type FeedbackRow,
  findSaid,
  insertEntry,
  insertFeedback,
  lockFeedback,
  updateFeedback,
} from '../queries.ts';
import { afterAddition } from '../rules.ts';
import { countSaid, findOwn, findSent, lockSender } from './queries.ts';

type Given = BodyOf<typeof feedback.send>;

const dayMs = 24 * 60 * 60 * 1000;

/** Sends feedback to those who run the programme that one is signed in to. */
export async function sendFeedback(
  platform: Platform,
  actor: Actor,
  self: SelfScope,
  given: Given,
): Promise<{ id: number }> {
  const { personId, realm } = self;
  const { programmeId, placeId } = getOrNotFound(await enrolmentOf(platform, personId, realm));
  return store(platform, actor, self, { programmeId, placeId }, given);
}

/** Sends feedback to those who answer for a site. Throws `not_found` for one that the sender is not assigned to. */
export async function sendFromSite(
  platform: Platform,
  actor: Actor,
  self: SelfScope,
  { siteId, ...given }: BodyOf<typeof feedback.sendFromSite>,
): Promise<{ id: number }> {
  const [work] = await listWork(platform.db, [{ personId: self.personId, siteId }]);
  const at = { programmeId: null, placeId: getOrNotFound(work).siteId };
  return store(platform, actor, self, at, given);
}

async function store(
  platform: Platform,
  actor: Actor,
  self: SelfScope,
  at: { programmeId: number | null; placeId: number },
  given: Given,
): Promise<{ id: number }> {
  const requestId = given.id.toLowerCase();
  const tidy = tidied(given);
  return platform.transaction(actor, async (tx) => {
    await lockSender(tx.db, self);
    const before = await findSent(tx.db, self, requestId);
    if (before) return answerAgain(platform, before, tidy);
    await checkLimit(tx, self, 'sent');
    const { kind, words, contact, photos } = tidy;
    const sent = { by: self.personId, requestId };
    const id = await insertFeedback(tx.db, {
      ...at,
      ...{ personId: self.personId, realm: self.realm, requestId, kind, photos },
      ...{ app: actor.app, at: tx.now },
      contact: contact ? encryptContact(platform.keys, sent, contact) : null,
    });
    await insertEntry(tx.db, {
      ...{ feedbackId: id, kind: 'sent', by: self.personId, at: tx.now },
      said: { requestId, words: encryptWords(platform.keys, sent, words) },
    });
    await attachPhotos(tx, { feedbackId: id, personId: self.personId }, photos);
    return { id };
  });
}

type Tidy = Pick<Given, 'kind' | 'words'> & { contact: string; photos: string[] };

function tidied({ kind, words, contact = '', photos = [] }: Given): Tidy {
  const ids = photos.map((id) => id.toLowerCase());
  return { kind, words: words.trim(), contact: contact.trim(), photos: [...new Set(ids)] };
}

/** The answer was lost: the same feedback gets it again. Throws `feedback_id_reused` for any other under its id. */
function answerAgain(
  { keys }: Platform,
  { id, personId, requestId, kind, photos, ...before }: FeedbackRow,
  given: Tidy,
): { id: number } {
  const sent = { by: personId, requestId };
  const contact = before.contact ? decryptContact(keys, sent, before.contact) : '';
  const isSame =
    kind === given.kind &&
    contact === given.contact &&
    photos.join() === given.photos.join() &&
    decryptWords(keys, sent, before.words) === given.words;
  if (!isSame) throw new Problem(feedbackProblems.feedback_id_reused);
  return { id };
}

async function checkLimit(tx: Tx, self: SelfScope, kind: 'sent' | 'added'): Promise<void> {
  const since = new Date(tx.now.getTime() - dayMs);
  const max = kind === 'sent' ? feedbackPerDay : additionsPerDay;
  if ((await countSaid(tx.db, self, kind, since)) < max) return;
  const code = kind === 'sent' ? 'feedback_too_many' : 'feedback_additions_too_many';
  throw new Problem(feedbackProblems[code], { params: { max } });
}

/** Adds something to what one has sent; whoever has answered it already is asked once more. */
export async function addToFeedback(
  platform: Platform,
  actor: Actor,
  self: SelfScope,
  id: number,
  given: BodyOf<typeof feedback.add>,
): Promise<{ ok: true }> {
  getOrNotFound(await findOwn(platform.db, self, id));
  const requestId = given.id.toLowerCase();
  const sent = { by: self.personId, requestId };
  const words = given.words.trim();
  await platform.transaction(actor, async (tx) => {
    await lockSender(tx.db, self);
    const now = getOrNotFound(await lockFeedback(tx.db, id));
    const before = await findSaid(tx.db, { feedbackId: id, ...sent });
    if (before) {
      if (decryptWords(platform.keys, sent, before) === words) return;
      throw new Problem(feedbackProblems.feedback_id_reused);
    }
    if (now.state === 'closed') throw new Problem(feedbackProblems.feedback_closed);
    await checkLimit(tx, self, 'added');
    await insertEntry(tx.db, {
      ...{ feedbackId: id, kind: 'added', by: self.personId, at: tx.now },
      said: { requestId, words: encryptWords(platform.keys, sent, words) },
    });
    await updateFeedback(tx.db, id, { ...afterAddition(now), by: self.personId, at: tx.now });
  });
  return { ok: true };
}
