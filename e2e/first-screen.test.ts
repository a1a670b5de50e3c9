import type { Response } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { launch, openDevice, phone } from './browser.ts';

/** Phones are slow and networks slower: what the first screen may cost, in compressed bytes and in files. */
const mostBytes = 250_000;
const mostFiles = 10;

it('loads at most 250 kB of compressed script, in ten files, for the portal’s first screen', async () => {
  const browser = await launch();
  try {
    const { page, wrong } = await openDevice(browser, { ...phone, locale: 'zh-CN' });
    const scripts: Response[] = [];
    const styles: Response[] = [];
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind === 'script') scripts.push(response);
      if (kind === 'stylesheet') styles.push(response);
    });
    await page.goto(`${inject('demoUrl')}/portal/games/`);
    await page.getByRole('img', { name: '验证码图片' }).waitFor();
    await page.waitForLoadState('networkidle');

    const sizes = scripts.map((response) => {
      const headers = response.headers();
      const name = new URL(response.url()).pathname;
      return {
        name,
        bytes: Number(headers['content-length']),
        coding: headers['content-encoding'],
      };
    });
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    const plain = sizes.filter(({ bytes, coding }) => bytes > 2_000 && !coding);
    expect(plain).toEqual([]);
    // Less than this would mean that what was loaded was not seen.
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(mostBytes);
    expect(scripts.length + styles.length).toBeLessThanOrEqual(mostFiles);
    expect(wrong).toEqual([]);
  } finally {
    await browser.close();
  }
});
