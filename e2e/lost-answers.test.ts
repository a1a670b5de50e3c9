import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { programmes } from '../modules/programmes/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { type Device, findBrowser, openDevice, pc, phone, savePictures, watch } from './browser.ts';
import { ask, enter, enterAsSomebody, openSomebody, storedReports, today } from './demo.ts';
import * as portal from './portal.ts';

/** Answers that never arrive, somebody else who signs in, a browser that is killed: the report is there once. */

const home = `${inject('demoUrl')}/portal/games/`;
const daily = `${home}forms/daily`;
const chinese = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

let page: Page;
let wrong: string[] = [];
let putAway: Device['putAway'] = async () => undefined;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('lost-answers', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

/** The next report reaches the server, and its answer does not come back; says when that has happened. */
async function loseNextAnswer(at: Page, { andNetwork = false } = {}): Promise<() => boolean> {
  let isLost = false;
  await at.route(
    (url) => url.pathname === reports.submit.url,
    async (route) => {
      if (isLost || route.request().method() !== reports.submit.method) return route.fallback();
      isLost = true;
      await route.fetch();
      // Else the outbox might be faster than the next step of the test.
      if (andNetwork) await at.context().setOffline(true);
      return route.abort();
    },
  );
  return () => isLost;
}

describe('an answer that is lost', () => {
  it('is asked for again by the phone, and the report is stored once', async () => {
    ({ page, wrong, putAway } = await openSomebody({}, { isNew: true }));
    const context = page.context();
    await page.goto(daily);
    await portal.fillWell(page, '36.7');
    const isLost = await loseNextAnswer(page);
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    expect(isLost()).toBe(true);
    await portal.goHome(page);
    await page.getByText('已发送', { exact: true }).waitFor();
    expect(await storedReports(context)).toMatchObject([
      { version: 1, values: { temperature: 36.7 } },
    ]);
  });

  it('does not hide what was changed before it was known', async () => {
    ({ page, wrong, putAway } = await openSomebody({}, { isNew: true }));
    const context = page.context();
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).click();
    await portal.fillWell(page, '36.7');
    await loseNextAnswer(page, { andNetwork: true });
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await page.getByRole('button', { name: '查看或修改今天的填报' }).click();
    await expect.poll(() => page.getByLabel('体温').inputValue()).toBe('36.7');
    await page.getByLabel('体温').fill('37.2');
    await context.setOffline(false);
    await portal.submit(page, /^提交/);
    await page.getByText('提交成功').waitFor();
    const [report] = await storedReports(context);
    expect(report).toMatchObject({ version: 2, values: { temperature: 37.2 } });
  });

  it('leaves the form as it is on the PC, and sending it again stores it once', async () => {
    const found = await openSomebody();
    const card = (await ask(found.page.context(), programmes.mine, { app: 'portal' }))
      .identifiers[0]?.value as string;
    await found.putAway();
    ({ page, wrong, putAway } = await openDevice({ ...pc, ...chinese }));
    const context = page.context();
    await enter(context, card, { app: 'desk' });
    await ask(context, reports.declaration, { app: 'desk', body: { version: 1 } });
    await page.goto(`${inject('demoUrl')}/desk/games/forms/daily`);
    await page.getByLabel('体温').fill('36.9');
    await page.getByRole('button', { name: '全部选否' }).click();
    await loseNextAnswer(page);
    const send = page.getByRole('button', { name: /^提\s*交$/ });
    await send.click();
    await page.getByText('现在连不上服务器').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('36.9');
    await send.click();
    await page.getByText('提交成功').waitFor();
    const { reports: all } = await ask(context, reports.mine, {
      app: 'desk',
      params: { form: 'daily' },
    });
    expect(all.filter(({ day }) => day === today)).toMatchObject([
      { version: 1, values: { temperature: 36.9 } },
    ]);
  });
});

describe('somebody else who signs in meanwhile', () => {
  it('is not taken for the one who filled the form in, whose draft waits', async () => {
    ({ page, wrong, putAway } = await openDevice({ ...phone, ...chinese }));
    const context = page.context();
    const card = await enterAsSomebody(context);
    await page.goto(daily);
    await portal.fillWell(page, '37.1');
    // As in another tab: the session is shared.
    await enterAsSomebody(context);
    const refused = page.waitForResponse(
      (response) => response.url().endsWith(reports.submit.url) && response.status() === 409,
    );
    await portal.submit(page);
    expect((await (await refused).json()).code).toBe('somebody_else');
    expect(await storedReports(context)).toEqual([]);
    await enter(context, card);
    await page.goto(daily);
    await page.getByText('上次填写的内容已恢复').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('37.1');
    await portal.sendAndGoHome(page);
    expect(await storedReports(context)).toMatchObject([
      { version: 1, values: { temperature: 37.1 } },
    ]);
  });
});

describe('a browser that is killed', () => {
  it('still has what it told to be stored on the device, and sends it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'anxing-killed-'));
    let killed = await startBrowser(folder);
    try {
      page = await killed.context.newPage();
      await page.setViewportSize({ width: 390, height: 844 });
      await enterAsSomebody(killed.context);
      const cookies = await killed.context.cookies();
      await page.goto(daily);
      await portal.fillWell(page, '36.5');
      await killed.context.setOffline(true);
      await portal.submit(page);
      await page.getByText('已保存在本机').waitFor();
      await killed.end();
      killed = await startBrowser(folder);
      await killed.context.addCookies(cookies);
      page = await killed.context.newPage();
      wrong = watch(page);
      await page.goto(home);
      await page.getByText('今天已填报').first().waitFor();
      expect(await storedReports(killed.context)).toMatchObject([
        { version: 1, values: { temperature: 36.5 } },
      ]);
    } finally {
      await killed.end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  /** A browser of its own process, with a folder that outlives it. */
  async function startBrowser(
    folder: string,
  ): Promise<{ context: BrowserContext; end: () => Promise<void> }> {
    const told = join(folder, 'DevToolsActivePort');
    rmSync(told, { force: true });
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    const child: ChildProcess = spawn(
      await findBrowser(),
      [...args, '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${folder}`],
      { stdio: 'ignore', detached: true },
    );
    const ended = once(child, 'exit');
    const port = () => {
      try {
        return readFileSync(told, 'utf8').split('\n')[0] ?? '';
      } catch {
        return '';
      }
    };
    await expect.poll(port, { timeout: 30_000 }).not.toBe('');
    const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port()}`);
    const [context] = connected.contexts();
    if (!context) throw new Error('The browser has no context.');
    context.setDefaultTimeout(30_000);
    await context.addInitScript(() => localStorage.setItem('anxing.lang', 'zh'));
    return {
      context,
      end: async () => {
        // With all the processes that it started.
        if (child.exitCode === null && child.signalCode === null && child.pid)
          process.kill(-child.pid, 'SIGKILL');
        await ended;
      },
    };
  }
});
