import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import type { ProgrammeContent } from '../forms/programme.ts';
import { createProgramme, publishVersion } from '../modules/programmes/public.ts';
import { readConfig } from '../platform/config.ts';
import { openInstallation } from '../server/open.ts';
import { region } from '../templates/region.ts';
import { type Device, keepPicture, openDevice, pc, savePictures } from './browser.ts';
import { enterConsole } from './demo.ts';
import { barriers, keepPictures, overflows, switchLang } from './page-checks.ts';
import { copyDemo, startServer } from './setup.ts';

/** A programme that an earlier release made: what its template has newly is looked at, taken and left. */

let server: Awaited<ReturnType<typeof startServer>>;
let office: Device;

const days = { startsOn: '2022-01-01', endsOn: '2022-12-31' };

/** As an earlier release might have had the template; the programme has changed one of its limits itself. */
function earlier(hottest: number): ProgrammeContent {
  const { screeningForm: _, ...content } = structuredClone(region);
  const [personal] = content.forms;
  const [, symptoms, temperature] = personal?.definition.fields ?? [];
  if (symptoms?.type === 'choices') symptoms.options.pop();
  if (temperature?.type === 'number') temperature.max = hottest;
  content.colours?.rules.shift();
  return { ...content, forms: personal ? [personal] : [] };
}

beforeAll(async () => {
  const environment = {
    ANXING_DATA: copyDemo(inject('unusedDemo')),
    ANXING_CLOCK: '2022-01-20T12:00:00+08:00',
  };
  const quiet = { info: () => {}, error: () => {} };
  const config = readConfig({ ...environment, PORT: '0' }, []);
  const { platform, database, close } = await openInstallation(config, quiet);
  const { rows } = await database.pool.query("select id from places where code = 'demo'");
  await platform.transaction(null, async (tx) => {
    const { id } = await createProgramme(tx, {
      ...{ content: earlier(42), code: 'earlier', ...days },
      place: { parentId: rows[0].id, code: 'earlier', zh: '早先', en: 'Earlier' },
    });
    await publishVersion(tx, id, { ...earlier(41), ...days });
  });
  await close();
  server = await startServer([], environment);
  office = await openDevice({ ...pc, locale: 'en-GB', timezoneId: 'Asia/Shanghai' });
  office.page.setDefaultTimeout(10_000);
  await enterConsole(office.page.context(), 'admin', server.url);
}, 300_000);

afterAll(async () => {
  await office?.putAway();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('offers', { office: office.page });
});

async function open(page: Page, part: 'forms' | 'rules') {
  await page.goto(`${server.url}/console/p/earlier/${part}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const offers = (page: Page) => page.getByRole('dialog', { name: 'Template updates' });

it('says at the start where something waits', async () => {
  await expect.poll(() => server.said()).toMatch(/of these programmes: earlier \(3\)\n/);
});

it('offers forms, of which one is left and another one taken as a draft', async () => {
  const { page, wrong } = office;
  await open(page, 'forms');
  await page.getByText('has updates for 2 forms').waitFor();
  await page.getByTitle('2 template updates wait for a decision').waitFor();
  await keepPicture('offered-forms', page);
  await page.getByRole('button', { name: 'Look at it' }).click();
  const drawer = offers(page);
  const personal = drawer.locator('.ant-card').filter({ hasText: 'Personal report' });
  const limit = personal.getByRole('row', { name: /Upper limit 41 43/ });
  await personal.getByRole('row', { name: /Added .*Weaker sense of smell/ }).waitFor();
  expect(await limit.count()).toBe(0);
  await personal.getByRole('radio', { name: 'Use the template’s' }).click();
  await limit.waitFor();
  await keepPictures('offers-of-forms', page);
  expect(await barriers(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  const fresh = drawer.locator('.ant-card').filter({ hasText: 'New form' });
  await fresh.getByRole('button', { name: 'Not for us' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave this update?' });
  await dialog.getByLabel('Reason (optional)').fill('We check nobody at gates.');
  await dialog.getByRole('button', { name: 'Not for us' }).click();
  await drawer.getByText('We check nobody at gates.').waitFor();
  await fresh.waitFor({ state: 'detached' });
  await keepPicture('one-left', page);
  await personal.getByRole('button', { name: 'Take as a draft' }).click();
  await page.waitForURL(/\/forms\/\d+/);
  await page.getByRole('heading', { level: 1, name: 'Personal report' }).waitFor();
  await page.getByRole('button', { name: /Publish/ }).click();
  await page.getByRole('row', { name: /Upper limit 41 43/ }).waitFor();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish/ })
    .click();
  await page.waitForURL(/\/forms$/);
  await page.getByRole('button', { name: 'Template updates' }).click();
  await drawer.getByText('No template update waits').waitFor();
  await drawer.getByRole('button', { name: /^Offer again/ }).click();
  await fresh.waitFor();
  expect(wrong).toEqual([]);
});

it('offers rules, which become the draft that is compared and published', async () => {
  const { page, wrong } = office;
  await open(page, 'rules');
  await page.getByText('has an update for its rules').waitFor();
  await page.getByRole('button', { name: 'Look at it' }).click();
  const drawer = offers(page);
  await drawer.getByRole('row', { name: /A temperature of 37.3/ }).waitFor();
  await keepPicture('offer-of-rules', page);
  expect(await barriers(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Take as a draft' }).click();
  await drawer.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: /A temperature of 37.3/ }).waitFor();
  await keepPicture('rules-taken', page);
  await page.getByRole('button', { name: 'Template updates' }).click();
  await drawer.getByText('Taken as a draft').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await switchLang(page);
  await page.getByRole('button', { name: '模板更新' }).waitFor();
  await keepPicture('rules-taken-zh', page);
  expect(wrong).toEqual([]);
});
