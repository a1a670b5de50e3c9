import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { inspect } from 'node:util';

/** Keys by id. `current` seals what is new; the others open what was encrypted before keys were changed. */
export type KeySet = {
  current: string;
  /** 32 bytes each, in base64. */
  keys: Record<string, string>;
  /** For hashes by which encrypted values are found; cannot be changed without hashing everything anew. */
  lookup: string;
};

/** Fresh keys for a new installation, or for a test. */
export function newKeySet(): KeySet {
  return {
    current: 'k1',
    keys: { k1: randomBytes(32).toString('base64') },
    lookup: randomBytes(32).toString('base64'),
  };
}

/** A value that prints as hidden wherever it may end up: logs, errors, JSON. `reveal()` says that it is meant. */
export class Redacted<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '[hidden]';
  }

  toJSON(): string {
    return '[hidden]';
  }

  [inspect.custom](): string {
    return '[hidden]';
  }
}

/** Encrypts fields at rest (AES-256-GCM) and makes the keyed hashes by which they are found. */
export type Keys = {
  /** `purpose` is bound to the text: what was encrypted for one field cannot be decrypted as another. */
  encrypt(purpose: string, text: string): Buffer;
  decrypt(purpose: string, encrypted: Buffer): Redacted<string>;
  /** The same text and purpose always give the same 32 bytes. */
  hash(purpose: string, text: string): Buffer;
};

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Layout of a encrypted value: version, length of key id, key id, iv, tag, ciphertext. */
export function openKeys(set: KeySet): Keys {
  const keys = new Map(
    Object.entries(set.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]),
  );
  const lookup = Buffer.from(set.lookup, 'base64');
  const current = keys.get(set.current);
  if (!current) throw new Error(`The current key ${set.current} is missing from the key file.`);
  if ([...keys.values(), lookup].some((key) => key.length !== 32)) {
    throw new Error('Every key in the key file must be 32 bytes in base64.');
  }
  const head = Buffer.from([version, set.current.length, ...Buffer.from(set.current)]);

  return {
    encrypt(purpose, text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([head, iv, cipher.getAuthTag(), body]);
    },
    decrypt(purpose, encrypted) {
      const idEnd = 2 + (encrypted[1] ?? 0);
      const key = keys.get(encrypted.subarray(2, idEnd).toString());
      if (encrypted[0] !== version || !key) throw new Error('Encrypted with an unknown key.');
      const iv = encrypted.subarray(idEnd, idEnd + ivBytes);
      const tag = encrypted.subarray(idEnd + ivBytes, idEnd + ivBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      const body = encrypted.subarray(idEnd + ivBytes + tagBytes);
      return new Redacted(
        Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'),
      );
    },
    hash: (purpose, text) => createHmac('sha256', lookup).update(`${purpose}\0${text}`).digest(),
  };
}

/** Whether two texts are the same; how long that takes tells nothing about either. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
