import type { Page } from 'playwright-core';

/** What staff do on the console, in English. */

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function setPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password again').fill(password);
}

/** Opens a page by the menu at the side. */
export async function openMenu(page: Page, name: string, title = name): Promise<void> {
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
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
  const term = page.locator('.cs-term, .cs-figure').filter({ hasText: label });
  return Number(await term.locator('strong').first().textContent());
}
