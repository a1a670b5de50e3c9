import type { BrowserContext, Page } from 'playwright-core';
import { describe } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { demoPassword } from '../server/demo/people.ts';
import { phone } from './browser.ts';
import { ask, captchaAnswer } from './demo.ts';
import { click, looksRight, on, underPath, withBrowser } from './screens.ts';

withBrowser();

async function enterRegion(context: BrowserContext, account: string): Promise<void> {
  const at = { app: 'portal', realm: 'region' } as const;
  const { id } = await ask(context, people.captcha, { ...at, body: { kind: 'picture' } });
  const captcha = { id, answer: await captchaAnswer(context, id) };
  const body = { account, password: demoPassword, captcha };
  await ask(context, people.signInByPhone, { ...at, body });
}

describe('region, signed out', () => {
  on({ ...phone, locale: 'zh-CN' });
  looksRight(
    'region',
    underPath('/portal/region', [
      { name: 'public home', path: '/' },
      { name: 'sign-in', path: '/sign-in' },
      { name: 'registration', path: '/register' },
      { name: 'forgotten password', path: '/forgotten' },
    ]),
  );
});

describe('region, a resident with a yellow code', () => {
  on({ ...phone, locale: 'zh-CN' }, (context) => enterRegion(context, 'yellow'));
  looksRight(
    'region',
    underPath('/portal/region', [
      { name: 'home', path: '/' },
      { name: 'code', path: '/code' },
      { name: 'personal reports', path: '/forms/personal' },
      { name: 'personal report', path: '/forms/personal/entries/new' },
      {
        name: 'personal report with mistakes',
        path: '/forms/personal/entries/new',
        act: click(/^(提交|Submit)/),
      },
      { name: 'reports', path: '/records/personal' },
      { name: 'account', path: '/account' },
      { name: 'another phone', path: '/account/phone' },
      { name: 'guide', path: '/pages/guide' },
    ]),
  );
});

describe('region, a resident with a red code', () => {
  on({ ...phone, locale: 'zh-CN' }, (context) => enterRegion(context, 'red'));
  looksRight('region', underPath('/portal/region', [{ name: 'red code', path: '/code' }]));
});

describe('field, checks', () => {
  on({ ...phone, locale: 'zh-CN' }, async (context) => {
    const body = { username: 'senior', password: demoPassword };
    await ask(context, people.signInByUsername, { app: 'field', body });
  });
  looksRight(
    'field',
    underPath('/field', [
      { name: 'scan', path: '/scan' },
      { name: 'number', path: '/number' },
      {
        name: 'number with mistakes',
        path: '/number',
        act: click(/^(查询|Look up)$/),
        reopen: true,
      },
      { name: 'assisted', path: '/assisted' },
      { name: 'records', path: '/records' },
      { name: 'record', path: '/records', act: openFirst, reopen: true },
      { name: 'alerts', path: '/alerts' },
      { name: 'pending', path: '/pending' },
    ]),
  );

  async function openFirst(at: Page): Promise<void> {
    await at.getByRole('link', { name: /℃|°C/ }).first().click();
  }
});
