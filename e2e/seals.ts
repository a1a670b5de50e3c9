import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { SignInWay } from '../forms/programme.ts';
import { seals } from '../forms/testing/seals.ts';
import { createProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { readConfig } from '../platform/config.ts';
import { demo } from '../platform/system.ts';
import { openInstallation } from '../server/open.ts';
import { ask } from './demo.ts';
import { copyDemo, startServer } from './setup.ts';

/** A demo that has the invented programme without cards beside Games, and what its people do there. */

const clock = '2022-01-20T12:00:00+08:00';
const days = { startsOn: '2022-01-04', endsOn: '2022-03-31' };

export type SealServer = Awaited<ReturnType<typeof startServer>>;

/** Nobody of them has a password, and two share a phone. */
const invented = [
  { name: 'Ada Seal', phone: '13900000001', username: 'ada.seal' },
  { name: 'Bo Seal', phone: '13900000002', username: 'bo.seal' },
  { name: 'Cy Seal', phone: '13900000002', username: 'cy.seal' },
  { name: 'Di Seal', phone: '13900000003', username: 'di.seal' },
  { name: 'Ed Seal', phone: '13900000004', username: 'ed.seal' },
  { name: 'Flo Seal', phone: '13900000005', username: 'flo.seal' },
  { name: 'Gus Seal', phone: '13900000006', username: 'gus.seal' },
  { name: 'Hal Seal', phone: '13900000007', username: 'hal.seal' },
];

/** Their programme as it is, or with other ways to sign in; the server with settings of its own. */
export async function startWithSeals({
  ways = seals.signIn.ways,
  env = {},
}: {
  ways?: SignInWay[];
  env?: Record<string, string>;
} = {}): Promise<SealServer> {
  const environment = { ANXING_DATA: copyDemo(inject('unusedDemo')), ANXING_CLOCK: clock };
  const content = { ...seals, signIn: { ...seals.signIn, ways } };
  const quiet = { info: () => {}, error: () => {} };
  const config = readConfig({ ...environment, PORT: '0' }, []);
  const { platform, database, close } = await openInstallation(config, quiet);
  const { rows } = await database.pool.query("select id from places where code = 'demo'");
  const place = { parentId: rows[0].id, code: seals.code, ...seals.organiser };
  await platform.transaction(null, async (tx) => {
    const programme = await createProgramme(tx, {
      ...{ content, code: seals.code, place, ...days },
    });
    const entries = invented.map(({ name, phone, username }) => ({
      identifiers: [
        { kind: 'phone' as const, value: phone },
        { kind: 'username' as const, value: username },
      ],
      ...{ name, initial: null, group: 'emperors', attributes: { visitor: false } },
      organisation: { code: 'floe', zh: '浮冰', en: 'Floe' },
      ...{ startsOn: days.startsOn, endsOn: null },
    }));
    const answers = await enrolPeople(tx, programme, entries);
    expect(answers.filter(({ state }) => state !== 'fresh')).toEqual([]);
  });
  await close();
  return startServer([], { ...environment, ...env });
}

/** The second way past the captcha: the page solves a puzzle by itself. */
export async function solvePuzzle(page: Page): Promise<void> {
  await page.getByRole('button', { name: '看不清或无法看图' }).click();
  await page.getByText('验证已完成').waitFor();
}

/** The newest code that the demo did not send to a phone, once its job has been done. */
export async function sentCode(page: Page, server: SealServer, phone: string): Promise<string> {
  const find = async () => {
    const outbox = await ask(page.context(), demo.outbox, { app: 'portal', base: server.url });
    const item = outbox.find((each) => each.kind === 'sms' && each.to.endsWith(phone));
    return /\d{6}/.exec(item?.text.zh ?? '')?.[0] ?? '';
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe('');
  return find();
}

/** Has a code sent to a phone and gives it. The page that is open asks for it. */
export async function requestCode(page: Page, server: SealServer, phone: string): Promise<string> {
  await page.getByLabel('手机号').fill(phone);
  await solvePuzzle(page);
  await page.getByRole('button', { name: '获取短信验证码' }).click();
  await page.getByText('验证码已发送至').waitFor();
  return sentCode(page, server, phone);
}

export async function pressSignIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
}

/** By a code, and by the user name where several share the phone. */
export async function signInByCode(
  page: Page,
  server: SealServer,
  phone: string,
  username?: string,
): Promise<void> {
  const code = await requestCode(page, server, phone);
  await page.getByLabel('短信验证码').fill(code);
  await pressSignIn(page);
  if (!username) return;
  await page.getByText('由多人共用').waitFor();
  await page.getByLabel('用户名').fill(username);
  await pressSignIn(page);
}
