import type { Browser, Page } from 'playwright-core';
import { describe } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { phone } from './browser.ts';
import { ask, enter, enterConsole } from './demo.ts';
import {
  card,
  click,
  looksRight,
  memberScreens,
  on,
  signInScreens,
  site,
  underPath,
  withBrowser,
} from './screens.ts';

withBrowser();

describe('portal, signed out', () => {
  on({ ...phone, locale: 'zh-CN' });
  looksRight('portal', [
    ...underPath('/portal/games', [
      ...signInScreens,
      { name: 'support before signing in', path: '/support' },
      { name: 'guide before signing in', path: '/pages/guide' },
    ]),
    { name: 'no such programme', path: '/portal/nothing/' },
  ]);
});

describe('portal, for the first time', () => {
  on({ ...phone, locale: 'en-GB' }, async (context) => {
    await enter(context, '1096047', { password: '20190118' });
  });
  looksRight(
    'portal',
    underPath('/portal/games', [
      { name: 'first sign-in', path: '/first' },
      {
        name: 'first sign-in with mistakes',
        path: '/first',
        act: click(/完成并进入|Continue/),
      },
      { name: 'declaration', path: '/', act: finishFirst },
    ]),
  );

  async function finishFirst(at: Page): Promise<void> {
    const questions = ['school', 'pet', 'dish'].map((question) => ({ question, answer: question }));
    await ask(at.context(), people.finish, {
      app: 'portal',
      body: { password: 'snow-flake-11', questions },
    });
    await at.reload();
    await at.getByRole('checkbox').waitFor();
  }
});

describe('portal, signed in', () => {
  on({ ...phone, locale: 'zh-CN' }, async (context) => {
    await remindEverybody(context.browser());
    await enter(context, card);
  });
  looksRight(
    'portal',
    underPath('/portal/games', [
      ...memberScreens,
      { name: 'a day’s report', path: '/records/daily/2022-01-18' },
      { name: 'change of the password', path: '/account/password' },
      { name: 'who looked', path: '/account/looks' },
      // The browser speaks Chinese; the picker speaks as the page does.
      { name: 'date picker', path: '/forms/actual-itinerary', act: openPicker, reopen: true },
      { name: 'sign-out', path: '/account', act: askToSignOut, reopen: true },
    ]),
  );

  async function openPicker(at: Page): Promise<void> {
    await at.getByLabel(/入境日期|Entry date/).click();
    await at.locator('.adm-picker').waitFor();
  }

  /** Drafts are counted before the question comes. */
  async function askToSignOut(at: Page): Promise<void> {
    await click(/^(退出登录|Sign out)$/)(at);
    await at.getByRole('dialog').waitFor();
  }
});

describe('site on a phone', () => {
  on({ ...phone, locale: 'zh-CN' });
  looksRight('site-phone', site);
});

/** So that the portal has a notice to show. */
async function remindEverybody(browser: Browser | null): Promise<void> {
  const context = await browser?.newContext();
  if (!context) return;
  await enterConsole(context, 'organiser');
  const [programme] = await ask(context, programmes.list, { app: 'console' });
  await ask(context, reports.remind, {
    app: 'console',
    body: { programmeId: programme?.id, form: 'daily' },
  });
  await context.close();
}
