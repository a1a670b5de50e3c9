import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { openDevice } from '../e2e/browser.ts';
import { waitUntilStill } from '../e2e/page-checks.ts';

/** How the pictures of the documents are taken. */

const zone = 'Asia/Shanghai';

export const folder = join(import.meta.dirname, '..', 'docs', 'pictures');

export async function open(on: Browser, options: BrowserContextOptions): Promise<Page> {
  const { page } = await openDevice({ ...options, timezoneId: zone }, { browser: on, isNew: true });
  return page;
}

/** A small PNG of what a page shows now. */
export async function keep(page: Page, name: string): Promise<void> {
  await waitUntilStill(page);
  const picture = await page.screenshot({ animations: 'disabled' });
  const file = join(folder, `${name}.png`);
  const { size } = await sharp(picture)
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(file);
  console.log(`${name}.png: ${Math.round(size / 1024)} KiB`);
}
