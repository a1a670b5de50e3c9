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

let shared: Promise<Browser> | undefined;

/** That of all tests of a worker; it ends with the worker. */
function sharedBrowser(): Promise<Browser> {
  shared ??= launch();
  return shared;
}

/** A browser of its own for tests that need something beside, such as a camera, or one that has seen nothing. */
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

type Device = { browser: Browser; kind: string; page: Page };

const devices = new WeakMap<Page, Device>();
/** Those whose tests are over. */
const idle: Device[] = [];

/**
 * A page in a context of its own, as one person's device: nothing is shared with the others. Its
 * service worker is left out unless it is what a test is about. It asks for no motion, so that tests
 * need not wait until it ends.
 */
export async function openDevice(
  options: BrowserContextOptions,
  own?: Browser,
): Promise<{ page: Page; wrong: string[] }> {
  const browser = own ?? (await sharedBrowser());
  const kind = JSON.stringify(options);
  const index = idle.findIndex((each) => each.browser === browser && each.kind === kind);
  const known = index < 0 ? undefined : idle.splice(index, 1)[0];
  const device = known ?? { browser, kind, page: await makePage(browser, options) };
  devices.set(device.page, device);
  return { page: device.page, wrong: watch(device.page) };
}

async function makePage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    ...{ serviceWorkers: 'block', reducedMotion: 'reduce' },
    ...options,
  });
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/**
 * Lets another test have the device, with nothing left on it: to start a new one and have it load the apps
 * takes a second. What a test has changed that cannot be undone, such as scripts that run before the page's
 * own, needs a device that is closed instead.
 */
export async function putAway(page: Page): Promise<void> {
  const device = devices.get(page);
  if (device && idle.includes(device)) return;
  try {
    if (!device) throw new Error('This is no page of a device.');
    await wipe(page);
    idle.push(device);
  } catch {
    // A page that a test has closed, or whose browser was killed, is not used again.
    await page
      .context()
      .close()
      .catch(() => undefined);
  }
}

async function wipe(page: Page): Promise<void> {
  const context = page.context();
  const others = context.pages().filter((each) => each !== page);
  await Promise.all(others.map((each) => each.close()));
  for (const event of ['pageerror', 'request', 'response', 'console'])
    page.removeAllListeners(event);
  await page.unrouteAll();
  await context.setOffline(false);
  // No app runs there, and it is of the process that has the apps' code.
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/nowhere.txt`);
  await context.clearCookies();
  await page.evaluate(() => sessionStorage.clear());
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
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
