import type { Keys } from '../../platform/crypto.ts';

/**
 * What people write here tells who they are and how they are: it is encrypted where it is stored, bound to its author
 * and to the id under which they sent it ([why](../../docs/decisions/0039-feedback.md)).
 */
type Sent = { by: string; requestId: string };

const purposeOf = (part: 'words' | 'contact', { by, requestId }: Sent) =>
  `feedback.${part} ${by} ${requestId}`;

export const encryptWords = (keys: Keys, sent: Sent, words: string): Buffer =>
  keys.encrypt(purposeOf('words', sent), words);

export const decryptWords = (keys: Keys, sent: Sent, encrypted: Buffer): string =>
  keys.decrypt(purposeOf('words', sent), encrypted).reveal();

export const encryptContact = (keys: Keys, sent: Sent, contact: string): Buffer =>
  keys.encrypt(purposeOf('contact', sent), contact);

export const decryptContact = (keys: Keys, sent: Sent, encrypted: Buffer): string =>
  keys.decrypt(purposeOf('contact', sent), encrypted).reveal();
