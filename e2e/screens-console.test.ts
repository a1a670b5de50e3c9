import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { pc } from './browser.ts';
import { enterConsole } from './demo.ts';
import { examples } from './roster.ts';
import { click, looksRight, menuCollapses, on, underPath, withBrowser } from './screens.ts';

withBrowser();

const header = [
  ...['Accreditation card number', 'Name', 'Document type', 'Date of birth', 'Group'],
  ...['Organisation code', 'Card holder from overseas'],
];
const person = (card: string, name: string) => [
  ...[card, name, 'Passport', '1990-01-02', 'Athletes and team officials', 'NOR', 'No'],
];
const teams = [
  { name: 'Read me', rows: [['Keep the header'], ['Seven digits each']] },
  {
    name: 'Team A',
    rows: [
      header,
      person('1999001', 'Anna A.'),
      person('1999002', 'Ben\u202e B.'),
      person('1999003', 'Cleo C.'),
      ['Total', 3],
    ],
  },
  { name: 'Team B', rows: [header, person('1999003', 'Cleo C.'), person('1999004', 'Dora D.')] },
  { name: 'Last year', hidden: true, rows: [header, person('1999009', 'Emil E.')] },
];

describe('console', () => {
  on({ ...pc, locale: 'zh-CN' });
  looksRight('console', [
    { name: 'sign-in', path: '/console/' },
    {
      name: 'sign-in with mistakes',
      path: '/console/',
      act: click(/^(登录|Sign in)$/),
      // The form library keeps a mistake in the words in which it was told.
      reopen: true,
    },
    { name: 'first administrator', path: '/console/first#token=worn-out' },
    { name: 'administrator link', path: '/console/link#token=worn-out' },
  ]);
});

describe('console, signed in', () => {
  on({ ...pc, locale: 'zh-CN' }, (context) => enterConsole(context, 'admin'));
  const drawer = (at: Page) => at.locator('.ant-drawer-open').waitFor();
  const firstRow = async (at: Page) => {
    await at.locator('tbody tr[tabindex="0"]').first().click();
    await drawer(at);
  };
  const firstAlert = async (at: Page) => {
    await at.locator('tbody tr[tabindex="0"], #main ul > li > button').first().click();
    await drawer(at);
  };
  looksRight('console', [
    { name: 'overview of a region', path: '/console/p/region/overview' },
    ...underPath('/console/p/games', [
      { name: 'overview', path: '/overview' },
      { name: 'completion', path: '/completion' },
      { name: 'completion of another day', path: '/completion?day=2022-01-10' },
      { name: 'missing people', path: '/completion?list=missing', act: drawer },
      { name: 'missing people by name', path: '/completion?list=missing&sort=name', act: drawer },
      { name: 'people without entry date', path: '/completion?list=milestoneUnknown', act: drawer },
      { name: 'export', path: '/completion', act: click(/导出|Export/) },
      { name: 'alerts', path: '/alerts' },
      { name: 'alerts by name', path: '/alerts?sort=name' },
      { name: 'closed alerts', path: '/alerts?state=closed' },
      { name: 'alert', path: '/alerts', act: firstAlert },
      { name: 'person', path: '/roster', act: firstRow },
      {
        name: 'reset of a person',
        path: '/roster',
        act: async (at) => {
          await firstRow(at);
          await click(/重置登录|Reset sign-in/)(at);
        },
      },
      { name: 'roster', path: '/roster' },
      { name: 'duplicates', path: '/duplicates' },
      {
        name: 'choice of two people',
        path: '/duplicates',
        act: click(/比较两个人|Compare two people/),
        reopen: true,
      },
      { name: 'imports', path: '/imports', act: uploadRoster },
      { name: 'import', path: '/imports', act: openImport },
      { name: 'import of sheets', path: '/imports', act: uploadSheets },
      { name: 'import of one sheet of several', path: '/imports', act: openUnchosen },
      { name: 'import with mistakes', path: '/imports', act: uploadDirty },
      { name: 'import with its mistakes mended', path: '/imports', act: mendDirty },
      { name: 'roster by name', path: '/roster?sort=name' },
      { name: 'new person', path: '/roster', act: click(/添加人员|Add person/) },
      { name: 'change of a person', path: '/roster', act: changeFirst },
      { name: 'withdrawal of a person', path: '/roster', act: click(/^(退 ?出|Withdraw)$/) },
      { name: 'other systems', path: '/webhooks' },
      {
        name: 'new address of another system',
        path: '/webhooks',
        act: click(/添加接收地址|Add address/),
      },
      { name: 'another system', path: '/webhooks', act: openWebhook, reopen: true },
      { name: 'programme details', path: '/identity' },
      { name: 'groups of a programme', path: '/rules' },
      { name: 'services of a programme', path: '/rules?list=services' },
      { name: 'days that count', path: '/rules?list=days' },
      { name: 'alert rules', path: '/rules?list=alerts' },
      { name: 'comparison of rules', path: '/rules?list=publish' },
      { name: 'forms', path: '/forms' },
      { name: 'form with a check', path: '/forms', act: openLaboratory },
      { name: 'other days of a programme', path: '/identity', act: putOff, reopen: true },
    ]),
    ...underPath('/console/p/region', [
      { name: 'colour rules', path: '/rules?list=colours' },
      { name: 'people by colour', path: '/colours?colour=yellow' },
      { name: 'checks', path: '/checks' },
      { name: 'check', path: '/checks', act: firstRow },
      { name: 'export of checks', path: '/checks', act: click(/(导 ?出|Export)$/), reopen: true },
      {
        name: 'filter of checks',
        path: '/checks',
        act: click(/保存筛选|Save filter/),
        reopen: true,
      },
    ]),
    { name: 'new programme', path: '/console/new-programme' },
    {
      name: 'new programme with mistakes',
      path: '/console/new-programme',
      act: (at) =>
        at
          .getByRole('main')
          .getByRole('button', { name: /新建项目|Create programme/ })
          .click(),
      reopen: true,
    },
    { name: 'places', path: '/console/places' },
    {
      name: 'place edited',
      path: '/console/places',
      act: async (at) => {
        await at
          .getByRole('row', { name: /epidemic office|防控办公室/ })
          .getByRole('button', { name: /编 ?辑|Edit/ })
          .click();
        await at.getByRole('dialog').waitFor();
      },
      reopen: true,
    },
    {
      name: 'place moved',
      path: '/console/places',
      act: async (at) => {
        await at
          .getByRole('row', { name: /epidemic office|防控办公室/ })
          .getByRole('button', { name: /移 ?动|Move/ })
          .click();
        await at.getByText(/一并移动|moves along/).waitFor();
      },
      reopen: true,
    },
    { name: 'new organisation', path: '/console/places', act: click(/添加机构|Add organisation/) },
    {
      name: 'new region',
      path: '/console/places',
      act: click(/添加地区|Add region/),
      reopen: true,
    },
    { name: 'sites', path: '/console/sites' },
    { name: 'scanners', path: '/console/scanners' },
    {
      name: 'new senior scanner',
      path: '/console/scanners',
      act: click(/添加高级扫码员|Add senior scanner/),
      reopen: true,
    },
    { name: 'staff', path: '/console/staff' },
    { name: 'imports of places', path: '/console/place-imports' },
    { name: 'imports of staff', path: '/console/member-imports' },
    { name: 'new member of staff', path: '/console/staff', act: click(/添加人员|Add staff/) },
    { name: 'member of staff', path: '/console/staff', act: firstRow },
    { name: 'roles', path: '/console/roles' },
    { name: 'new role', path: '/console/roles', act: click(/添加角色|Add role/), reopen: true },
    { name: 'role', path: '/console/roles', act: firstRow, reopen: true },
    {
      name: 'holders of a role',
      path: '/console/roles',
      act: async (at) => {
        await at
          .getByRole('button', { name: /“管理员”的持有人|holds Administrator/ })
          .first()
          .click();
        await at.locator('.ant-collapse-header').first().click();
        await at.locator('.ant-collapse-panel li').first().waitFor();
      },
      reopen: true,
    },
    { name: 'feedback', path: '/console/feedback?state=all' },
    { name: 'feedback opened', path: '/console/feedback', act: firstRow },
    { name: 'API keys', path: '/console/api-keys' },
    {
      name: 'new API key',
      path: '/console/api-keys',
      act: click(/创建密钥|Make key/),
      reopen: true,
    },
    { name: 'audit trail', path: '/console/audit' },
    { name: 'unusual reading', path: '/console/unusual' },
    { name: 'retention', path: '/console/retention' },
    { name: 'account', path: '/console/account' },
    { name: 'no such page', path: '/console/nowhere' },
  ]);

  menuCollapses('/console/p/games/roster', /审计日志|Audit trail/);

  async function openWebhook(at: Page): Promise<void> {
    const own = at.getByRole('row').filter({ hasText: 'hooks.example.org' });
    await at.locator('[data-empty], tbody tr[tabindex="0"]').first().waitFor();
    if ((await own.count()) === 0) {
      await click(/添加接收地址|Add address/)(at);
      const dialog = at.getByRole('dialog');
      await dialog.getByLabel(/^(名称|Name)$/).fill('A1');
      await dialog.getByLabel(/^(地址|Address)$/).fill('https://hooks.example.org/in?key=secret');
      await dialog.getByLabel(/^(机构|Organisation)$/).click();
      await at.locator('.ant-select-tree-title').first().click();
      await dialog.getByRole('button', { name: /^(添 ?加|Add)$/ }).click();
      await at.getByRole('button', { name: /我已记下|I have noted it/ }).click();
    }
    await own.first().click();
    await click(/发送测试消息|Send test message/)(at);
    await at
      .getByText(/已收到（204）|Taken \(204\)/)
      .first()
      .waitFor();
  }

  /** Its settings, as far down as its check against boarding. */
  async function openLaboratory(at: Page): Promise<void> {
    await click(/^(编辑|Edit) ?(实验室检测|Laboratory)/)(at);
    await click(/表单设置|Form settings/)(at);
    await at.getByText(/本人的时间核对|Checks against a moment/).scrollIntoViewIfNeeded();
  }

  async function uploadRoster(at: Page): Promise<void> {
    await at.locator('input[type=file]').setInputFiles(join(examples, 'roster-500.csv'));
    await at.getByRole('button', { name: /确认导入|Import \d+ rows/ }).waitFor();
    await at.goBack();
    await at.locator('tbody tr[tabindex="0"]').first().waitFor();
  }

  /** Two teams, one of them below instructions, one hidden; a total and an invisible character. */
  async function uploadSheets(at: Page): Promise<void> {
    const buffer = Buffer.from(await writeXlsx({ sheets: teams }));
    const name = 'Two teams.xlsx';
    await at.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
    await at.getByText(/也像是名单|looks like a roster, too/).waitFor();
  }

  /** The same, once both teams are read; somebody stands in both. */
  async function openUnchosen(at: Page): Promise<void> {
    await at.locator('tbody tr[tabindex="0"]').first().click();
    await at.getByRole('button', { name: /一并读取|Include/ }).click();
    await at.getByText(/“Team A”第 \d 行重复|of the sheet “Team A” already/).waitFor();
  }

  /** Accepts what is offered, answers what is asked, and has the roster checked again. */
  async function mendDirty(at: Page): Promise<void> {
    await at.locator('tbody tr[tabindex="0"]').first().click();
    await click(/采纳全部|Accept all/)(at);
    await at.getByText(/全部为“否”|“No” for everybody/).click();
    await click(/^(按此重新检查|Check again)$/)(at);
    const confirm = at.getByRole('button', { name: /确认导入|Import \d+ rows/ });
    await confirm.and(at.locator(':enabled')).waitFor();
  }

  /** A later first day, up to the question whether that is meant. */
  async function putOff(at: Page): Promise<void> {
    const first = at.getByLabel(/^(第一天|First day)$/);
    await first.fill('2022-01-12');
    await first.press('Enter');
    await click(/^(保存|保 存|Save)/)(at);
    await at.getByRole('dialog').locator('li').first().waitFor();
  }

  async function changeFirst(at: Page): Promise<void> {
    await click(/^(修 ?改|Edit)$/)(at);
    await at.getByLabel(/^(姓名|Name)$/).waitFor();
  }

  async function uploadDirty(at: Page): Promise<void> {
    const name = 'roster-of-an-office.csv';
    const buffer = Buffer.from(dirtyRoster());
    await at.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await at
      .getByRole('button', { name: /确认导入|Import \d+ rows|没有可导入的行|No rows/ })
      .waitFor();
  }

  async function openImport(at: Page): Promise<void> {
    await at.locator('tbody tr[tabindex="0"]').first().click();
    await at.getByRole('button', { name: /确认导入|Import \d+ rows/ }).waitFor();
  }
});

/** The sample roster as an office may have made it: no column of card holders from overseas, and slips of all kinds. */
function dirtyRoster(): string {
  const [header = '', ...lines] = readFileSync(join(examples, 'roster-500.csv'), 'utf8').split(
    '\r\n',
  );
  const rows = lines.slice(0, 40).map((line, index) => {
    const cells = line.split(',').slice(0, -1);
    if (index < 6) cells[0] = `${cells[0]}.0`;
    if (index > 6 && index < 12) cells[7] = 'Athlete';
    if (index === 13) cells[0] = '31';
    if (index === 14) cells[6] = '31.2.1990';
    if (index > 15 && index < 20) cells[8] = `${cells[8]}.`;
    if (index === 21) cells[7] = 'Seals';
    return [...cells, ''].join(',');
  });
  const names = header.split(',').slice(0, -1);
  return [[...names, 'Seat'].join(','), ...rows].join('\r\n');
}
