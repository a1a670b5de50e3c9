import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type SizeLimit = { maxBytes: number; tooLarge(): Error };

/**
 * Writes a stream to a file that its owner alone may read, and measures it; leaves nothing there when it
 * breaks off or is too long. What is to be kept is flushed to the disk; `encrypt` sees it before, and what is measured is
 * what lies there.
 */
export async function writeMeasured(
  path: string,
  data: Readable,
  limit?: SizeLimit,
  { flush = true, encrypt }: { flush?: boolean; encrypt?: Transform | undefined } = {},
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
    const file = createWriteStream(path, { mode: 0o600, flush });
    if (encrypt) await pipeline(data, encrypt, measure, file);
    else await pipeline(data, measure, file);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}
