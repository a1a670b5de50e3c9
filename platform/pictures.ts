import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { pictureProblems } from './file-problems.ts';
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

// What a picture takes is given back at once, and one at a time bounds what all take together: in memory, and of
// a small server's two processors.
sharp.concurrency(1);
sharp.cache(false);
const acquire = semaphore({
  atOnce: 1,
  maxWaiting: 100,
  refuse: () => new Problem(pictureProblems.picture_busy, { retryAfter: 10 }),
});

/**
 * The types that are drawn, with the most pixels of each. A file of a kilobyte may claim any size, so what
 * counts is what decoding takes: a JPEG is made smaller as it is read, and may be as large as phones take unless
 * told to; others are unpacked as a whole, an AVIF several times over.
 */
const decodable = new Map([
  ['image/jpeg', 64_000_000],
  ['image/png', 32_000_000],
  ['image/webp', 32_000_000],
  ['image/gif', 16_000_000],
  ['image/avif', 16_000_000],
  ['image/tiff', 16_000_000],
]);
const patience = { seconds: 10 };

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
    await checkSize(input, maxPixels);
    return await draw(input, maxPixels, maxSide, format);
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

async function checkSize(input: Buffer | string, maxPixels: number): Promise<void> {
  // Without a limit here: what is too large is to be told from what is damaged. Only the head is read.
  const { width, height } = await readable(sharp(input, { limitInputPixels: false }).metadata());
  if (width * height > maxPixels) throw new Problem(pictureProblems.picture_too_large);
}

async function draw(
  input: Buffer | string,
  maxPixels: number,
  maxSide: number,
  format: 'jpeg' | 'webp',
): Promise<Picture> {
  const drawing = sharp(input, { failOn: 'error', limitInputPixels: maxPixels, autoOrient: true })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .toFormat(format, { quality: 82 })
    .timeout(patience);
  const { data, info } = await readable(drawing.toBuffer({ resolveWithObject: true }));
  return { data, mime: `image/${format}`, width: info.width, height: info.height };
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw new Problem(pictureProblems.picture_unreadable);
  }
}
