import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { inject } from 'vitest';
import type { ParticipantApp } from '../forms/programme.ts';
import { people } from '../modules/people/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import type { App, Endpoint, ResponseOf } from '../platform/contract.ts';
import { demo } from '../platform/system.ts';
import { type DemoPerson, demoPassword, inventedPeople } from '../server/demo/people.ts';
import { games } from '../templates/games.ts';
import { type Device, type DeviceOptions, openDevice, phone } from './browser.ts';

/** The demo of this run, reached beside its pages: to sign somebody in at once, to look what was kept. */

/** The demo's day, by its fixed clock. */
export const today = '2022-01-20';

type Placed = Endpoint & { url: string };
type Request = {
  app: App;
  base?: string;
  realm?: string;
  params?: Record<string, string>;
  body?: object;
};

/** Calls an endpoint with the cookies of a context; a problem ends the test. */
export async function ask<E extends Placed>(
  context: BrowserContext,
  endpoint: E,
  { app, base = inject('demoUrl'), realm = games.code, params = {}, body }: Request,
): Promise<ResponseOf<E>> {
  const path = endpoint.url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const response = await context.request.fetch(base + path, {
    method: endpoint.method,
    headers: { 'x-anxing-app': app, 'x-anxing-realm': realm },
    ...(body && { data: body }),
  });
  if (!response.ok()) {
    throw new Error(`${endpoint.url}: ${response.status()} ${await response.text()}`);
  }
  return response.json() as Promise<ResponseOf<E>>;
}

/** The characters of a captcha's picture, which a demo shows in its outbox. */
export async function captchaAnswer(
  context: BrowserContext,
  id: string,
  base?: string,
): Promise<string> {
  const outbox = await ask(context, demo.outbox, { app: 'portal', ...(base && { base }) });
  const item = outbox.find(({ to }) => to === id);
  if (!item) throw new Error('The captcha is not in the outbox.');
  return item.text.en;
}

/** Signs a participant in without a page. */
export async function enter(
  context: BrowserContext,
  card: string,
  { app = 'portal', password = demoPassword, base }: Partial<EnterOptions> = {},
): Promise<void> {
  const at = { app, ...(base && { base }) };
  const { id } = await ask(context, people.captcha, { ...at, body: { kind: 'picture' } });
  const captcha = { id, answer: await captchaAnswer(context, id, base) };
  await ask(context, people.signInByCard, {
    ...at,
    body: { card, password, captcha },
  });
}

type EnterOptions = { app: ParticipantApp; password: string; base: string };

export async function enterConsole(
  context: BrowserContext,
  username: string,
  base?: string,
): Promise<void> {
  const body = { username, password: demoPassword };
  await ask(context, people.signInByUsername, { app: 'console', body, ...(base && { base }) });
}

const crowd = inventedPeople(
  275,
  games.groups.map(({ code }) => code),
);
/** Test files run side by side: each worker has people of its own. */
const mine = Number(process.env.VITEST_POOL_ID ?? 0) % 2;
/** Those who report least come first: most of them have not reported today. */
const candidates = crowd
  .filter(({ overseas }) => !overseas)
  .sort((one, other) => one.diligence - other.diligence)
  .filter((_, index) => index % 2 === mine);
/** Somebody from abroad, whom no test takes by chance. */
export const traveller = crowd.find(({ overseas }) => overseas) as DemoPerson;

/** Signs in, on the phone, somebody from within the country who has not reported today: each time another one. */
export async function enterAsSomebody(context: BrowserContext, base?: string): Promise<string> {
  for (let next = candidates.shift(); next; next = candidates.shift()) {
    await enter(context, next.card, { ...(base && { base }) });
    const overview = await ask(context, reports.overview, {
      app: 'portal',
      ...(base && { base }),
    });
    if (overview.dueToday && !overview.reportedToday) return next.card;
  }
  throw new Error('Everybody in the demo has reported today.');
}

/** A phone with somebody who still has to report today. */
export async function openSomebody(
  options: BrowserContextOptions = {},
  more: DeviceOptions = {},
): Promise<Device> {
  const usual = { ...phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  const device = await openDevice({ ...usual, ...options }, more);
  await enterAsSomebody(device.page.context());
  return device;
}

/** What the server has of the daily report of a day. */
export async function storedReports(context: BrowserContext, day = today) {
  const { reports: all } = await ask(context, reports.mine, {
    app: 'portal',
    params: { form: 'daily' },
  });
  return all.filter((report) => report.day === day);
}
