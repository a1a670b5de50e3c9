import type { Page } from 'playwright-core';
import { choosePlace } from './console.ts';

/** What somebody who makes a form does on the console, in English. */

/** On the page of forms: what the new one is called and for. */
export async function startForm(
  page: Page,
  [zh, en, code]: [zh: string, en: string, code: string],
  purpose?: string,
): Promise<void> {
  await page.getByRole('button', { name: 'New form' }).click();
  const dialog = page.getByRole('dialog', { name: 'New form' });
  await dialog.getByLabel('Title in Chinese').fill(zh);
  await dialog.getByLabel('Title in English').fill(en);
  await dialog.getByLabel('Code').fill(code);
  if (purpose) await dialog.getByText(purpose).click();
  await dialog.getByRole('button', { name: 'Start editing' }).click();
  await page.getByRole('heading', { level: 1, name: en }).waitFor();
}

/** Of the field that is chosen. */
export async function setLabel(page: Page, zh: string, en: string): Promise<void> {
  await page.getByLabel('Label zh').fill(zh);
  await page.getByLabel('Label en').fill(en);
}

/** Adds a field behind what is chosen, and has it filled in by everybody. */
export async function addRequired(page: Page, type: string, zh: string, en: string): Promise<void> {
  await page.getByRole('button', { name: `Add ${type}`, exact: true }).click();
  await setLabel(page, zh, en);
  await page.getByRole('checkbox', { name: 'Required' }).check();
}

/** Publishes the draft that is open, once `look` has seen what the dialog says. */
export async function publishForm(page: Page, look = async () => {}): Promise<void> {
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish a new version' });
  await dialog.waitFor();
  await look();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('heading', { level: 1, name: 'Forms' }).waitFor();
}

/** On the page of forms. */
export async function giveForm(page: Page, form: string, place: string): Promise<void> {
  await page.getByLabel('Form', { exact: true }).click();
  await page.getByTitle(form).last().click();
  await choosePlace(page.getByRole('main'), 'to', place);
  await page.getByRole('button', { name: 'Give', exact: true }).click();
  await page.getByRole('button', { name: `Take back from ${place}` }).waitFor();
}
