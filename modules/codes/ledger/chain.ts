import { createHash, randomBytes } from 'node:crypto';
import type { Keys } from '../../../platform/crypto.ts';

/**
 * The chain of one person's ledger. An entry's hash is over the hash before it, whose and which entry it is,
 * when it was recorded, and a commitment to its content. The commitment alone is enough to follow the
 * chain, so that contents can be forgotten; the salt, forgotten with them, keeps them from being guessed.
 */

/** An entry as it is stored. */
export type ChainEntry = {
  enrolmentId: number;
  number: number;
  recordedAt: Date;
  commitment: Buffer;
  hash: Buffer;
  salt: Buffer | null;
  content: string | null;
};

/** How far a ledger goes. */
export type Head = { enrolmentId: number; entries: number; hash: Buffer; seal: Buffer };

const saltBytes = 16;

/** Before the first entry. */
export const noHash: Buffer = Buffer.alloc(32);

function sha256(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hashOf(before: Buffer, entry: Omit<ChainEntry, 'hash' | 'salt' | 'content'>): Buffer {
  const { enrolmentId, number, recordedAt, commitment } = entry;
  return sha256(before, `${enrolmentId}/${number}/${recordedAt.toISOString()}\n`, commitment);
}

/** The next entry after a head. */
export function nextEntry(
  { enrolmentId, entries, hash }: Omit<Head, 'seal'>,
  content: string,
  recordedAt: Date,
): ChainEntry {
  const salt = randomBytes(saltBytes);
  const commitment = sha256(salt, content);
  const entry = { enrolmentId, number: entries + 1, recordedAt, commitment };
  return { ...entry, hash: hashOf(hash, entry), salt, content };
}

/** What a head is sealed with: whoever changes the database does not have the key. */
export function sealOf(
  keys: Pick<Keys, 'hash'>,
  { enrolmentId, entries, hash }: Omit<Head, 'seal'>,
): Buffer {
  return keys.hash('codes.ledger', `${enrolmentId}/${entries}/${hash.toString('hex')}`);
}

/** What is wrong with a ledger, and from which entry on. */
export type Flaw = {
  enrolmentId: number;
  number: number;
  /**
   * changed: the content is not what was committed to; broken: the chain does not lead here, so that this
   * entry or one before it was changed or moved; missing: there is no such entry though there was;
   * unsealed: the number of entries or the newest is not what the server has left.
   */
  kind: 'changed' | 'broken' | 'missing' | 'unsealed';
};

/** Follows a ledger; its entries stand in order of their numbers. */
export function checkChain(keys: Pick<Keys, 'hash'>, head: Head, entries: ChainEntry[]): Flaw[] {
  const { enrolmentId } = head;
  const flaws: Flaw[] = [];
  const add = (number: number, kind: Flaw['kind']) => flaws.push({ enrolmentId, number, kind });
  let before = noHash;
  let number = 0;
  for (const entry of entries) {
    number += 1;
    while (number < entry.number) {
      add(number, 'missing');
      number += 1;
    }
    const { salt, content, commitment } = entry;
    if (salt && content !== null && !sha256(salt, content).equals(commitment)) {
      add(number, 'changed');
    }
    // After a gap it is known already that the chain does not lead here.
    const follows = flaws.at(-1)?.kind !== 'missing' || flaws.at(-1)?.number !== number - 1;
    if (follows && !hashOf(before, entry).equals(entry.hash)) add(number, 'broken');
    before = entry.hash;
  }
  for (number += 1; number <= head.entries; number += 1) add(number, 'missing');
  const isSealed = sealOf(keys, head).equals(head.seal);
  if (!isSealed || (flaws.length === 0 && !before.equals(head.hash))) {
    add(head.entries, 'unsealed');
  }
  return flaws;
}

/** The end of a ledger without an entry. */
export function newHead(keys: Pick<Keys, 'hash'>, enrolmentId: number): Head {
  const head = { enrolmentId, entries: 0, hash: noHash };
  return { ...head, seal: sealOf(keys, head) };
}
