import type { Page } from 'playwright-core';
import { type Device, launch, openDevice, pc } from './browser.ts';
import { enterConsole, enterRookery, type RookeryServer } from './rookery.ts';

export type TwoOfficers = {
  /** Two who may publish rules together, and somebody whom these are about. */
  hera: Device;
  hilda: Device;
  resident: Device;
  close(): Promise<void>;
};

export async function openTwoOfficers({ url, staff, tokens }: RookeryServer): Promise<TwoOfficers> {
  const browser = await launch();
  const english = { ...pc, locale: 'en-GB', timezoneId: 'Asia/Shanghai' };
  const open = () => openDevice(english, { browser, isNew: true });
  const [hera, hilda, resident] = await Promise.all([open(), open(), open()]);
  for (const { page } of [hera, hilda]) page.setDefaultTimeout(10_000);
  await enterConsole(hera.page.context(), url, staff[2] ?? '');
  await enterConsole(hilda.page.context(), url, staff[3] ?? '');
  await enterRookery(resident.page.context(), url, tokens[0] ?? '');
  return { hera, hilda, resident, close: () => browser.close() };
}

/** One of the parts of the page of rules. */
export async function openRules(page: Page, { url }: RookeryServer, part: string): Promise<void> {
  await page.goto(`${url}/console/p/rookery/rules?list=${part}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('tabpanel').waitFor();
}
