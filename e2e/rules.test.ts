import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { programmes } from '../modules/programmes/contract.ts';
import { enrolPeople, programmeByCode } from '../modules/programmes/public.ts';
import type { Platform } from '../platform/platform.ts';
import { type Device, keepPicture, savePictures } from './browser.ts';
import { ask } from './demo.ts';
import { type RookeryServer, reportTemperature, startWithRookery } from './rookery.ts';
import { openRules, openTwoOfficers, type TwoOfficers } from './two-officers.ts';

/** One person changes an alert rule, another one publishes it; everybody follows, and the rule counts. */

let server: RookeryServer;
let hera: Device;
let hilda: Device;
let resident: Device;
let close: TwoOfficers['close'] = async () => undefined;

/** More than what is done with the version itself. */
const crowd = 1200;

async function enrolCrowd(platform: Platform): Promise<void> {
  const programme = await programmeByCode(platform, 'rookery');
  const entries = Array.from({ length: crowd }, (_, index) => ({
    identifiers: [{ kind: 'card' as const, value: `P${2000 + index}` }],
    ...{ name: `Penguin ${index}`, initial: '20190118', group: 'adelies' },
    organisation: { code: 'shore', zh: '岸边', en: 'Shore' },
    ...{ attributes: { visitor: false }, startsOn: '2022-01-04', endsOn: null },
  }));
  await platform.transaction(null, (tx) => enrolPeople(tx, programme, entries));
}

beforeAll(async () => {
  server = await startWithRookery('王小明', 1, { prepare: enrolCrowd });
  ({ hera, hilda, resident, close } = await openTwoOfficers(server));
}, 300_000);

afterAll(async () => {
  await close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await savePictures('rules', { hera: hera.page, hilda: hilda.page });
});

const open = (page: Page, part: string) => openRules(page, server, part);

const saved = (page: Page) => page.getByText(/^Saved at/).waitFor();

it('is written by one person, with its sentence and its mistakes beside it', async () => {
  const { page, wrong } = hera;
  await open(page, 'alerts');
  await page.getByRole('button', { name: 'Add alert' }).click();
  await page.getByText('1 to mend').or(page.getByText('One thing to mend')).first().waitFor();
  await keepPicture('alert-begun', page);
  await page.getByLabel('Name of the alert zh').fill('偏热');
  await page.getByLabel('Name of the alert en').fill('Warm');
  await page.getByRole('spinbutton').fill('38');
  await page.getByText('the organisers get the alert "Warm"').waitFor();
  await saved(page);
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await keepPicture('alert-written', page);
  // Taken away, and brought back from another part: where it stands is shown.
  await page.getByRole('button', { name: 'Remove Rule 1' }).click();
  await page.getByText('the organisers get the alert "Warm"').waitFor({ state: 'detached' });
  await saved(page);
  await page.getByRole('tab', { name: 'Groups' }).click();
  await page.keyboard.press('Control+z');
  await page.getByText('the organisers get the alert "Warm"').waitFor();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByText('the organisers get the alert "Warm"').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.getByText('the organisers get the alert "Warm"').waitFor();
  await saved(page);
  await page.getByRole('tab', { name: 'Days that count' }).click();
  await page.getByRole('checkbox', { name: 'May be changed after it was sent' }).first().click();
  await page.getByRole('tab', { name: 'Compare and publish' }).click();
  await page.getByRole('row', { name: /Warm/ }).waitFor();
  await keepPicture('compared', page);
  await page.getByRole('button', { name: 'Ask to publish' }).click();
  await page.getByText('You asked for this draft to be published').waitFor();
  expect(await page.getByRole('button', { name: /Publish$/ }).count()).toBe(0);
  await keepPicture('proposed', page);
  expect(wrong).toEqual([]);
});

it('is published by another one, and everybody follows', async () => {
  const { page, wrong } = hilda;
  // Told where she comes in, and beside the menu's entry; not to whoever asked.
  const waiting = ({ page: of }: Device) => of.getByText('A draft waits for you to publish it');
  await page.goto(`${server.url}/console/p/rookery/overview`);
  await waiting(hilda).waitFor();
  await page.getByTitle('A draft waits for you to publish it').waitFor();
  await keepPicture('waits-for-her', page);
  await hera.page.goto(`${server.url}/console/p/rookery/overview`);
  await hera.page.getByText('As of').first().waitFor();
  expect(await waiting(hera).count()).toBe(0);
  const list = page.getByRole('region', { name: 'Waiting for you' });
  await list.getByRole('link', { name: 'Rules and services' }).click();
  await page.getByText('Any change now means').waitFor();
  await keepPicture('waiting', page);
  await page.getByRole('button', { name: 'Compare and publish' }).click();
  await page.getByText('Hera asked for this draft to be published on').waitFor();
  await keepPicture('asked', page);
  await page.getByRole('button', { name: /Publish$/ }).click();
  await page.getByText('Version 2 is published.').waitFor();
  await keepPicture('published', page);
  await reportTemperature(resident.page.context(), server.url, 38.4);
  await page.goto(`${server.url}/console/p/rookery/alerts`);
  await page.getByText('Warm').first().waitFor();
  expect(wrong).toEqual([]);
});

it('is seen to its end where days change for many', async () => {
  const { page, wrong } = hilda;
  await open(page, 'days');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('spinbutton', { name: 'Last day: Days later' }).fill('-1');
  await page.getByText('1 day before').first().waitFor();
  await saved(page);
  await page.getByRole('tab', { name: 'Compare and publish' }).click();
  await page.getByRole('button', { name: /Publish$/ }).click();
  await page.getByText('Version 3 is published.').waitFor();
  // Left, and found again.
  await open(page, 'groups');
  await open(page, 'publish');
  const row = page.getByRole('row', { name: /^3 / });
  await row.getByText('Done').waitFor({ timeout: 60_000 });
  await keepPicture('followed', page);
  expect(wrong).toEqual([]);
});

it('is put together by whoever typed at the same time, one by one where both changed the same', async () => {
  const [{ page: one }, { page: other }] = [hera, hilda];
  await open(one, 'groups');
  await open(other, 'groups');
  await one.getByLabel('Name en').first().fill('Big penguins');
  await one.getByLabel('Name en').last().fill('Small penguins');
  await saved(one);
  await other.getByLabel('Name en').first().fill('Tall penguins');
  await other
    .getByText('has just saved this draft')
    .or(other.getByText('has just been published'))
    .waitFor();
  await keepPicture('conflict', other);
  await other.getByRole('button', { name: 'Put both together' }).click();
  await saved(other);
  await expect.poll(() => other.getByLabel('Name en').first().inputValue()).toBe('Tall penguins');
  expect(await other.getByLabel('Name en').last().inputValue()).toBe('Small penguins');
});

it('asks whose goes on where a version that was published meanwhile says something else', async () => {
  const { page, wrong } = hilda;
  const at = { app: 'console', base: server.url, realm: 'staff' } as const;
  const [programme] = (await ask(page.context(), programmes.list, at)).filter(
    ({ code }) => code === 'rookery',
  );
  const params = { id: String(programme?.id) };
  const { version, identity } = await ask(page.context(), programmes.identity, { ...at, params });
  if (identity.groups[0]) identity.groups[0].name.en = 'Emperors of the ice';
  const body = { version, identity };
  await ask(page.context(), programmes.changeIdentity, { ...at, params, body });
  await open(page, 'groups');
  await page.getByText('one thing differs from the draft').waitFor();
  await keepPicture('choice', page);
  await page.getByRole('radio', { name: 'In force: Emperors of the ice' }).check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await saved(page);
  expect(await page.getByLabel('Name en').first().inputValue()).toBe('Emperors of the ice');
  expect(await page.getByLabel('Name en').last().inputValue()).toBe('Small penguins');
  expect(wrong).toEqual([]);
});
