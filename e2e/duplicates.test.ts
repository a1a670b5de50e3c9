import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { programmes } from '../modules/programmes/contract.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { ask, enterConsole } from './demo.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';

/** Two records that are one person: found, compared, merged, seen, and the merge undone. */

const url = inject('demoUrl');
const folder = process.env.SCREENS;
let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('duplicates', { page: device.page });
  await device.putAway();
  expect(device.wrong).toEqual([]);
});

/** What is wrong with a page; with `SCREENS` its pictures are left there. */
async function look(page: Page, what: string): Promise<void> {
  await waitUntilStill(page);
  expect([what, await barriers(page), await overflows(page)]).toEqual([what, [], []]);
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of [
    [1024, 768],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await waitUntilStill(page);
    await page.screenshot({ path: join(folder, `${what}-${width}.png`) });
  }
}

const name = 'Dora Double';

it('merges two records by hand, and undoes it', async () => {
  device = await openDevice({ ...pc, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
  const { page } = device;
  const context = page.context();
  await enterConsole(context, 'admin');
  const list = await ask(context, programmes.list, { app: 'console' });
  const games = list.find(({ code }) => code === 'games') as (typeof list)[number];
  const params = { id: String(games.id) };
  const any = await ask(context, programmes.roster, {
    ...{ app: 'console', params, body: { limit: 1 } },
  });
  const [like] = any.items;
  for (const card of ['1888001', '1888010']) {
    const fields = { card, name, birthDate: '1990-01-02', group: like?.group ?? '' };
    await ask(context, programmes.enrolPerson, {
      ...{ app: 'console', params },
      body: { fields, placeId: like?.placeId ?? 0, namesake: true },
    });
  }

  await page.goto(`${url}/console/p/games/duplicates`);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByText('Same name and same date on the document').waitFor();
  await look(page, 'duplicates');
  await row.getByRole('button', { name: 'Compare' }).press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Compare two records' });
  await drawer.getByText('1888001').waitFor();
  await drawer.getByText('Differs').first().waitFor();
  await drawer.getByText('Nothing reported yet').first().waitFor();
  await look(page, 'compare');
  await drawer.getByRole('button', { name: 'Merge', exact: true }).click();
  await drawer.getByText('This field is required.').waitFor();
  await drawer.getByLabel('Reason for merging').fill('Came with both cards');
  await drawer.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText('Merged. You can undo it').waitFor();

  await page.getByText('Merged', { exact: true }).first().click();
  await row.getByText('Came with both cards').waitFor();
  await look(page, 'merged');
  await row.click({ position: { x: 20, y: 20 } });
  await page.getByText('Records merged into this one').waitFor();
  await look(page, 'person-merged');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  await row.getByRole('button', { name: 'Undo merge' }).click();
  const dialog = page.getByRole('dialog', { name: /Undo the merge/ });
  await dialog.getByLabel('Reason for undoing').fill('They are twins');
  await dialog.getByRole('button', { name: 'Undo merge' }).click();
  await row.getByText('They are twins').waitFor();

  await page.getByText('Likely duplicates', { exact: true }).click();
  await row.getByRole('button', { name: 'Compare' }).click();
  await drawer.getByRole('button', { name: 'Two people' }).click();
  await page.getByText('Noted: these are two people.').waitFor();
  await page.getByText('No likely duplicates').waitFor();
});
