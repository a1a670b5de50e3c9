import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { reports } from '../modules/reports/contract.ts';
import { pc } from './browser.ts';
import { ask, enter } from './demo.ts';
import {
  card,
  click,
  looksRight,
  memberScreens,
  menuCollapses,
  on,
  type Screen,
  signInScreens,
  site,
  underPath,
  withBrowser,
} from './screens.ts';

withBrowser();

describe('desk', () => {
  on({ ...pc, locale: 'zh-CN' });
  looksRight('desk', [
    ...underPath('/desk/games', signInScreens),
    { name: 'no such programme', path: '/desk/nothing/' },
  ]);
});

describe('desk, for the first time', () => {
  on({ ...pc, locale: 'en-GB' }, async (context) => {
    await enter(context, '1096048', { app: 'desk', password: '20140421' });
  });
  looksRight('desk', [
    { name: 'first sign-in', path: '/desk/games/' },
    {
      name: 'first sign-in with mistakes',
      path: '/desk/games/',
      act: click(/完成并进入|Continue/),
    },
  ]);
});

describe('desk, signed in', () => {
  on({ ...pc, locale: 'zh-CN' }, (context) => enter(context, card, { app: 'desk' }));
  looksRight('desk', [
    { name: 'declaration', path: '/desk/games/' },
    ...underPath('/desk/games', [
      { ...(memberScreens[0] as Screen), act: makeDeclaration },
      ...memberScreens.slice(1),
      { name: 'a day’s report', path: '/records/daily?day=2022-01-18' },
    ]),
  ]);

  menuCollapses('/desk/games/', /技术支持|Technical support/);

  async function makeDeclaration(at: Page): Promise<void> {
    await ask(at.context(), reports.declaration, { app: 'desk', body: { version: 1 } });
    await at.reload();
    await at.getByRole('navigation').first().waitFor();
  }
});

describe('site on a PC', () => {
  on({ ...pc, locale: 'en-GB' });
  looksRight('site-pc', site);
});
