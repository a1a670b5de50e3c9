/**
 * Takes the pictures of the scanner's guide anew, from a demo with a fixed clock: `node tools/scanner-pictures.ts`.
 * A camera looks at the code that a resident's phone shows. It needs the built web apps and a Chromium.
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launch, phone } from '../e2e/browser.ts';
import { ask, captchaAnswer } from '../e2e/demo.ts';
import { playing, writeFilm } from '../e2e/film.ts';
import { waitUntilStill } from '../e2e/page-checks.ts';
import { startServer } from '../e2e/setup.ts';
import { people } from '../modules/people/contract.ts';
import { demoPassword } from '../server/demo/people.ts';
import { folder, keep, open } from './pictures-parts.ts';

process.chdir(join(import.meta.dirname, '..'));
mkdirSync(folder, { recursive: true });
const film = join(tmpdir(), `anxing-guide-${process.pid}.mjpeg`);
const server = await startServer([], { ANXING_CLOCK: '2022-01-20T12:00:00+08:00' });
const base = server.url;
const browser = await launch(playing(film));
try {
  await filmCodeOf('green');
  const page = await open(browser, { ...phone, locale: 'zh-CN' });
  await page.goto(`${base}/field/`);
  await page.getByLabel('手机号或用户名').fill('13800000003');
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await keep(page, 'scanner-sign-in');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('当前站点：').waitFor();
  await keep(page, 'scanner-home');

  await scan(page);
  await page.getByLabel('体温测量结果').fill('36.5');
  await showPerson(page);
  await keep(page, 'scanner-green');
  await page.getByLabel('体温测量结果').fill('38.2');
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByRole('heading', { name: /请再看一次/ }).waitFor();
  await keep(page, 'scanner-high');

  await filmCodeOf('orange');
  await scan(page);
  await showPerson(page);
  await keep(page, 'scanner-orange');
  await page.goto(`${base}/field/records`);
  await page.getByText('℃').first().waitFor();
  await keep(page, 'scanner-records');
} finally {
  await browser.close();
  await server.stop();
}

/** Signs a resident in without a page, and films the code that their phone shows. */
async function filmCodeOf(account: string): Promise<void> {
  const page = await open(browser, { ...phone, locale: 'zh-CN' });
  const context = page.context();
  const at = { app: 'portal', base, realm: 'region' } as const;
  const { id } = await ask(context, people.captcha, { ...at, body: { kind: 'picture' } });
  const captcha = { id, answer: await captchaAnswer(context, id, base) };
  await ask(context, people.signInByPhone, {
    ...at,
    body: { account, password: demoPassword, captcha },
  });
  await page.goto(`${base}/portal/region/code`);
  await page.getByRole('img', { name: /码/ }).first().waitFor();
  if (account === 'green') await keep(page, 'code-green');
  await writeFilm(film, [await page.screenshot()]);
  await context.close();
}

async function scan(page: Page): Promise<void> {
  await page.goto(`${base}/field/scan`);
  await page.getByRole('button', { name: '打开相机' }).click();
  await page.getByRole('region', { name: '人员信息' }).waitFor();
  await waitUntilStill(page);
}

async function showPerson(page: Page): Promise<void> {
  await page.getByRole('region', { name: '人员信息' }).evaluate((part) => part.scrollIntoView());
}
