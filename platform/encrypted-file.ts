import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';

/**
 * A file encrypted under a key of its own (AES-256-GCM): iv, ciphertext, tag. Whoever reads it in another process is given
 * this key alone, and nothing of the installation's.
 */

const ivBytes = 12;
const tagBytes = 16;

/** 32 bytes in base64. */
export const newFileKey = (): string => randomBytes(32).toString('base64');

/** Encrypts what passes through. */
export function encrypting(key: string): Transform {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), iv);
  let isFirst = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (isFirst) this.push(iv);
      isFirst = false;
      done(null, cipher.update(chunk));
    },
    flush(done) {
      if (isFirst) this.push(iv);
      this.push(cipher.final());
      done(null, cipher.getAuthTag());
    },
  });
}

/** What was encrypted; throws where it was damaged or the key is another one. */
export function decrypted(bytes: Buffer, key: string): Buffer {
  const tagAt = bytes.length - tagBytes;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(key, 'base64'),
    bytes.subarray(0, ivBytes),
    { authTagLength: tagBytes },
  ).setAuthTag(bytes.subarray(tagAt));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, tagAt)), decipher.final()]);
}
