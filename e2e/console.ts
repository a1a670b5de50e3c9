import type { Locator, Page } from 'playwright-core';
import { cellText } from '../platform/sheets/cells.ts';
import { readSheet } from '../platform/sheets/test-files.ts';

/** What staff do on the console, in English. */

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function setPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('Repeat new password').fill(password);
}

/** Opens a page by the menu at the side. */
export async function openMenu(page: Page, name: string, title = name): Promise<void> {
  // A longer name may begin with it, and stands behind it then.
  await page.getByRole('menuitem', { name }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Chooses a division of the national standard, level by level. */
export async function chooseDivision(
  at: Locator,
  ...names: [level: string, name: string][]
): Promise<void> {
  for (const [level, name] of names) {
    await at.getByRole('combobox', { name: level }).click();
    await at.page().getByTitle(name, { exact: true }).click();
  }
}

/** Finds a place by what its name begins with. */
export async function choosePlace(at: Locator, label: string, part: string): Promise<void> {
  const field = at.getByRole('combobox', { name: label });
  await field.click();
  await field.fill(part);
  await at
    .page()
    .locator('.ant-select-tree-title')
    .filter({ hasText: new RegExp(`^${part}`) })
    .first()
    .click();
}

/** In the tree of a role that is open. */
export function tickPermission(page: Page, sentence: string): Promise<void> {
  const node = page.locator('.ant-tree-treenode').filter({ hasText: sentence });
  return node.locator('.ant-tree-checkbox').first().click();
}

/** Notes the one-time password that is shown, and says so. */
export async function noteOneTimePassword(page: Page): Promise<string> {
  const password = await page.getByRole('dialog').last().locator('code').textContent();
  await page.getByRole('button', { name: 'I have noted it down' }).click();
  return password ?? '';
}

/** Types the first and the last day into a choice of days. */
export async function chooseDays(page: Page, from: string, to: string): Promise<void> {
  const [first, last] = [0, 1].map((n) => page.locator('.ant-picker-range input').nth(n));
  await first?.click();
  await first?.fill(from);
  await first?.press('Enter');
  await last?.fill(to);
  await last?.press('Enter');
}

/** The number above a word, such as 500 above "rows". */
export async function figure(page: Page, label: string): Promise<number> {
  const term = page.locator('[data-figure]').filter({ hasText: label });
  return Number(await term.locator('strong').first().textContent());
}

/** On the page to which the one-time link leads. */
export async function makeFirstAdministrator(
  page: Page,
  username: string,
  name: string,
): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await setPassword(page, 'iron-bridge-21');
  await page.getByRole('button', { name: 'Create administrator and continue' }).click();
}

/** The receipt of an import, or what it would be. */
export async function receipt(page: Page): Promise<Record<string, number>> {
  const words = ['rows', 'new', 'updated', 'unchanged', 'refused'];
  const figures = await Promise.all(words.map((word) => figure(page, word)));
  return Object.fromEntries(words.map((word, index) => [word, figures[index] ?? Number.NaN]));
}

/** Downloads what the dialog offers in a format, and reads the file. */
export async function exported(page: Page, format: 'CSV' | 'XLSX'): Promise<string[][]> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByText(format, { exact: true }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const rows: string[][] = [];
  for await (const { cells } of readSheet(await (await started).path())) {
    rows.push(cells.map(cellText));
  }
  return rows;
}
