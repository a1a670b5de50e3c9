import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type SizeLimit = { maxBytes: number; tooLarge(): Error };

/**
 * Writes a stream to a file that its owner alone may read, and measures it; leaves nothing there when it
 * breaks off or is too long. What is to be kept is flushed to the disk.
 */
export async function writeMeasured(
  path: string,
  data: Readable,
  limit?: SizeLimit,
  { flush = true } = {},
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      if (limit && bytes > limit.maxBytes) done(limit.tooLarge());
      else done(null, chunk);
    },
  });
  try {
    await pipeline(data, measure, createWriteStream(path, { mode: 0o600, flush }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}
