import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { pictureProblems } from './file-problems.ts';
import { drawInProcess } from './picture-process.ts';
import { Problem } from './problems.ts';
import { semaphore } from './semaphore.ts';

export type PictureOptions = {
  /** Of the file as it comes in; 15 MB. */
  maxBytes?: number;
  /** Width by height as it comes in, where that is less than its type allows. */
  maxPixels?: number;
  /** Longest side of what is kept; 2000 pixels. Smaller pictures keep their size. */
  maxSide?: number;
  format?: 'jpeg' | 'webp';
};

/** A picture that was drawn anew: whatever else the file carried (place, camera, names) is gone. */
type Picture = {
  data: Buffer;
  mime: 'image/jpeg' | 'image/webp';
  width: number;
  height: number;
};

/** One at a time bounds what all take together. */
const acquire = semaphore({
  atOnce: 1,
  maxWaiting: 100,
  refuse: () => new Problem(pictureProblems.picture_busy, { retryAfter: 10 }),
});

/**
 * The types that are drawn, with the most pixels of each. A file of a kilobyte may claim any size, so what
 * counts is what decoding takes: a JPEG is made smaller as it is read, and may be as large as phones take
 * them; others are unpacked as a whole, an AVIF several times over. Each takes 300 MB at most.
 */
const decodable = new Map([
  ['image/jpeg', 52_000_000],
  ['image/png', 32_000_000],
  ['image/webp', 32_000_000],
  ['image/gif', 16_000_000],
  ['image/avif', 8_000_000],
  ['image/tiff', 16_000_000],
]);

/**
 * Makes of any photo one that is safe to keep and to show: told by its content, decoded within
 * limits, turned upright, without metadata, of an animation the first frame, on white where it was
 * transparent, as a JPEG.
 * @param input the file's bytes, or its path
 * @throws Problem of `pictureProblems`
 */
export async function normalisePicture(
  input: Buffer | string,
  options: PictureOptions = {},
): Promise<Picture> {
  const { maxBytes = 15 * 1024 * 1024, maxSide = 2_000, format = 'jpeg' } = options;
  const { bytes, head } = await lookAt(input);
  if (bytes > maxBytes) throw new Problem(pictureProblems.picture_too_large);
  const maxPixels = Math.min(options.maxPixels ?? Number.POSITIVE_INFINITY, await pixelsOf(head));
  const release = await acquire();
  try {
    const drawn = await drawInProcess({ input, maxPixels, maxSide, format });
    if (drawn.kind === 'too_large') throw new Problem(pictureProblems.picture_too_large);
    if (drawn.kind === 'unreadable') throw new Problem(pictureProblems.picture_unreadable);
    const { data, width, height } = drawn;
    return { data, mime: `image/${format}`, width, height };
  } finally {
    release();
  }
}

/** A small picture for lists, of one that `normalisePicture` made. `side` is its longest, in pixels. */
export function thumbnail(picture: Buffer, side = 320): Promise<Picture> {
  return normalisePicture(picture, { maxSide: side });
}

/** Enough of a file's beginning to tell its type. */
const headBytes = 4100;

async function lookAt(input: Buffer | string): Promise<{ bytes: number; head: Buffer }> {
  if (typeof input !== 'string') {
    return { bytes: input.length, head: input.subarray(0, headBytes) };
  }
  const file = await open(input);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { bytes: (await file.stat()).size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/** The most pixels that a picture of this type may have. */
async function pixelsOf(head: Buffer): Promise<number> {
  // A damaged file may end in the middle of what tells its type.
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  if (type && /^image\/hei[cf]/.test(type.mime)) throw new Problem(pictureProblems.picture_heic);
  const most = type && decodable.get(type.mime);
  if (most === undefined) throw new Problem(pictureProblems.picture_type);
  return most;
}
