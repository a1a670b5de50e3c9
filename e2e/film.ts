import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import QRCode from 'qrcode';
import sharp from 'sharp';

const size = { width: 640, height: 480 };

/**
 * Writes a film for the browser's fake camera, which plays it over and over: MJPEG is pictures one after the
 * other. Each picture is laid onto the middle of a grey frame.
 */
export async function writeFilm(path: string, pictures: Buffer[]): Promise<void> {
  const frames = pictures.map(async (picture) => {
    const fitted = await sharp(picture)
      .resize({ ...size, fit: 'inside' })
      .toBuffer();
    return sharp({ create: { ...size, channels: 3, background: '#808080' } })
      .composite([{ input: fitted }])
      .jpeg({ quality: 85 })
      .toBuffer();
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat(await Promise.all(frames)));
}

/** A picture of a QR code. */
export function pictureOfCode(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { errorCorrectionLevel: 'M', width: 380, margin: 4 });
}

/** What makes a browser play a film wherever a page asks for the camera, without asking the person. */
export const playing = (path: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${path}`,
];
