import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { programmes } from '../modules/programmes/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { type Device, openDevice, phone, savePictures } from './browser.ts';
import { ask, enter, enterAsSomebody, openSomebody, storedReports, today } from './demo.ts';
import * as portal from './portal.ts';
import { copyDemo, startServer } from './setup.ts';

/** Closed tabs, two tabs, no network, midnight: what was typed is there, and is sent once. */

type Server = Awaited<ReturnType<typeof startServer>>;

const home = `${inject('demoUrl')}/portal/games/`;
const daily = `${home}forms/daily`;

let page: Page;
let wrong: string[] = [];
let putAway: Device['putAway'] = async () => undefined;

/** The demo of a server whose day is about to turn. */
const folderNearMidnight = copyDemo(inject('unusedDemo'));
let nearMidnight: Server | undefined;

afterAll(async () => {
  await nearMidnight?.end();
  rmSync(folderNearMidnight, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await savePictures('nothing-lost', { page });
  await putAway();
  expect(wrong).toEqual([]);
});

async function somebody(options?: Parameters<typeof openDevice>[0]): Promise<BrowserContext> {
  ({ page, wrong, putAway } = await openSomebody(options, { isNew: true }));
  return page.context();
}

describe('a daily report', () => {
  it('is kept when the tab is closed, and is there when it is opened again', async () => {
    const context = await somebody();
    await page.goto(daily);
    await portal.fillWell(page, '36.8');
    await expect.poll(() => countDrafts(page)).toBe(1);
    await page.close();
    page = await context.newPage();
    await page.goto(daily);
    await page.getByText('上次填写的内容已恢复').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('36.8');
    await portal.sendAndGoHome(page);
    await expect.poll(() => countDrafts(page)).toBe(0);
  });

  it('sent from two tabs makes one report with two versions, and no silent loss', async () => {
    const context = await somebody();
    await page.goto(daily);
    const other = await context.newPage();
    await other.goto(daily);
    await portal.fillWell(other, '36.2');
    // A tab in the background is slow to draw.
    await page.bringToFront();
    await portal.fillWell(page, '36.1');
    await portal.sendAndGoHome(page);
    await other.bringToFront();
    await portal.submit(other);
    await other.getByText('这份填报已有更新的内容').waitFor();
    await other.getByRole('button', { name: '用我现在填写的' }).click();
    await other.getByText('提交成功').waitFor();
    const [report, ...more] = await storedReports(context);
    expect(report).toMatchObject({ version: 2, values: { temperature: 36.2 } });
    expect(more).toEqual([]);
  });
});

describe('without a network', () => {
  it('keeps the daily report, says so, and sends it once when the network is back', async () => {
    const context = await somebody();
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).click();
    await page.getByLabel('体温').waitFor();
    await context.setOffline(true);
    await portal.fillWell(page, '36.9');
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await page.getByText('等待发送', { exact: true }).waitFor();
    await page.getByText('今天的填报已保存在本机，等待发送').waitFor();
    expect(await storedReports(context)).toEqual([]);

    await context.setOffline(false);
    await page.getByText('已发送', { exact: true }).waitFor();
    await page.getByText('今天已填报').first().waitFor();
    const [report] = await storedReports(context);
    expect(report).toMatchObject({ version: 1, values: { temperature: 36.9 } });
  });

  it('changes today’s report, which it still knows, and sends the change when it can', async () => {
    const context = await somebody();
    await page.goto(daily);
    await portal.fillWell(page, '36.5');
    await portal.sendAndGoHome(page);
    await page.getByText('今天已填报').first().waitFor();
    await context.setOffline(true);
    await portal.openTile(page, '每日健康信息填报');
    await expect.poll(() => page.getByLabel('体温').inputValue()).toBe('36.5');
    await page.getByLabel('体温').fill('37.2');
    await portal.submit(page, '提交修改');
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await context.setOffline(false);
    await page.getByText('已发送', { exact: true }).waitFor();
    const [report] = await storedReports(context);
    expect(report).toMatchObject({ version: 2, values: { temperature: 37.2 } });
  });

  it('sends what was changed while the queue sent what it was changed from', async () => {
    const context = await somebody();
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).click();
    await page.getByLabel('体温').waitFor();
    await context.setOffline(true);
    await portal.fillWell(page, '36.6');
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await page.getByRole('button', { name: '查看或修改今天的填报' }).click();
    await expect.poll(() => page.getByLabel('体温').inputValue()).toBe('36.6');
    await page.getByLabel('体温').fill('37.1');
    await context.setOffline(false);
    await expect.poll(() => storedReports(context), { timeout: 30_000 }).toHaveLength(1);
    await portal.submit(page, /^提交/);
    await page.getByText('提交成功').waitFor();
    const [report] = await storedReports(context);
    expect(report).toMatchObject({ version: 2, values: { temperature: 37.1 } });
  });

  it('tells of a newer report once, and lets the person’s own follow it', async () => {
    const context = await somebody();
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).click();
    await page.getByLabel('体温').waitFor();
    await context.setOffline(true);
    await portal.fillWell(page, '37');
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await reportElsewhere(context, 36.4);
    await context.setOffline(false);
    await page.getByText('这一天已有更新的内容').waitFor();
    await page.getByRole('link', { name: '修改', exact: true }).click();
    await expect.poll(() => page.getByLabel('体温').inputValue()).toBe('37');
    await portal.submit(page, '提交修改');
    await page.getByText('提交成功').waitFor();
    const [report] = await storedReports(context);
    expect(report).toMatchObject({ version: 2, values: { temperature: 37 } });
  });

  /** As from another device of the same person. */
  async function reportElsewhere(context: BrowserContext, temperature: number): Promise<void> {
    const mine = await ask(context, programmes.mine, { app: 'portal' });
    const form = mine.forms.find(({ definition }) => definition.code === 'daily');
    const no = (form?.definition.fields ?? []).filter(({ type }) => type === 'yesno');
    const values = { temperature, ...Object.fromEntries(no.map(({ code }) => [code, false])) };
    const which = { id: randomUUID(), form: 'daily', formVersionId: form?.versionId };
    await ask(context, reports.submit, {
      app: 'portal',
      body: { ...which, day: today, basedOn: 0, values },
    });
  }

  it('opens once it was visited, says what it cannot do, and still takes the report', async () => {
    const context = await somebody({ serviceWorkers: 'allow' });
    await page.goto(home);
    await page.getByRole('button', { name: '填报今天' }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    // Some versions of the browser forget by reloading what their pages are told of the network.
    const protocol = await context.newCDPSession(page);
    const offline = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await protocol.send('Network.enable');
    await protocol.send('Network.emulateNetworkConditions', offline);
    await page
      .getByText(
        '填报可以先填好保存在本机，有网络时打开本系统就会发送；有照片的填报和其他功能需要网络',
      )
      .waitFor();
    await page.getByRole('button', { name: '填报今天' }).click();
    await portal.fillWell(page, '36.3');
    await portal.submit(page);
    await page.getByText('已保存在本机').waitFor();
    await portal.goHome(page);
    await page.getByRole('link', { name: '个人健康信息汇总报告' }).click();
    await page.getByText('现在连不上服务器').waitFor();

    await protocol.detach();
    await context.setOffline(false);
    await page.goto(home);
    await page.getByText('今天已填报').first().waitFor();
    expect(await storedReports(context)).toMatchObject([
      { version: 1, values: { temperature: 36.3 } },
    ]);
  });
});

describe('a form that is open across midnight in Beijing', () => {
  it('asks which day it is for, and goes over to the new one with all that was typed', async () => {
    await openShortlyBefore(await somebodysCard());
    await portal.fillWell(page, '36.4');
    const turned = page.getByRole('alert').filter({ hasText: '北京时间已过 24 时' });
    await turned.waitFor({ timeout: 120_000 });
    await turned.getByRole('button', { name: '改填 1月21日' }).click();
    await turned.waitFor({ state: 'hidden' });
    await page.getByText('上次填写的内容已恢复').waitFor();
    expect(await page.getByLabel('体温').inputValue()).toBe('36.4');
    await portal.submit(page);
    await page.getByText('2022年1月21日 的填报已保存').waitFor();
  }, 300_000);

  /** Both demos have the same people. */
  async function somebodysCard(): Promise<string> {
    const other = await openDevice(phone);
    const card = await enterAsSomebody(other.page.context());
    await other.putAway();
    return card;
  }

  /** Starts the server so shortly before midnight that there is just time to open the form. */
  async function openShortlyBefore(card: string): Promise<void> {
    for (const start of ['23:59:40', '23:59:00', '23:57:00']) {
      nearMidnight = await startServer([], {
        ANXING_DATA: folderNearMidnight,
        ANXING_CLOCK: `${today}T${start}+08:00`,
      });
      ({ page, wrong, putAway } = await openDevice({
        ...phone,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      }));
      await enter(page.context(), card, { base: nearMidnight.url });
      await page.goto(`${nearMidnight.url}/portal/games/forms/daily`);
      await page.getByLabel('体温').waitFor();
      if (await page.getByText('2022年1月20日').isVisible()) return;
      // A machine that slow needs more time.
      await page.context().close();
      await nearMidnight.end();
      nearMidnight = undefined;
    }
    throw new Error('The form could not be opened before midnight.');
  }
});

/** How many drafts the page's device holds. */
function countDrafts(at: Page): Promise<number> {
  return at.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('anxing-portal');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result;
          const counting = store.transaction('drafts').objectStore('drafts').count();
          counting.onsuccess = () => {
            store.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
