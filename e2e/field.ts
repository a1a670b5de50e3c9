import type { Page } from 'playwright-core';

/** What scanners do in the field app, in Chinese. */

export async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('手机号或用户名').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** At the first sign-in, by whatever somebody came in. */
export async function setPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再输入一次新密码').fill(password);
  await page.getByRole('button', { name: '设置密码并进入' }).click();
}

/** Finds somebody by the number of the document that they show. */
export async function findByNumber(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: /^按证件号码查询/ }).click();
  await page.getByLabel('证件号码').fill(number);
  await page.getByRole('button', { name: '查询' }).click();
}
