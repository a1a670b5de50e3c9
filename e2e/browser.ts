import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The sizes that screens are made for and looked at. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  // Sharp pictures for those who look at them; to draw four times as much costs the tests time.
  deviceScaleFactor: process.env.SCREENS ? 2 : 1,
  hasTouch: true,
  isMobile: true,
};
export const pc: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const cache = join(import.meta.dirname, '..', '.cache');
const bundle = join(import.meta.dirname, '..', 'node_modules', '@sparticuz', 'chromium');

/** The machine's own Chromium, else the one that came with the packages; that one is unpacked once. */
export async function findBrowser(): Promise<string> {
  const own = installed.find(existsSync);
  if (own) return own;
  const { version } = JSON.parse(readFileSync(join(bundle, 'package.json'), 'utf8'));
  const folder = join(cache, 'browser', version);
  if (!existsSync(folder)) await unpackBrowser(folder);
  return join(folder, 'chromium');
}

/**
 * The package unpacks into the system's temporary folder and takes whatever has the right name there
 * for its own: half of a browser, another version's, one that another process is still writing. So
 * it is given an empty folder, which gets its name when it is whole.
 */
async function unpackBrowser(folder: string): Promise<void> {
  mkdirSync(join(cache, 'browser'), { recursive: true });
  const fresh = mkdtempSync(join(cache, 'browser', 'unpacking-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = fresh;
  try {
    await bundled.executablePath();
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/**
 * A page lives for seconds here, and other pages want the cores: compiling anything twice, or aside,
 * costs a sixth of the time more than it saves.
 */
const scripts = '--no-opt --no-maglev --single-threaded --max-lazy';

/** `more` switches on what a test needs beside, such as a camera. */
export async function launch(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', `--js-flags=${scripts}`, ...more],
    ignoreDefaultArgs: hasSharedMemory() ? ['--disable-dev-shm-usage'] : [],
  });
}

/**
 * Containers often have little memory to share, so Playwright has pages share files instead. Where
 * there is enough, memory saves a new page a tenth of its time.
 */
function hasSharedMemory(): boolean {
  if (!existsSync('/dev/shm')) return false;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize > 2 ** 30;
}

/**
 * A page in a context of its own, as one person's device: nothing is shared with the others. Its
 * service worker is left out unless it is what a test is about. It asks for no motion, so that tests
 * need not wait until it ends.
 */
export async function openDevice(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({
    ...{ serviceWorkers: 'block', reducedMotion: 'reduce' },
    ...options,
  });
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
export async function savePictures(test: string, pages: Record<string, Page>): Promise<void> {
  for (const [name, page] of Object.entries(pages)) {
    await page.screenshot({ path: join(pictures, `${test}-${name}.png`) }).catch(() => undefined);
  }
}
