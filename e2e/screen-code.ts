import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { keyringOf, type PublicJwk } from '../credential/keyring.ts';
import { type Presentation, readPresentation } from '../credential/presentation.ts';

/** To be awaited once before {@link readScreen}. */
export async function prepareReader(): Promise<void> {
  const wasm = import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = await readFile(fileURLToPath(wasm));
  prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer as ArrayBuffer } });
}

/** What a scanner makes of what the screen shows; throws where it would refuse it. */
export async function readScreen(page: Page, server: { url: string }): Promise<Presentation> {
  await page.getByRole('img', { name: /健康码/ }).waitFor();
  const picture = await page.screenshot();
  const { data, info } = await sharp(picture)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
  const [found] = await readBarcodes(image as ImageData, { formats: ['QRCode'] });
  const response = await fetch(`${server.url}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: PublicJwk[] };
  const read = await readPresentation(found?.text ?? '', await keyringOf(keys));
  if (typeof read === 'string') throw new Error(`The screen shows a code that is ${read}.`);
  return read;
}
