import { afterEach, expect, inject, it } from 'vitest';
import { type Device, openDevice, pc, savePictures } from './browser.ts';
import { enterConsole } from './demo.ts';

/** Jumping in the lists of the console, in both languages. */

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
    ...{ sort: '排序', byName: '按姓名排序', letters: '首字母' },
  },
  {
    locale: 'en-GB',
    ...{ sort: 'Sort', byName: 'By name', letters: 'Initials' },
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
