import sharp, { type Metadata } from 'sharp';

/**
 * The part of the drawing process: one picture after the other, each within its limits. It ends when the server
 * is gone or has nothing more to draw.
 */

export type DrawTask = {
  /** The file's bytes, or its path. */
  input: Buffer | string;
  maxPixels: number;
  maxSide: number;
  format: 'jpeg' | 'webp';
};

export type Drawn =
  | { kind: 'drawn'; data: Buffer; width: number; height: number }
  | { kind: 'unreadable' }
  | { kind: 'too_large' };

const patience = { seconds: 10 };

// What a picture takes is given back at once, and a small server has two processors.
sharp.concurrency(1);
sharp.cache(false);

async function draw({ input, maxPixels, maxSide, format }: DrawTask): Promise<Drawn> {
  // Without a limit here: what is too large is to be told from what is damaged. Only the head is read.
  const { width, height }: Metadata = await sharp(input, { limitInputPixels: false }).metadata();
  if (width * height > maxPixels) return { kind: 'too_large' };
  const { data, info } = await sharp(input, {
    failOn: 'error',
    limitInputPixels: maxPixels,
    autoOrient: true,
  })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .toFormat(format, { quality: 82 })
    .timeout(patience)
    .toBuffer({ resolveWithObject: true });
  return { kind: 'drawn', data, width: info.width, height: info.height };
}

process.on('disconnect', () => process.exit());
// These go to all processes of a terminal or a service: the server says when it is enough.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('message', async (task: DrawTask) => {
  const drawn = await draw(task).catch((): Drawn => ({ kind: 'unreadable' }));
  process.send?.(drawn);
});
