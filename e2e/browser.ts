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
  deviceScaleFactor: process.env.SCREENS && !process.env.SIZES ? 2 : 1,
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
  try {
    await withTemporaryFolder(fresh, () => bundled.executablePath());
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

/** Does something for which the system's temporary folder is another one. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    return await work();
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

/** All tests of a worker share this one; it ends with the worker. */
function sharedBrowser(): Promise<Browser> {
  shared ??= launch().catch((error) => {
    shared = undefined;
    throw error;
  });
  return shared;
}

/** What a browser stores; it is of one run, whether the browser was closed or ended with its worker. */
export const browserFiles = join(cache, 'tests', 'browser-files');

/** A browser of its own for tests that need something beside, such as a camera, or one that has seen nothing. */
export async function launch(more: string[] = []): Promise<Browser> {
  const executablePath = await findBrowser();
  mkdirSync(browserFiles, { recursive: true });
  return withTemporaryFolder(browserFiles, () =>
    chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', `--js-flags=${scripts}`, ...more],
      ignoreDefaultArgs: hasSharedMemory() ? ['--disable-dev-shm-usage'] : [],
    }),
  );
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

/** What a test has of a device until it puts it away. */
export type Device = {
  page: Page;
  /** What went wrong in the page so far. */
  wrong: string[];
  /** Lets another test have it; does so once. Until then nobody else has it. */
  putAway: () => Promise<void>;
};

export type DeviceOptions = {
  /** Instead of the one that all tests share. */
  browser?: Browser;
  /** Has loaded nothing yet, as is needed where it matters what is there without a network. */
  isNew?: boolean;
};

/** Pages that were put away, by what kind of device they are. */
const idle: { browser: Browser; kind: string; page: Page }[] = [];

/**
 * A page in a context of its own, as one person's device: nothing is shared with the others. Its
 * service worker is left out unless it is what a test is about. It asks for no motion, so that tests
 * need not wait until it ends.
 */
export async function openDevice(
  options: BrowserContextOptions,
  { browser: own, isNew = false }: DeviceOptions = {},
): Promise<Device> {
  const browser = own ?? (await sharedBrowser());
  const kind = JSON.stringify(options);
  const isAlike = (each: (typeof idle)[number]) => each.browser === browser && each.kind === kind;
  const index = isNew ? -1 : idle.findIndex(isAlike);
  const [known] = index < 0 ? [] : idle.splice(index, 1);
  const page = known?.page ?? (await makePage(browser, options));
  let done: Promise<void> | undefined;
  const putAway = () => {
    done ??= wipe(page).then(
      () => void idle.push({ browser, kind, page }),
      // What a test has closed, or whose browser was killed, is not used again.
      () =>
        page
          .context()
          .close()
          .catch(() => undefined),
    );
    return done;
  };
  return { page, wrong: watch(page), putAway };
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
 * Leaves nothing on a device of who used it; to start a new one and have it load the apps takes a second.
 * What the browser has loaded stays. What a test has changed that cannot be undone, such as scripts that run
 * before the page's own, stays as well: such a test closes its device.
 */
async function wipe(page: Page): Promise<void> {
  const context = page.context();
  const others = context.pages().filter((each) => each !== page);
  await Promise.all(others.map((each) => each.close()));
  for (const event of ['pageerror', 'request', 'response', 'console'])
    page.removeAllListeners(event);
  await page.unrouteAll();
  await context.setOffline(false);
  // A plain page of the same origin: no app runs there, and the browser keeps its process with the scripts.
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
    const isApi = url.includes('/api/');
    // A machine that is busy for a moment is asked again.
    if (isApi && status === 503) return;
    // What the API refuses is told by the page; a file that is missing is told by nobody.
    if (status >= (isApi ? 500 : 400)) wrong.push(`${status} ${url}`);
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

/** For whoever looks at the pages, as far down as they go; nothing is kept unless `SCREENS` names a folder. */
export async function keepPicture(name: string, page: Page, fullPage = true): Promise<void> {
  const folder = process.env.SCREENS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
