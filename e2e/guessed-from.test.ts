import type { Page } from 'playwright-core';
import { afterEach, expect, inject, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { demoPassword, inventedPeople } from '../server/demo/people.ts';
import { solutionOf } from '../server/testing/visitor.ts';
import { games } from '../templates/games.ts';
import { type Device, openDevice, pc, phone, savePictures } from './browser.ts';
import { ask, captchaAnswer } from './demo.ts';

/** Signing in where strangers behind the same address have guessed passwords. */

let page: Page;
let wrong: string[];
let putAway: Device['putAway'] = async () => undefined;
/** Workers of the page that solve a puzzle, and how many are done. */
let puzzles: { begun: number; done: number };

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('guessed-from', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

const person = inventedPeople(
  275,
  games.groups.map(({ code }) => code),
).findLast(({ activated, overseas }) => activated && !overseas);
const card = person?.card ?? '';

async function openAt(address: string, app: 'portal' | 'desk'): Promise<void> {
  const from = { extraHTTPHeaders: { 'x-forwarded-for': address } };
  const kind = app === 'portal' ? phone : pc;
  ({ page, wrong, putAway } = await openDevice({ ...kind, locale: 'zh-CN', ...from }));
  puzzles = { begun: 0, done: 0 };
  page.on('worker', (worker) => {
    puzzles.begun += 1;
    worker.on('close', () => {
      puzzles.done += 1;
    });
  });
}

/** As a program leaves the address: a few more dates than are free. */
async function guessFromHere(app: 'portal' | 'desk'): Promise<void> {
  const context = page.context();
  for (let n = 0; n < 13; n += 1) {
    const { id, puzzle } = await ask(context, people.captcha, { app, body: { kind: 'picture' } });
    const solution = puzzle && { solution: await solutionOf(puzzle as never) };
    const captcha = { id, answer: await captchaAnswer(context, id), ...solution };
    const body = { card: String(9_900_000 + n), password: '19990101', captcha };
    await expect(ask(context, people.signInByCard, { app, body })).rejects.toThrow(
      'sign_in_failed',
    );
  }
}

/** Opens the page to sign in, and gives what is read in its picture once there is nothing left to solve. */
async function openSignIn(app: 'portal' | 'desk', asked: number): Promise<string> {
  // A page that is still open may ask for a picture of its own when it hears that nobody is signed in any more.
  await page.goto('about:blank');
  const made = page.waitForResponse((response) => response.url().endsWith(people.captcha.url));
  await page.goto(`${inject('demoUrl')}/${app}/games/sign-in`);
  const { id } = (await (await made).json()) as { id: string };
  await page.getByRole('img', { name: '验证码图片' }).waitFor();
  await expect.poll(() => puzzles).toEqual({ begun: asked, done: asked });
  return captchaAnswer(page.context(), id);
}

async function signIn(typed: string): Promise<number> {
  await page.getByLabel('注册卡号', { exact: true }).fill(card);
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await page.getByLabel('图形验证码').fill(typed);
  const entered = page.waitForResponse((response) =>
    response.url().endsWith(people.signInByCard.url),
  );
  await page.getByRole('button', { name: '登录', exact: true }).click();
  return (await entered).status();
}

it.each([
  ['portal', '203.0.113.21'],
  ['desk', '203.0.113.22'],
] as const)(
  'the %s solves a puzzle before anything is typed, and none once its browser is known',
  async (app, address) => {
    await openAt(address, app);
    await guessFromHere(app);
    expect(await signIn(await openSignIn(app, 1))).toBe(200);
    await ask(page.context(), people.signOut, { app });
    expect(await signIn(await openSignIn(app, 1))).toBe(200);
  },
);
