import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { codes } from '../modules/codes/contract.ts';
import { type Device, keepPicture, savePictures } from './browser.ts';
import { ask } from './demo.ts';
import { barriers, overflows, switchLang } from './page-checks.ts';
import { type RookeryServer, reportTemperature, startWithRookery } from './rookery.ts';
import { openRules, openTwoOfficers, type TwoOfficers } from './two-officers.ts';

/** A colour rule is changed and rehearsed by one person, published by another one, and the code follows. */

let server: RookeryServer;
let hera: Device;
let hilda: Device;
let resident: Device;
let close: TwoOfficers['close'] = async () => undefined;

beforeAll(async () => {
  server = await startWithRookery('王小明', 1);
  ({ hera, hilda, resident, close } = await openTwoOfficers(server));
  await reportTemperature(resident.page.context(), server.url, 39.5);
}, 300_000);

afterAll(async () => {
  await close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await savePictures('rehearsal', { hera: hera.page, hilda: hilda.page });
});

const open = (page: Page, part: string) => openRules(page, server, part);

it('is rehearsed before anybody may ask to publish it', async () => {
  const { page } = hera;
  await open(page, 'colours');
  await page.getByRole('combobox', { name: 'Colour' }).first().click();
  await page.locator('.ant-select-item-option', { hasText: 'Orange' }).click();
  await page.getByText(/^Saved at/).waitFor();
  await page.getByRole('tab', { name: 'Compare and publish' }).click();
  await page.getByRole('button', { name: 'Ask to publish' }).click();
  await page.getByText('please rehearse this draft first').waitFor();
  await page.locator('.ant-segmented-item', { hasText: 'Now' }).click();
  await page.getByRole('button', { name: 'Start rehearsal' }).click();
  const cell = page.getByRole('button', { name: 'Show the 1 person from “Yellow” to “Orange”' });
  await cell.waitFor();
  expect(await barriers(page)).toEqual([]);
  await keepPicture('rehearsed', page);
  await cell.click();
  await page.getByRole('dialog').getByText('王*明').waitFor();
  await keepPicture('rehearsed-people', page);
  await page.keyboard.press('Escape');
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
  ]) {
    await page.setViewportSize(size);
    expect(await overflows(page)).toEqual([]);
  }
  await switchLang(page);
  await page.getByText('预演码色规则').first().waitFor();
  await keepPicture('rehearsed-zh', page);
  await switchLang(page);
  await page.getByRole('button', { name: 'Ask to publish' }).click();
  await page.getByText('You asked for this draft to be published').waitFor();
});

it('is published by another one, and the code follows', async () => {
  const { page, wrong } = hilda;
  await open(page, 'publish');
  await page.getByText('One person would change colour').waitFor();
  const own = { app: 'portal' as const, base: server.url, realm: 'rookery' };
  await page.getByRole('button', { name: /Publish$/ }).click();
  await page.getByText('Version 2 is published.').waitFor();
  await expect
    .poll(async () => (await ask(resident.page.context(), codes.mine, own))?.colour)
    .toBe('orange');
  expect(wrong).toEqual([]);
});
