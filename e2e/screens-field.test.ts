import type { BrowserContext, Page } from 'playwright-core';
import { describe } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { demoPassword } from '../server/demo/people.ts';
import { phone } from './browser.ts';
import { ask } from './demo.ts';
import { click, looksRight, on, underPath, withBrowser } from './screens.ts';

withBrowser();

describe('field, signed out', () => {
  on({ ...phone, locale: 'zh-CN' });
  looksRight(
    'field',
    underPath('/field', [
      { name: 'sign-in', path: '/' },
      { name: 'sign-in with mistakes', path: '/', act: click(/^(登录|Sign in)$/) },
      { name: 'sign-in by code', path: '/', act: click(/短信验证码|with a code/), reopen: true },
    ]),
  );
});

async function enterField(context: BrowserContext, username: string): Promise<void> {
  const body = { username, password: demoPassword };
  await ask(context, people.signInByUsername, { app: 'field', body });
}

describe('field, senior scanner', () => {
  on({ ...phone, locale: 'zh-CN' }, (context) => enterField(context, 'senior'));
  const open = (name: RegExp) => async (at: Page) => {
    await at.getByRole('link', { name }).first().click();
  };
  const through =
    (...steps: ((at: Page) => Promise<unknown>)[]) =>
    async (at: Page) => {
      for (const step of steps) await step(at);
    };
  const toGate = open(/示范小区北门|north gate/);
  const toMiddle = through(toGate, open(/Zhong Hua/));
  looksRight(
    'field',
    underPath('/field', [
      { name: 'home', path: '/' },
      { name: 'account', path: '/account' },
      { name: 'change of the password', path: '/account/password' },
      { name: 'notices', path: '/inbox' },
      { name: 'feedback', path: '/feedback' },
      { name: 'reporting sites', path: '/reporting' },
      { name: 'sites', path: '/sites' },
      { name: 'site', path: '/sites', act: toGate, reopen: true },
      {
        name: 'site edited',
        path: '/sites',
        act: through(toGate, open(/^(编辑|Edit)$/)),
        reopen: true,
      },
      {
        name: 'site added',
        path: '/sites',
        act: through(toGate, open(/添加下级站点|Add a site below/), click(/^(确认|Confirm)$/)),
        reopen: true,
      },
      { name: 'scanners', path: '/scanners' },
      { name: 'scanner', path: '/sites', act: toMiddle, reopen: true },
      {
        name: 'line to be disabled',
        path: '/sites',
        act: through(toMiddle, click(/禁用条线|Disable line/), (at) =>
          at.getByRole('dialog').waitFor(),
        ),
        reopen: true,
      },
      {
        name: 'replacement',
        path: '/sites',
        act: through(toMiddle, click(/人员替换|^Replace$/), (at) =>
          at.getByRole('dialog').waitFor(),
        ),
        reopen: true,
      },
      { name: 'scanner added', path: '/scanners/new' },
      {
        name: 'scanner added with mistakes',
        path: '/scanners/new',
        act: click(/下一步|^Next$/),
        reopen: true,
      },
      {
        name: 'scanner added, second step',
        path: '/scanners/new',
        act: async (at) => {
          await at.getByLabel(/上级站点|^Site$/).selectOption({ index: 1 });
          await at.getByLabel(/^(证件类型|Document type)$/).selectOption('passport');
          await at.getByLabel(/^(证件号码|Document number)$/).fill('E00000001');
          await click(/下一步|^Next$/)(at);
          await at.getByLabel(/^(姓名|Name)$/).waitFor();
          await click(/^(确认|Confirm)$/)(at);
        },
        reopen: true,
      },
    ]),
  );
});

describe('field, ordinary scanner', () => {
  on({ ...phone, locale: 'zh-CN' }, (context) => enterField(context, 'scanner'));
  looksRight('field', underPath('/field', [{ name: 'home of an ordinary scanner', path: '/' }]));
});
