import type { Keys } from '../../platform/crypto.ts';
import { decryptContact, decryptWords } from './encryption.ts';
import type { FeedbackRow, SaidEntry } from './queries.ts';
import { excerptOf } from './rules.ts';

export function firstWordsOf(keys: Keys, { personId, requestId, words }: FeedbackRow): string {
  return decryptWords(keys, { by: personId, requestId }, words);
}

export function contactOf(
  keys: Keys,
  { personId, requestId, contact }: FeedbackRow,
): string | null {
  return contact && decryptContact(keys, { by: personId, requestId }, contact);
}

/** What was said; null where something was done and nothing said. */
export function wordsOf(keys: Keys, { byId, requestId, words }: SaidEntry): string | null {
  return words && requestId ? decryptWords(keys, { by: byId, requestId }, words) : null;
}

export function serializeLine(keys: Keys, row: FeedbackRow) {
  const { id, kind, state, placeZh, placeEn, photos, sentAt, changedAt } = row;
  return {
    ...{ id, kind, state },
    place: { zh: placeZh, en: placeEn },
    excerpt: excerptOf(firstWordsOf(keys, row)),
    photoCount: photos.length,
    sentAt: sentAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}
