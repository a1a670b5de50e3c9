import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { normalisePicture, type PictureOptions, thumbnail } from './pictures.ts';

/** Left half red, right half blue. */
function flag(width: number, height: number) {
  const half = { width: width / 2, height, channels: 3 as const, background: '#0000ff' };
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    { input: { create: half }, left: width / 2, top: 0 },
  ]);
}

async function colourAt(data: Buffer, x: number, y: number): Promise<string> {
  const { data: pixels, info } = await sharp(data).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
  if (r > 200 && g > 200 && b > 200) return 'white';
  if (r > 200 && b < 60) return 'red';
  return b > 200 && r < 60 ? 'blue' : `${r},${g},${b}`;
}

async function codeOf(input: Buffer, options?: PictureOptions): Promise<string | undefined> {
  const result = await normalisePicture(input, options).catch((error: { code: string }) => error);
  return 'code' in result ? result.code : undefined;
}

/** A PNG that claims a size and holds no pixels worth it. */
function hugePng(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(1_000));
  const parts = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([magic, ...parts]);
}

describe('normalisePicture', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)(
    'draws a %s anew',
    async (type) => {
      const picture = await normalisePicture(await flag(400, 200).toFormat(type).toBuffer());
      expect(picture).toMatchObject({ mime: 'image/jpeg', width: 400, height: 200 });
      expect((await sharp(picture.data).metadata()).format).toBe('jpeg');
      expect(await colourAt(picture.data, 50, 100)).toBe('red');
      expect(await colourAt(picture.data, 350, 100)).toBe('blue');
    },
  );

  it('bounds the longest side and never enlarges', async () => {
    const wide = await flag(3000, 600).jpeg().toBuffer();
    expect(await normalisePicture(wide)).toMatchObject({ width: 2000, height: 400 });
    expect(await normalisePicture(wide, { maxSide: 100 })).toMatchObject({
      width: 100,
      height: 20,
    });
    const thread = await flag(5000, 2).png().toBuffer();
    expect(await normalisePicture(thread)).toMatchObject({ width: 2000, height: 1 });
  });

  it('turns it upright and drops whatever the file tells beside the picture', async () => {
    const photo = await flag(400, 200)
      .withExif({ IFD0: { Make: 'Camera of Pingu' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const picture = await normalisePicture(photo);
    expect(picture).toMatchObject({ width: 200, height: 400 });
    expect(await colourAt(picture.data, 100, 50)).toBe('red');
    const { exif, icc, xmp, iptc, orientation } = await sharp(picture.data).metadata();
    expect([exif, icc, xmp, iptc, orientation]).toEqual(Array(5).fill(undefined));
    expect(picture.data.includes('Pingu')).toBe(false);
  });

  it('puts what is transparent on white', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const input = sharp({ create: { width: 40, height: 40, channels: 4, background: clear } });
    const picture = await normalisePicture(await input.png().toBuffer());
    expect(await colourAt(picture.data, 20, 20)).toBe('white');
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 30, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const film = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(film).metadata()).pages).toBe(2);
    const picture = await normalisePicture(film);
    expect(picture).toMatchObject({ width: 30, height: 30 });
    expect(await colourAt(picture.data, 15, 15)).toBe('red');
  });

  it('reads from a path, and makes WebP when asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anxing-pictures-'));
    try {
      const path = join(folder, 'photo');
      await writeFile(path, await flag(40, 20).png().toBuffer());
      const picture = await normalisePicture(path, { format: 'webp' });
      expect(picture.mime).toBe('image/webp');
      expect((await sharp(picture.data).metadata()).format).toBe('webp');
      await expect(normalisePicture(path, { maxBytes: 10 })).rejects.toMatchObject({
        code: 'picture_too_large',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reads from the head how large a picture claims to be, and unpacks no other type as far as a JPEG', async () => {
    const avif = await flag(64, 64).avif({ effort: 0 }).toBuffer();
    expect(await normalisePicture(avif)).toMatchObject({ width: 64, height: 64 });
    // The box that says the size: a kilobyte may claim any.
    const size = avif.indexOf('ispe') + 8;
    avif.writeUInt32BE(8000, size);
    avif.writeUInt32BE(8000, size + 4);
    expect(await codeOf(avif)).toBe('picture_too_large');
    expect(await codeOf(hugePng(8000, 8000))).toBe('picture_too_large');
  });

  it('refuses what is too large, in bytes or in pixels, before decoding it', async () => {
    const photo = await flag(400, 200).jpeg().toBuffer();
    expect(await codeOf(photo, { maxBytes: photo.length - 1 })).toBe('picture_too_large');
    expect(await codeOf(photo, { maxPixels: 79_999 })).toBe('picture_too_large');
    expect(await codeOf(photo, { maxPixels: 80_000 })).toBeUndefined();
    expect(await codeOf(hugePng(60_000, 60_000))).toBe('picture_too_large');
  });

  it('refuses what is damaged', async () => {
    const photo = await flag(400, 200).jpeg().toBuffer();
    expect(await codeOf(photo.subarray(0, photo.length / 2))).toBe('picture_unreadable');
    expect(await codeOf(hugePng(300, 300))).toBe('picture_unreadable');
    expect(await codeOf(Buffer.concat([photo.subarray(0, 20), Buffer.alloc(500)]))).toBe(
      'picture_unreadable',
    );
  });

  it('refuses what is no photo, whatever it calls itself', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>';
    expect(await codeOf(Buffer.from(svg))).toBe('picture_type');
    expect(await codeOf(Buffer.from(`<?xml version="1.0"?>${svg}`))).toBe('picture_type');
    expect(await codeOf(Buffer.from('<html><script>alert(1)</script>'))).toBe('picture_type');
    expect(await codeOf(Buffer.from('%PDF-1.7\n'))).toBe('picture_type');
    expect(await codeOf(Buffer.alloc(0))).toBe('picture_type');
    expect(await codeOf(Buffer.from('BM0000000000000000000000000000'))).toBe('picture_type');
  });

  it('says of HEIC what to do', async () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
    expect(await codeOf(Buffer.concat([heic, Buffer.alloc(64)]))).toBe('picture_heic');
  });

  it('does many at once', async () => {
    const photo = await flag(200, 100).jpeg().toBuffer();
    const pictures = await Promise.all(Array.from({ length: 20 }, () => normalisePicture(photo)));
    expect(pictures.every(({ width }) => width === 200)).toBe(true);
  });
});

it('thumbnail makes a small one', async () => {
  const { data } = await normalisePicture(await flag(400, 200).jpeg().toBuffer());
  expect(await thumbnail(data)).toMatchObject({ width: 320, height: 160, mime: 'image/jpeg' });
});
