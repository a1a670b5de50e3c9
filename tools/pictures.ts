/**
 * Takes the pictures of the README anew, from a demo with a fixed clock: `node tools/pictures.ts`.
 * It needs the built web apps (`npm run build`) and a Chromium, and leaves small PNGs in
 * `docs/pictures`: the portal as a phone shows it, in Chinese; desk and console in English.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch, pc, phone } from '../e2e/browser.ts';
import { ask, enter, enterAsSomebody, enterConsole } from '../e2e/demo.ts';
import { waitUntilStill } from '../e2e/page-checks.ts';
import { fillWell } from '../e2e/portal.ts';
import { startServer } from '../e2e/setup.ts';
import { reports } from '../modules/reports/contract.ts';
import { folder, keep, open } from './pictures-parts.ts';

process.chdir(join(import.meta.dirname, '..'));
mkdirSync(folder, { recursive: true });
const server = await startServer([], { ANXING_CLOCK: '2022-01-20T12:00:00+08:00' });
const base = server.url;
const browser = await launch();
try {
  const portal = await open(browser, { ...phone, locale: 'zh-CN' });
  await enter(portal.context(), '1096044', { base });
  await shoot(portal, '/portal/games/', 'portal-home');
  const other = await open(browser, { ...phone, locale: 'zh-CN' });
  await enterAsSomebody(other.context(), base);
  await shoot(other, '/portal/games/forms/daily', 'portal-daily', async () => {
    await fillWell(other, '36.5');
    await other.evaluate(() => scrollTo(0, 0));
  });

  const desk = await open(browser, { ...pc, locale: 'en-GB' });
  await enter(desk.context(), '1096045', { app: 'desk', base });
  await ask(desk.context(), reports.declaration, { app: 'desk', base, body: { version: 1 } });
  await shoot(desk, '/desk/games/', 'desk-home');

  const console_ = await open(browser, { ...pc, locale: 'en-GB' });
  await enterConsole(console_.context(), 'organiser', base);
  await shoot(console_, '/console/p/games/completion', 'console-completion');
} finally {
  await browser.close();
  await server.stop();
}

async function shoot(
  page: Page,
  path: string,
  name: string,
  act: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.goto(base + path);
  await waitUntilStill(page);
  await act();
  await keep(page, name);
}
