import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { demoPassword } from '../server/demo/people.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { ask, enterAsSomebody, enterConsole } from './demo.ts';
import { barriers, overflows, waitUntilStill } from './page-checks.ts';
import { photo } from './shots.ts';

/** 意见反馈: sent on a phone, answered in the console, read on the phone. */

const url = inject('demoUrl');
const folder = process.env.SCREENS;
if (folder) mkdirSync(folder, { recursive: true });
let devices: Device[] = [];

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = devices.map(({ page }, index) => [`page-${index}`, page]);
    await savePictures('feedback', Object.fromEntries(pages));
  }
  await Promise.all(devices.map(({ putAway }) => putAway()));
  const wrong = devices.flatMap((device) => device.wrong);
  devices = [];
  // A page without a network says so by itself.
  expect(wrong.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});

async function open(options: object): Promise<Page> {
  const device = await openDevice(
    { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options },
    { isNew: true },
  );
  devices.push(device);
  return device.page;
}

/** Nothing bars anybody or is wider than the screen; with `SCREENS` a picture is left there. */
async function look(page: Page, what: string): Promise<void> {
  await waitUntilStill(page);
  expect([what, await barriers(page), await overflows(page)]).toEqual([what, [], []]);
  if (folder) await page.screenshot({ path: join(folder, `${what}.png`), fullPage: true });
}

/** The newest message of the console's drawer is this one; opens it by its words. */
async function openInConsole(page: Page, words: string): Promise<void> {
  await page.getByRole('row', { name: words }).getByRole('button', { name: '查看' }).click();
  await page.getByRole('dialog', { name: '反馈详情' }).getByText(words).waitFor();
}

it('goes from the portal to the console and back, and loses nothing without a network', async () => {
  const member = await open({ ...phone, viewport: { width: 360, height: 800 } });
  await enterAsSomebody(member.context());
  await member.goto(`${url}/portal/games/account`);
  await member.getByRole('link', { name: '意见反馈' }).click();
  await member.getByRole('button', { name: '提交' }).click();
  await member.getByText('请选择类别。').waitFor();
  await member.getByText('请填写内容。').waitFor();
  const words = '三号楼的电梯停了，行李搬不上去。';
  await member.getByRole('radio', { name: '投诉' }).check();
  await member.getByLabel('内容').fill(words);
  await member.locator('input[type=file]').setInputFiles(await photo('LIFT'));
  await member.getByRole('img', { name: '第 1 张照片' }).waitFor();
  await member.getByLabel('希望如何联系您（可选）').fill('晚上在 301');
  await look(member, 'portal-feedback-zh');

  await member.context().setOffline(true);
  await member.getByRole('button', { name: '提交' }).click();
  await member.getByRole('alert').getByText('已保存在本机').waitFor();
  await member.context().setOffline(false);
  await member.reload();
  await expect.poll(() => member.getByLabel('内容').inputValue()).toBe(words);
  await member.getByRole('img', { name: '第 1 张照片' }).waitFor();
  await member.getByRole('button', { name: '提交' }).click();
  await member.getByText('已提交').waitFor();
  await member.getByRole('link', { name: words }).waitFor();
  expect(await member.getByLabel('内容').inputValue()).toBe('');

  const staff = await open(pc);
  await enterConsole(staff.context(), 'organiser');
  await staff.goto(`${url}/console/feedback`);
  await openInConsole(staff, words);
  await staff.getByText('晚上在 301').waitFor();
  await staff.getByRole('img', { name: '第 1 张照片' }).waitFor();
  const answer = '电梯今天下午修好，请先用东侧的货梯。';
  await staff.getByLabel('答复', { exact: true }).fill(answer);
  await staff.keyboard.press('Escape');
  await staff.getByRole('dialog').waitFor({ state: 'hidden' });

  // Somebody else takes it meanwhile: the organiser is told, and what was typed is still there.
  const other = await open(pc);
  await enterConsole(other.context(), 'admin');
  await other.goto(`${url}/console/feedback`);
  await openInConsole(other, words);
  await other.getByRole('button', { name: '接手处理' }).click();
  await other.getByText('已接手').waitFor();
  await openInConsole(staff, words);
  await staff.getByRole('button', { name: '提交答复' }).click();
  await staff.getByText('Ada Demo 刚刚处理过这条反馈').waitFor();
  expect(await staff.getByLabel('答复', { exact: true }).inputValue()).toBe(answer);
  await look(staff, 'console-feedback-opened-zh');
  await staff.getByRole('button', { name: '提交答复' }).click();
  await staff.getByText('已答复，已通知本人').waitFor();

  await member.goto(`${url}/portal/games/inbox`);
  await member.getByRole('button', { name: /您提交的意见反馈有了新的答复/ }).click();
  await member.getByText(answer).waitFor();
  await member.getByRole('button', { name: 'English' }).click();
  await member.getByText('Answered').waitFor();
  await look(member, 'portal-thread-en');
  await member.getByLabel('Add something').fill('It works again. Thank you!');
  await member.getByRole('button', { name: 'Send' }).click();
  await member.getByRole('listitem').getByText('It works again. Thank you!').waitFor();
  await member.getByText('In progress').waitFor();
});

it('goes from a scanner’s phone to those who answer for the site', async () => {
  const scanner = await open({ ...phone, locale: 'en-GB' });
  const body = { username: 'scanner2', password: demoPassword };
  await ask(scanner.context(), people.signInByUsername, { app: 'field', body });
  await scanner.goto(`${url}/field/account`);
  await scanner.getByRole('link', { name: /^Feedback/ }).click();
  await scanner.getByText('Model Estate, north gate').last().waitFor();
  await scanner.getByRole('radio', { name: 'Problem' }).check();
  const words = 'The barrier at the north gate does not open any more.';
  await scanner.getByLabel('Your feedback').fill(words);
  await look(scanner, 'field-feedback-en');
  await scanner.getByRole('button', { name: 'Send' }).click();
  await scanner.getByRole('link', { name: words }).waitFor();

  const staff = await open(pc);
  await enterConsole(staff.context(), 'admin');
  await staff.goto(`${url}/console/feedback?programme=field`);
  await openInConsole(staff, words);
  await staff.getByLabel('答复', { exact: true }).fill('A mechanic is on the way.');
  await staff.getByRole('button', { name: '提交答复' }).click();
  await staff.getByText('已答复，已通知本人').waitFor();

  await scanner.goto(`${url}/field/inbox`);
  await scanner.getByRole('link', { name: /There is an answer to your feedback/ }).click();
  await scanner.getByText('A mechanic is on the way.').waitFor();
  await look(scanner, 'field-thread-en');
});
