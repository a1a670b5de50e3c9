import { readFile, stat } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { pictureProblems } from './file-problems.ts';
import { Problem } from './problems.ts';
import { semaphore } from './semaphore.ts';

export type PictureOptions = {
  /** Of the file as it comes in; 15 MB. */
  maxBytes?: number;
  /** Width by height as it comes in; 64 million, more than phones take unless told to. */
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

// One thread for each picture and two pictures at once leave a small server able to answer.
sharp.concurrency(1);
sharp.cache(false);
const acquire = semaphore({
  atOnce: 2,
  maxWaiting: 20,
  refuse: () => new Problem(pictureProblems.picture_busy, { retryAfter: 10 }),
});

const decodable = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
]);
const patience = { seconds: 30 };

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
  const { maxBytes = 15 * 1024 * 1024, maxPixels = 64_000_000, maxSide = 2_000 } = options;
  const bytes = await readLimited(input, maxBytes);
  await checkType(bytes);
  const release = await acquire();
  try {
    await checkSize(bytes, maxPixels);
    return await draw(bytes, maxPixels, maxSide, options.format ?? 'jpeg');
  } finally {
    release();
  }
}

/** A small picture for lists, of one that `normalisePicture` made. `side` is its longest, in pixels. */
export function thumbnail(picture: Buffer, side = 320): Promise<Picture> {
  return normalisePicture(picture, { maxSide: side });
}

async function readLimited(input: Buffer | string, maxBytes: number): Promise<Buffer> {
  const size = typeof input === 'string' ? (await stat(input)).size : input.length;
  if (size > maxBytes) throw new Problem(pictureProblems.picture_too_large);
  return typeof input === 'string' ? readFile(input) : input;
}

async function checkType(bytes: Buffer): Promise<void> {
  // A damaged file may end in the middle of what tells its type.
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (type && /^image\/hei[cf]/.test(type.mime)) throw new Problem(pictureProblems.picture_heic);
  if (!type || !decodable.has(type.mime)) throw new Problem(pictureProblems.picture_type);
}

async function checkSize(bytes: Buffer, maxPixels: number): Promise<void> {
  // Without a limit here: what is too large is to be told from what is damaged. Only the head is read.
  const { width, height } = await readable(sharp(bytes, { limitInputPixels: false }).metadata());
  if (width * height > maxPixels) throw new Problem(pictureProblems.picture_too_large);
}

async function draw(
  bytes: Buffer,
  maxPixels: number,
  maxSide: number,
  format: 'jpeg' | 'webp',
): Promise<Picture> {
  const drawing = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels, autoOrient: true })
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
