import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launch, openDevice, pc, phone } from './browser.ts';

/** Phones are slow and networks slower: what a first screen may cost, in files of scripts and styles. */
const mostFiles = 10;

/** And in kilobytes of compressed script. PCs stand at better networks. */
const apps = [
  { app: 'portal', path: '/portal/games/', device: phone, most: 250 },
  { app: 'field', path: '/field/', device: phone, most: 265 },
  { app: 'desk', path: '/desk/games/', device: pc, most: 410 },
  { app: 'console', path: '/console/', device: pc, most: 385 },
];

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

it.each(apps)(
  'loads at most $most kB of script, in ten files, for the first screen of the $app',
  async ({ path, device, most }) => {
    const { page, wrong } = await openDevice({ ...device, locale: 'zh-CN' }, { browser });
    const loaded: Response[] = [];
    page.on('response', (response) => loaded.push(response));
    await page.goto(inject('demoUrl') + path);
    await page.locator('input[type=password]').first().waitFor();
    await page.waitForLoadState('networkidle');
    const ofKind = (kind: string) =>
      loaded.filter((response) => response.request().resourceType() === kind);

    const scripts = ofKind('script').map((response) => ({
      name: new URL(response.url()).pathname,
      bytes: Number(response.headers()['content-length']),
      coding: response.headers()['content-encoding'],
    }));
    expect(scripts.filter(({ bytes, coding }) => bytes > 2_000 && !coding)).toEqual([]);
    const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    // Less than this would mean that what was loaded was not seen.
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(most * 1_000);
    expect(scripts.length + ofKind('stylesheet').length).toBeLessThanOrEqual(mostFiles);
    expect(wrong).toEqual([]);
    await page.context().close();
  },
);
