import { existsSync } from 'node:fs';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The sizes that screens are made for and looked at. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};
export const pc: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The machine's own Chromium, else the one that came with the packages. */
export async function launch(): Promise<Browser> {
  const executablePath = installed.find(existsSync) ?? (await bundled.executablePath());
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A page in a context of its own, as one person's device: nothing is shared with the others. Its
 * service worker is left out unless it is what a test is about.
 */
export async function openDevice(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  return { page, wrong: watch(page) };
}

/** What went wrong in a page without anybody having looked: exceptions, broken answers, refused content. */
export function watch(page: Page): string[] {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    const [status, url] = [response.status(), response.url()];
    // What the API refuses is told by the page; a file that is missing is told by nobody.
    if (status >= (url.includes('/api/') ? 500 : 400)) wrong.push(`${status} ${url}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    // The browser notes every refused request as an error, such as the one that asks who is signed in.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
      wrong.push(`console: ${text}`);
  });
  return wrong;
}

const pictures = join(import.meta.dirname, '..', '.cache', 'tests');

/** After a failure: what each page showed, as `.cache/tests/<test>-<page>.png`. */
export async function keepPictures(test: string, pages: Record<string, Page>): Promise<void> {
  for (const [name, page] of Object.entries(pages)) {
    await page.screenshot({ path: join(pictures, `${test}-${name}.png`) }).catch(() => undefined);
  }
}
