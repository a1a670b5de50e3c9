import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Device,
  keepPicture,
  launch,
  openDevice,
  pc,
  phone,
  savePictures,
} from './browser.ts';
import * as builder from './form-builder.ts';
import { giveForm, publishForm, setLabel } from './form-builder.ts';
import { barriers, overflows, switchLang } from './page-checks.ts';
import { answer, submit } from './portal.ts';
import {
  documentNumber,
  enterConsole,
  enterField,
  enterRookery,
  type RookeryServer,
  reportTemperature,
  startWithRookery,
} from './rookery.ts';

/** A form from nothing to a report and to a check, built by drag and by keyboard. */

let server: RookeryServer;
let browser: Browser;
let office: Device;
let resident: Device;
let scanner: Device;

beforeAll(async () => {
  server = await startWithRookery('王小明', 1);
  browser = await launch();
  const narrow = { ...phone, viewport: { width: 390, height: 844 } };
  const english = { locale: 'en-GB', timezoneId: 'Asia/Shanghai' };
  const wide = { ...pc, viewport: { width: 1440, height: 900 } };
  office = await openDevice({ ...wide, ...english }, { browser, isNew: true });
  const chinese = { ...narrow, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  resident = await openDevice(chinese, { browser, isNew: true });
  scanner = await openDevice(chinese, { browser, isNew: true });
  for (const { page } of [office, resident, scanner]) page.setDefaultTimeout(10_000);
  await enterConsole(office.page.context(), server.url, server.staff[2] ?? '');
  await enterRookery(resident.page.context(), server.url, server.tokens[0] ?? '');
  await enterField(scanner.page.context(), server);
}, 300_000);

afterAll(async () => {
  await Promise.all([office, resident, scanner].map((device) => device?.putAway()));
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await savePictures('forms', {
    ...{ office: office.page, resident: resident.page, scanner: scanner.page },
  });
});

async function startForm(
  page: Page,
  names: [zh: string, en: string, code: string],
  purpose?: string,
) {
  await page.goto(`${server.url}/console/p/rookery/forms`);
  await builder.startForm(page, names, purpose);
}

/** Drags by the pointer, in steps as a hand does. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('Nothing to drag.');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2 + 12, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}

const fields = (page: Page) => page.getByRole('list', { name: 'Fields', exact: true });
const names = async (page: Page) =>
  (
    await fields(page).locator('> li button[aria-pressed] > span:first-child').allTextContents()
  ).map((text) => text.replace(/^\*/, ''));
const expectNames = (page: Page, wanted: string[]) =>
  expect.poll(() => names(page), { timeout: 5000 }).toEqual(wanted);

const publish = (page: Page) => publishForm(page, () => keepPicture('publish', page, false));

it('is built by drag and by keyboard, seen as it grows, and published', async () => {
  const { page, wrong } = office;
  await startForm(page, ['出行登记', 'Travel notice', 'travel']);
  await keepPicture('empty', office.page, false);
  const palette = page.getByRole('navigation', { name: 'Add fields' });
  const add = (name: string) => palette.getByRole('button', { name: `Add ${name}`, exact: true });
  await drag(page, add('Yes or no'), fields(page).locator('> li').first());
  await setLabel(page, '离开过本地', 'Left the region');
  await page.getByRole('checkbox', { name: 'Required' }).check();
  // By the keyboard alone: a press adds behind what is chosen.
  await add('Single choice').focus();
  await page.keyboard.press('Enter');
  await setLabel(page, '交通工具', 'Transport');
  await page.getByLabel('Option 1: en').fill('Train');
  await page.getByLabel('Option 2: en').fill('Bus');
  await add('Date').focus();
  await page.keyboard.press('Enter');
  await setLabel(page, '返回日期', 'Back on');
  await expectNames(page, ['Left the region', 'Transport', 'Back on']);
  // Space lifts, an arrow moves, space drops.
  await page.getByRole('button', { name: 'Drag Back on' }).focus();
  await page.keyboard.press('Space');
  await page.waitForTimeout(200);
  await page.keyboard.press('ArrowUp');
  await page.waitForTimeout(200);
  await page.keyboard.press('Space');
  await expectNames(page, ['Left the region', 'Back on', 'Transport']);
  await page.getByRole('button', { name: 'Move Transport up' }).click();
  await expectNames(page, ['Left the region', 'Transport', 'Back on']);
  await drag(
    page,
    page.getByRole('button', { name: 'Drag Back on' }),
    page.getByRole('button', { name: 'Drag Left the region' }),
  );
  await expectNames(page, ['Back on', 'Left the region', 'Transport']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectNames(page, ['Left the region', 'Transport', 'Back on']);
  // The transport is asked for only of who left.
  await page.getByRole('button', { name: /^Transport Single choice/ }).click();
  const properties = page.getByRole('region', { name: 'Properties of the field' });
  await properties.getByRole('button', { name: 'Add condition' }).last().click();
  const shown = page.frameLocator('iframe');
  await shown.getByText('Left the region').waitFor();
  expect(await shown.getByText('Transport').count()).toBe(0);
  await shown.getByRole('radio', { name: 'Yes' }).check();
  await shown.getByText('Train').waitFor();
  await keepPicture('builder', office.page, false);
  await page.getByRole('region', { name: 'Preview' }).getByText('PC', { exact: true }).click();
  await shown.getByText('Left the region').waitFor();
  await keepPicture('builder-pc', office.page, false);
  await page.getByRole('region', { name: 'Preview' }).getByText('中文').click();
  await shown.getByText('离开过本地').waitFor();
  // A mistake is told, and leads to its field.
  await page.getByLabel('Option 2: en').fill('');
  await page.getByText('One thing to mend before you can publish').waitFor();
  await page.getByRole('button', { name: 'Form settings' }).click();
  await page.getByRole('button', { name: 'Transport', exact: true }).click();
  await page.getByLabel('Option 2: en').fill('Bus');
  await page.getByRole('button', { name: 'Form settings' }).click();
  await page.getByLabel('Services').click();
  await page.getByTitle('Check-ups').last().click();
  await page.keyboard.press('Escape');
  await page.getByText(/^Saved at/).waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('settings', office.page, false);
  await publish(page);
  await page
    .getByText(/Version 1, /)
    .first()
    .waitFor();
  await keepPicture('list', office.page, false);
  await page.getByRole('button', { name: 'More Travel notice' }).click();
  await page.getByRole('menuitem', { name: 'Export as a file' }).click();
  await page.getByRole('dialog', { name: 'Export “Travel notice”' }).getByRole('alert').waitFor();
  await keepPicture('export', office.page, false);
  await page.keyboard.press('Escape');
  expect(wrong).toEqual([]);
});

it('is shown in a frame of the console’s own pages, as no other page is', async () => {
  const allowed = async (path: string) => {
    const { headers } = await fetch(`${server.url}${path}`);
    return /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
  };
  expect(await allowed('/console/form-preview')).toBe("'self'");
  for (const path of [
    '/console/',
    '/console/form-preview/x',
    '/console/form-preview?x',
    '/portal/rookery/',
  ]) {
    expect(await allowed(path)).toBe("'none'");
  }
});

it('is filled in by a participant', async () => {
  const { page, wrong } = resident;
  // Who has reported has made the declaration.
  await reportTemperature(page.context(), server.url, 36.5);
  await page.goto(`${server.url}/portal/rookery/`);
  await page.getByRole('link', { name: '出行登记' }).click();
  await page.getByRole('button', { name: '开始填报' }).click();
  await answer(page, '离开过本地', '是');
  await page.getByRole('radio', { name: '选项一' }).check();
  await keepPicture('portal', page, false);
  await submit(page);
  await page.getByText('提交成功').waitFor();
  expect(wrong).toEqual([]);
});

it('bounds a date by another one, and stays open until it is filled in', async () => {
  const { page, wrong } = office;
  await startForm(page, ['住宿登记', 'Stay', 'stay']);
  for (const [zh, en] of [
    ['入住日期', 'Arrival'],
    ['离店日期', 'Leaving'],
  ] as const) {
    await page.getByRole('button', { name: 'Add Date', exact: true }).click();
    await setLabel(page, zh, en);
  }
  const properties = page.getByRole('region', { name: 'Properties of the field' });
  const choose = async (label: string, option: string) => {
    await properties.getByLabel(label, { exact: true }).click();
    await page.getByTitle(option, { exact: true }).last().click();
  };
  await choose('Not before', 'Another field');
  await properties.getByLabel('Days later (negative: earlier)').fill('3');
  await choose('While that is empty', 'Days from the day of filling in');
  await properties.getByLabel('While that is empty: days').fill('2');
  await keepPicture('bound', page, false);
  await page.getByRole('button', { name: 'Form settings' }).click();
  await page.getByLabel('Services').click();
  await page.getByTitle('Check-ups').last().click();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Stays open on the home page' }).check();
  await page.getByText(/^Saved at/).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Leaving Date/ }).click();
  await expect
    .poll(() => properties.getByLabel('Days later (negative: earlier)').inputValue())
    .toBe('3');
  expect(await properties.getByLabel('While that is empty: days').inputValue()).toBe('2');
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await publish(page);
  const home = resident.page;
  await home.goto(`${server.url}/portal/rookery/`);
  await home.getByRole('link', { name: /住宿登记.*待填/ }).waitFor();
  expect(wrong).toEqual([]);
});

it('of checks is given to a site, and asked of its scanner', async () => {
  const { page } = office;
  await startForm(page, ['入场登记', 'Entry questions', 'entry'], 'Check at a site');
  await page.getByRole('button', { name: 'Add Yes or no' }).click();
  await setLabel(page, '携带宠物', 'Brings a pet');
  await page.getByRole('checkbox', { name: 'Required' }).check();
  await publish(page);
  await giveForm(page, 'Entry questions', 'North gate');
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('given', office.page, false);
  const gate = scanner.page;
  await gate.goto(`${server.url}/field/number`);
  await gate.getByLabel('证件号码').fill(documentNumber);
  await gate.getByRole('button', { name: '查询' }).click();
  await gate.getByText('携带宠物').waitFor();
  await keepPicture('field', gate, false);
});

it('is drawn in Chinese, and on a small screen', async () => {
  const { page } = office;
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('button', { name: /^Edit Travel notice/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Travel notice' }).waitFor();
  await switchLang(page);
  await page.getByRole('heading', { level: 1, name: '出行登记' }).waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('builder-1024-zh', office.page, false);
  await page.getByText('预览', { exact: true }).click();
  await page.frameLocator('iframe').getByText('离开过本地').waitFor();
  await keepPicture('preview-1024-zh', office.page, false);
  await page.getByRole('button', { name: '返回列表' }).click();
  await page.getByRole('heading', { level: 1, name: '表单管理' }).waitFor();
  expect([await barriers(page), await overflows(page)]).toEqual([[], []]);
  await keepPicture('list-1024-zh', office.page, false);
  await switchLang(page);
});

it('comes from a file, and shows what it was before', async () => {
  const { page, wrong } = office;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${server.url}/console/p/rookery/forms`);
  await page.getByRole('button', { name: 'More Travel notice' }).click();
  await page.getByRole('menuitem', { name: 'Versions and comparison' }).click();
  const drawer = page.getByRole('dialog', { name: 'Versions of “Travel notice”' });
  await drawer.frameLocator('iframe').getByText('Left the region').waitFor();
  await keepPicture('versions', office.page, false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Import form' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import form' });
  const definition = {
    ...{ code: 'visit', title: { zh: '来访', en: 'Visit' } },
    fields: [
      {
        type: 'yesno',
        code: 'first',
        label: { zh: '首次来访', en: 'First visit' },
        required: true,
      },
      { type: 'slider', code: 'odd', label: { zh: '其他', en: 'Other' }, required: false },
    ],
  };
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: 'visit.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(definition)),
  });
  await dialog.getByRole('alert').waitFor();
  await keepPicture('import', office.page, false);
  await dialog.getByRole('button', { name: 'Start a draft from it' }).click();
  const start = page.getByRole('dialog', { name: 'New form' });
  await start.getByRole('button', { name: 'Start editing' }).click();
  await page.getByRole('heading', { level: 1, name: 'Visit' }).waitFor();
  await page.frameLocator('iframe').getByText('First visit').waitFor();
  expect(wrong).toEqual([]);
});
