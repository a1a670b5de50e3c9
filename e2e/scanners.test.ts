import { randomInt } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { demo } from '../platform/system.ts';
import { demoPassword } from '../server/demo/people.ts';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { ask } from './demo.ts';
import { setPassword, signIn } from './field.ts';
import { solvePuzzle } from './seals.ts';

/** A senior scanner adds somebody, who activates by SMS, and whose line is then disabled. */

const address = `${inject('demoUrl')}/field/`;
const devices: Device[] = [];

afterEach(async ({ task }) => {
  const pages = Object.fromEntries(devices.map(({ page }, index) => [`device ${index}`, page]));
  if (task.result?.state === 'fail') await savePictures('scanners', pages);
  for (const { wrong, putAway } of devices.splice(0)) {
    // A refused sign-in is told by its status.
    expect(wrong.filter((each) => !/40[13]/.test(each))).toEqual([]);
    await putAway();
  }
});

async function openField(): Promise<Page> {
  const options = { ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  const device = await openDevice(options, { isNew: true });
  devices.push(device);
  await device.page.goto(address);
  return device.page;
}

/** The newest code that went to a phone, once its job has been done. */
async function codeTo(context: BrowserContext, number: string): Promise<string> {
  const find = async () => {
    const outbox = await ask(context, demo.outbox, { app: 'portal' });
    const item = outbox.find(({ kind, to }) => kind === 'sms' && to.endsWith(number));
    return /\d{6}/.exec(item?.text.zh ?? '')?.[0] ?? '';
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe('');
  return find();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: RegExp | string) =>
  page.getByRole('link', { name }).first().click();

it('is added, activates by a code, works, and is out once the line is disabled', async () => {
  const number = `139${String(randomInt(100_000_000)).padStart(8, '0')}`;
  const senior = await openField();
  await signIn(senior, '13800000001', demoPassword);
  await senior.getByText('当前站点：示范小区北门').waitFor();

  await follow(senior, /^上报设置/);
  await senior.getByLabel('示范地铁站', { exact: true }).check();
  await press(senior, '确定');
  await senior.getByText('当前站点：示范地铁站').waitFor();
  await senior.reload();
  await senior.getByText('当前站点：示范地铁站').waitFor();

  await senior.goto(`${address}sites`);
  await follow(senior, /示范小区北门/);
  await follow(senior, '添加扫码员');
  await senior.getByLabel('证件类型').selectOption('passport');
  await senior.getByLabel('证件号码').fill('x');
  await press(senior, '下一步');
  await senior.getByText('证件号码格式不正确').waitFor();
  await senior.getByLabel('证件号码').fill(`E${number.slice(3)}`);
  await press(senior, '下一步');
  await senior.getByLabel('角色').selectOption('intermediate');
  await senior.getByLabel('姓名').fill('Xin Laide');
  await senior.getByLabel('手机号').fill(number);
  await press(senior, '确认');
  await senior.getByText('扫码员已添加').waitFor();
  await follow(senior, '查看详情');
  await senior.getByText('尚未登录').waitFor();

  const scanner = await openField();
  await press(scanner, '首次登录或忘记密码？用短信验证码登录');
  await scanner.getByLabel('手机号', { exact: true }).fill(number);
  await solvePuzzle(scanner);
  await press(scanner, '获取短信验证码');
  await scanner.getByLabel('短信验证码').fill(await codeTo(scanner.context(), number));
  await press(scanner, '下一步');
  await setPassword(scanner, 'gate-and-scan-7');
  await scanner.getByText('当前站点：示范小区北门').waitFor();
  await follow(scanner, /消息，1 条未读/);
  await scanner.getByText('您已被添加到站点“示范小区北门”').waitFor();

  await senior.reload();
  await press(senior, '禁用条线');
  const question = senior.getByRole('dialog', { name: '禁用 Xin Laide 的条线？' });
  await question.getByText('共 1 人').waitFor();
  await question.getByRole('button', { name: '禁用条线' }).click();
  await senior.getByText('条线已禁用').waitFor();

  await scanner.goto(address);
  await scanner.getByRole('heading', { name: '员工登录' }).waitFor();
  await signIn(scanner, number, 'gate-and-scan-7');
  await scanner.getByRole('alert').getByText('已停用，暂时不能登录').waitFor();

  await press(senior, '启用条线');
  await senior.getByRole('dialog').getByRole('button', { name: '启用条线' }).click();
  await senior.getByText('正常').waitFor();
  await press(scanner, '登录');
  await scanner.getByText('当前站点：示范小区北门').waitFor();
});
