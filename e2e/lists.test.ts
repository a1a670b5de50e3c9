import { afterEach, expect, inject, it } from 'vitest';
import { demoScanners } from '../server/demo/gates.ts';
import { demoStaff } from '../server/demo/people.ts';
import { demoOfficers } from '../server/demo/region.ts';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { enterConsole } from './demo.ts';

/** Sorting and jumping in the lists of the console, in both languages. */

const url = inject('demoUrl');

let device: Device;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('lists', { page: device.page });
  await device.putAway();
  expect(device.wrong).toEqual([]);
});

const languages = [
  {
    locale: 'zh-CN',
    ...{ sort: '排序', byName: '按姓名排序', letters: '首字母', name: '姓名' },
    ...{ ascending: '点击升序', descending: '点击降序' },
  },
  {
    locale: 'en-GB',
    ...{ sort: 'Sort', byName: 'By name', letters: 'Initials', name: 'Name' },
    ...{ ascending: 'Click to sort ascending', descending: 'Click to sort descending' },
  },
];

it.each(languages)('jumps in the list of missing people, in $locale', async (say) => {
  device = await openDevice({ ...pc, locale: say.locale });
  const { page } = device;
  await enterConsole(page.context(), 'admin');
  await page.goto(`${url}/console/p/games/completion?list=missing`);
  const list = page.getByRole('dialog');
  await list.getByRole('combobox', { name: say.sort }).click();
  await page.getByTitle(say.byName).click();
  const first = list.locator('tbody tr[data-row-key]').first();
  const letters = list.getByRole('navigation', { name: say.letters });
  await letters.getByRole('button', { name: 'W' }).click();
  await expect.poll(() => first.textContent()).toMatch(/^(王|W)/);
  expect(new URL(page.url()).search).toBe('?list=missing&sort=name');
});

it.each(languages)('sorts the list of staff, in $locale', async (say) => {
  device = await openDevice({ ...pc, locale: say.locale });
  const { page } = device;
  await enterConsole(page.context(), 'admin');
  await page.goto(`${url}/console/staff`);
  const names = () => page.locator('tbody tr[data-row-key] td:first-child').allTextContents();
  const head = page.getByRole('columnheader', { name: say.name, exact: true });
  await head.hover();
  await page.getByText(say.ascending, { exact: true }).waitFor();
  await head.focus();
  await page.keyboard.press('Enter');
  await page.getByText(say.descending, { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  const everybody = [...demoStaff, ...demoOfficers, ...demoScanners].map(({ name }) => name);
  await expect.poll(names).toEqual(everybody.toSorted().reverse());
  expect(await head.getAttribute('aria-sort')).toBe('descending');
});
