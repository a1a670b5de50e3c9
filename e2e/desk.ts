import type { Page } from 'playwright-core';

/** What a participant does on the PC, in the Chinese words of the handbook. */

/** Chooses these security questions and gives these answers. */
export async function finishFirstSignIn(
  page: Page,
  password: string,
  answers: [question: string, answer: string][],
): Promise<void> {
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再输入一次新密码').fill(password);
  for (const [index, [question, answer]] of answers.entries()) {
    const choice = page.getByLabel(`问题 ${index + 1}`);
    await choice.click();
    // By its name: the list of the question before may still be fading.
    const list = page.locator(`[id="${await choice.getAttribute('aria-controls')}"]`);
    const popup = page.locator('.ant-select-dropdown').filter({ has: list });
    await popup.getByTitle(question).click();
    await page.locator(`[name=answer-${index + 1}]`).fill(answer);
  }
  await page.getByRole('button', { name: '完成并进入' }).click();
}

/** One of the functions in the sidebar. */
export async function openFunction(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}
