import type { Page } from 'playwright-core';

/** What a participant does on the phone, in the Chinese words of the handbook. */

/** The second way past the captcha: the page solves a puzzle by itself. */
export async function signIn(
  page: Page,
  card: string,
  password: string,
  label = '注册卡号',
): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(card);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '看不清或无法看图' }).click();
  await page.getByText('验证已完成').waitFor();
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Chooses the first three security questions that are offered, with these answers. */
export async function finishFirstSignIn(
  page: Page,
  password: string,
  answers: [question: string, answer: string][],
): Promise<void> {
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再输入一次新密码').fill(password);
  for (const [index, [question, answer]] of answers.entries()) {
    await page.getByLabel(`问题 ${index + 1}`).selectOption({ label: question });
    await page.locator(`[name=answer-${index + 1}]`).fill(answer);
  }
  await page.getByRole('button', { name: '完成并进入' }).click();
}

type Newcomer = { phone: string; username: string; name: string; number: string };

/** Registers by a code that is sent to the phone, with an identity card, from the page that one finds first. */
export async function register(
  page: Page,
  { phone, username, name, number, sentCode }: Newcomer & { sentCode: () => Promise<string> },
): Promise<void> {
  const fill = (label: string, value: string) =>
    page.getByLabel(label, { exact: true }).fill(value);
  const press = (button: string) => page.getByRole('button', { name: button }).click();
  await page.getByRole('link', { name: '没有账号？立即注册' }).click();
  await fill('手机号', phone);
  await press('看不清或无法看图');
  await page.getByText('验证已完成').waitFor();
  await press('获取短信验证码');
  await page.getByText('验证码已发送至').waitFor();
  await fill('短信验证码', await sentCode());
  await press('下一步');
  await fill('新密码', 'Rivers every day 7');
  await fill('再输入一次新密码', 'Rivers every day 7');
  await press('下一步');
  await fill('用户名', username);
  await fill('真实姓名', name);
  await fill('身份证号码', number);
  await press('完成注册');
}

export async function declaration(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: '我已阅读以上内容并作出承诺' }).check();
  await page.getByRole('button', { name: '确认并进入' }).click();
}

/** 全部选否, and the temperature. */
export async function fillWell(page: Page, temperature: string): Promise<void> {
  await page.getByLabel('体温').fill(temperature);
  await page.getByRole('button', { name: '全部选否' }).click();
}

export async function answer(page: Page, question: string, said: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: said }).check();
}

export async function submit(page: Page, button: string | RegExp = '提交'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** Sends, and goes home from the page that says it was kept. */
export async function sendAndGoHome(page: Page, button = '提交'): Promise<void> {
  await submit(page, button);
  await page.getByText('提交成功').waitFor();
  await goHome(page);
}

/** Sends what changes the days due: the page says what, and the person wants it. */
export async function sendAndConfirm(page: Page, told: string): Promise<void> {
  await submit(page);
  const dialog = page.getByRole('dialog', { name: '提交前请确认' });
  await dialog.getByText(told).waitFor();
  await dialog.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('提交成功').waitFor();
  await goHome(page);
}

export async function goHome(page: Page): Promise<void> {
  await page.getByRole('button', { name: '返回首页' }).click();
  await page.getByText('，您好').waitFor();
}

/** One of the functions on the home page. */
export async function openTile(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** A moment as an input for date and time wants it, on the clock of the page's device. */
export function wall(instant: number, zone: string): string {
  const text = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
  return text.slice(0, 16).replace(' ', 'T');
}
