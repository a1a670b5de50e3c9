import type { Page } from 'playwright-core';
import { expect, inject, it, onTestFinished } from 'vitest';
import { reports } from '../modules/reports/contract.ts';
import { openDevice, pc } from './browser.ts';
import { ask, enter, enterConsole } from './demo.ts';
import { waitUntilStill } from './page-checks.ts';
import { card } from './screens.ts';

/** A printed page has all that the page shows, and nothing of the app around it. */

async function openPc(): Promise<Page> {
  const { page } = await openDevice({ ...pc, locale: 'en-GB' });
  onTestFinished(() => page.context().close());
  return page;
}

async function print(page: Page, path: string): Promise<void> {
  await page.goto(inject('demoUrl') + path);
  await page.getByRole('navigation').waitFor();
  await waitUntilStill(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  expect(await page.getByText('Skip to main content').isVisible()).toBe(false);
  expect(await page.getByText('中文').isVisible()).toBe(false);
}

it('prints a page of the console with the day that it is about', async () => {
  const page = await openPc();
  await enterConsole(page.context(), 'admin');
  await print(page, '/console/p/games/completion?day=2022-01-10');
  expect(await page.getByLabel('Completion', { exact: true }).inputValue()).toBe('2022-01-10');
  expect(await page.getByLabel('Completion', { exact: true }).isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Entry date unknown' }).isVisible()).toBe(true);
});

it('prints a participant’s summary without its buttons', async () => {
  const page = await openPc();
  await enter(page.context(), card, { app: 'desk' });
  await ask(page.context(), reports.declaration, { app: 'desk', body: { version: 1 } });
  await print(page, '/desk/games/summary');
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(await page.getByRole('main').getByText('36.', { exact: false }).first().isVisible()).toBe(
    true,
  );
  expect(await page.getByText('PDF').isVisible()).toBe(false);
});
