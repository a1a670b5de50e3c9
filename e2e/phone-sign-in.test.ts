import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seals } from '../forms/testing/seals.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { readConfig } from '../platform/config.ts';
import { demo } from '../platform/system.ts';
import { openInstallation } from '../server/open.ts';
import { keepPictures, launch, openDevice, pc, phone } from './browser.ts';
import { ask, enter } from './demo.ts';
import { freshFolder, startServer } from './setup.ts';

/** A programme without cards: people sign in by phone, beside Games in the same browser. */

const clock = '2022-01-20T12:00:00+08:00';
const number = '13900000001';
const shared = '13900000002';
const days = { startsOn: '2022-01-04', endsOn: '2022-03-31' };

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;
let page: Page;
let wrong: string[];

/** A demo that has the invented programme, too. */
beforeAll(async () => {
  const dataDir = freshFolder();
  const environment = { ANXING_DATA: dataDir, ANXING_CLOCK: clock, PORT: '0' };
  const quiet = { info: () => {}, error: () => {} };
  const { platform, close } = await openInstallation(readConfig(environment, []), quiet);
  await platform.transaction(null, async (tx) => {
    const place = { parentId: null, code: seals.code, ...seals.organiser };
    const programme = await createProgramme(tx, {
      ...{ template: seals, code: seals.code, place, ...days },
    });
    const person = (name: string, value: string, username: string) => ({
      identifiers: [
        { kind: 'phone' as const, value },
        { kind: 'username' as const, value: username },
      ],
      ...{ name, initial: null, group: 'emperors', attributes: { visitor: false } },
      organisation: { code: 'floe', zh: '浮冰', en: 'Floe' },
      ...{ startsOn: days.startsOn, endsOn: null },
    });
    await enrolPeople(tx, programme, [
      person('Ada Seal', number, 'ada.seal'),
      person('Bo Seal', shared, 'bo.seal'),
      person('Cy Seal', shared, 'cy.seal'),
    ]);
  });
  await close();
  server = await startServer([], { ANXING_DATA: dataDir, ANXING_CLOCK: clock });
  browser = await launch();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('phone-sign-in', { page });
  await page.context().close();
  expect(wrong).toEqual([]);
});

async function open(device: typeof phone): Promise<void> {
  ({ page, wrong } = await openDevice(browser, device));
}

async function solvePuzzle(): Promise<void> {
  await page.getByRole('button', { name: '看不清或无法看图' }).click();
  await page.getByText('验证已完成').waitFor();
}

/** The code that the demo did not send, once its job has been done. */
async function sentCode(to: string): Promise<string> {
  const find = async () => {
    const outbox = await ask(page.context(), demo.outbox, { app: 'portal', base: server.url });
    const item = outbox.find((each) => each.kind === 'sms' && each.to.endsWith(to));
    return /\d{6}/.exec(item?.text.zh ?? '')?.[0] ?? '';
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe('');
  return find();
}

async function signInByCode(to: string, username?: string): Promise<void> {
  await page.getByLabel('手机号').fill(to);
  await solvePuzzle();
  await page.getByRole('button', { name: '获取短信验证码' }).click();
  await page.getByText('验证码已发送至').waitFor();
  await page.getByLabel('短信验证码').fill(await sentCode(to));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  if (!username) return;
  await page.getByText('由多人共用').waitFor();
  await page.getByLabel('用户名').fill(username);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

const declare = async () => {
  await page.getByText('我保证空腹上秤').waitFor();
};

describe('signing in by phone', () => {
  it('takes a code on the phone, beside Games in the same browser', async () => {
    await open(phone);
    await enter(page.context(), '1096044', { base: server.url });
    await page.goto(`${server.url}/portal/seals/`);
    await signInByCode(number);
    await declare();
    await page.goto(`${server.url}/portal/games/account`);
    await page.getByText('1096044').first().waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('dialog').getByRole('button').first().click();
    await page.getByLabel('注册卡号').waitFor();
    // The other programme does not notice.
    await page.goto(`${server.url}/portal/seals/`);
    await declare();
  });

  it('asks a family for the user name', async () => {
    await open(phone);
    await page.goto(`${server.url}/portal/seals/`);
    await signInByCode(shared, 'cy.seal');
    await declare();
  });

  it('takes a code on the PC, and offers the password there', async () => {
    await open(pc);
    await page.goto(`${server.url}/desk/seals/`);
    await page.getByRole('button', { name: '用密码登录' }).click();
    await page.getByLabel('手机号或用户名').fill('ada.seal');
    await page.getByLabel('密码', { exact: true }).fill('not this one');
    await solvePuzzle();
    await page.getByRole('button', { name: /^登\s*录$/ }).click();
    await page.getByText('账号或密码不对').waitFor();
    await page.getByRole('button', { name: '用短信验证码登录' }).click();
    await page.getByLabel('手机号').waitFor();
  });
});
