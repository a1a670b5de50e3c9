import { expect, inject, it, onTestFinished } from 'vitest';
import { openDevice, pc } from './browser.ts';
import { enterConsole } from './demo.ts';
import { barriers } from './page-checks.ts';

/** A keeping time is changed, and a dry run made and dropped: whoever made it cannot confirm it. */

it('counts what would be deleted, and leaves its confirmation to somebody else', async () => {
  const url = inject('demoUrl');
  const { page, wrong, putAway } = await openDevice({ ...pc, locale: 'en-GB' });
  onTestFinished(putAway);
  await enterConsole(page.context(), 'admin');
  await page.goto(`${url}/console/retention`);
  await page.getByRole('heading', { name: 'Data retention', level: 1 }).waitFor();
  const games = page.getByRole('row').filter({ hasText: '2022-03-06' });
  await games.getByText('2022-09-03').waitFor();
  await games.getByRole('button', { name: 'Change time' }).click();
  await page.getByLabel('Days kept after the last day').fill('30');
  await page.getByText('may be deleted from 2022-04-06 on').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await games.getByText('2022-04-06').waitFor();

  await games.getByRole('button', { name: 'Dry run' }).click();
  await games.getByRole('button', { name: 'View dry run' }).click();
  const found = page.getByRole('dialog');
  await found.getByText('Reports', { exact: true }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await found.getByText('You made this dry run: somebody else must confirm it.').waitFor();
  expect(await found.getByRole('button', { name: 'Confirm deletion' }).isDisabled()).toBe(true);
  await found.getByRole('button', { name: 'Drop' }).click();
  await found.waitFor({ state: 'hidden' });
  await games.getByRole('button', { name: 'Dry run' }).waitFor();
  expect(wrong).toEqual([]);
});
