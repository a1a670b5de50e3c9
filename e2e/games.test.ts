import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { addDays, dayOf, nextTurn } from '../forms/days.ts';
import { openDevice, pc, phone, savePictures } from './browser.ts';
import * as staff from './console.ts';
import * as desk from './desk.ts';
import * as portal from './portal.ts';
import { examples, personOfRoster } from './roster.ts';
import { photo } from './shots.ts';

/**
 * The way of a new user, from the one-time link on the terminal to the export: each step goes on
 * where the one before ended, on an empty, real installation.
 */

const zone = 'Asia/Shanghai';
/** The athlete's phone is still at home; days turn in Beijing all the same. */
const home = 'Europe/Oslo';
const url = inject('emptyUrl');

const athlete = {
  ...personOfRoster('3100020'),
  password: 'north-wind-7',
  answers: [
    ['您就读的第一所学校叫什么？', 'Fjord School'],
    ['您印象最深的老师姓什么？', 'Berg'],
    ['您的第一只宠物叫什么？', 'Loki'],
  ] as [string, string][],
};

let admin: Page;
let organiser: Page;
let athletePhone: Page;
let athletePc: Page;
let today: string;
/** When the athlete's plane is boarded. */
const boardingAt = Math.floor(Date.now() / 60_000) * 60_000 + 48 * 3_600_000;
let failed = false;
const wrong: string[][] = [];

beforeAll(async () => {
  await awayFromMidnight();
  today = dayOf(Date.now(), zone);
  const open = async (options: Parameters<typeof openDevice>[0]) => {
    const device = await openDevice(options);
    wrong.push(device.wrong);
    return device.page;
  };
  admin = await open({ ...pc, locale: 'en-GB', timezoneId: zone });
  organiser = await open({ ...pc, locale: 'en-GB', timezoneId: zone, acceptDownloads: true });
  athletePhone = await open({ ...phone, locale: 'zh-CN', timezoneId: home });
  athletePc = await open({ ...pc, locale: 'zh-CN', timezoneId: home });
}, 400_000);

afterAll(() =>
  Promise.all([admin, organiser, athletePhone, athletePc].map((page) => page?.context().close())),
);

beforeEach((test) => {
  // Each step stands on the one before.
  if (failed) test.skip();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  failed = true;
  await savePictures('games', { admin, organiser, athletePhone, athletePc });
});

/** A real installation has the real time, and its days must not turn in the middle of the story. */
async function awayFromMidnight(): Promise<void> {
  const left = nextTurn(Date.now(), zone).getTime() - Date.now();
  if (left > 4 * 60_000) return;
  await new Promise((resolve) => setTimeout(resolve, left + 1000));
}

describe('the installation', () => {
  it('gets its first administrator by the link from the terminal, which works once', async () => {
    await admin.goto(inject('firstLink'));
    await staff.makeFirstAdministrator(admin, 'ada', 'Ada Chief');
    await admin.getByText('No programmes yet').waitFor();
    await organiser.goto(inject('firstLink'));
    await staff.makeFirstAdministrator(organiser, 'eve', 'Eve Late');
    await organiser.getByText('The link is no longer valid').waitFor();
  });

  it('gets the programme from the template, with days around today', async () => {
    await admin.getByRole('main').getByRole('button', { name: 'New programme' }).click();
    await admin.getByRole('radio', { name: /Health monitoring of an event/ }).waitFor();
    await admin.getByLabel('Code', { exact: true }).fill('games');
    await staff.chooseDays(admin, addDays(today, -10), addDays(today, 40));
    await admin.getByRole('button', { name: 'Fill what is blank from the example' }).click();
    await admin.getByRole('button', { name: 'Create programme' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
  });

  it('gets an organiser, who must set a password first', async () => {
    await staff.openMenu(admin, 'Staff');
    await admin.getByRole('button', { name: 'Add staff' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Add staff' });
    await dialog.getByLabel('Name', { exact: true }).fill('Olga Planner');
    await dialog.getByLabel('User name').fill('olga');
    await dialog.getByRole('radio', { name: /^Organiser/ }).click();
    await dialog.getByLabel('Organisation', { exact: true }).click();
    await admin.getByRole('treeitem', { name: 'This organisation' }).click();
    await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
    const secret = admin.getByRole('dialog', { name: 'One-time password' });
    const oneTimePassword = await secret.locator('code').textContent();
    await secret.getByRole('button', { name: 'I have noted it down' }).click();

    await organiser.goto(`${url}/console/`);
    await staff.signIn(organiser, 'olga', oneTimePassword ?? '');
    await organiser.getByRole('heading', { name: 'Set a new password' }).waitFor();
    await staff.setPassword(organiser, 'silver-lake-9');
    await organiser.getByRole('button', { name: 'Set password and continue' }).click();
    await organiser.getByText('Nobody is due today').waitFor();
  });

  it('takes the sample roster: a preview, then a receipt whose sum is right', async () => {
    await organiser.getByRole('link', { name: 'Import roster' }).click();
    await organiser.locator('input[type=file]').setInputFiles(join(examples, 'roster-500.xlsx'));
    await organiser.getByText('No problems found').waitFor();
    await organiser.getByRole('cell', { name: athlete.name }).waitFor();
    await organiser.getByRole('button', { name: 'Import 500 rows' }).click();
    await organiser.getByRole('heading', { name: 'Import result' }).waitFor();
    expect(await staff.receipt(organiser)).toEqual({
      rows: 500,
      new: 500,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
  });

  it('finds nothing new in the same people, written in another way', async () => {
    await organiser.getByRole('button', { name: 'Import another file' }).click();
    await organiser.locator('input[type=file]').setInputFiles(join(examples, 'roster-500.csv'));
    await organiser.getByText('This file matches the current roster').waitFor();
    expect(await staff.receipt(organiser)).toEqual({
      rows: 500,
      new: 0,
      updated: 0,
      unchanged: 500,
      refused: 0,
    });
  });
});

describe('an athlete on the phone', () => {
  it('signs in with the initial password and sets a new one with three questions', async () => {
    await athletePhone.goto(`${url}/portal/games/`);
    await portal.signIn(athletePhone, athlete.card, athlete.initialPassword);
    await athletePhone.getByText(`${athlete.name}，您好！请设置新密码`).waitFor();
    await portal.finishFirstSignIn(athletePhone, athlete.password, athlete.answers);
  });

  it('is asked to declare on entering forms, and nowhere else', async () => {
    const tick = athletePhone.getByRole('checkbox', { name: '我已阅读以上内容并作出承诺' });
    const title = (name: string) => athletePhone.getByRole('heading', { level: 1, name });
    await tick.waitFor();
    for (const name of ['消息通知', '技术支持', '我的账号']) {
      await athletePhone.getByRole('link', { name }).click();
      await title(name).waitFor();
      expect(await tick.count()).toBe(0);
      await athletePhone.getByRole('button', { name: '返回' }).click();
      await tick.waitFor();
    }
    await athletePhone.goto(`${url}/portal/games/pages/guide`);
    await athletePhone.getByRole('article').waitFor();
    for (const path of ['forms/daily', 'vaccination', 'records/daily', 'summary']) {
      await athletePhone.goto(`${url}/portal/games/${path}`);
      await tick.waitFor();
    }
    await athletePhone.goto(`${url}/portal/games/`);
  });

  it('declares once, and is told to give an itinerary before any day counts', async () => {
    await portal.declaration(athletePhone);
    await athletePhone.getByText('还不知道您的入境日期').waitFor();
    await athletePhone.reload();
    await athletePhone.getByText('还不知道您的入境日期').waitFor();
  });

  it('gives the planned itinerary; from 14 days before entry on, days are counted', async () => {
    await athletePhone.getByRole('button', { name: '计划行程填报' }).click();
    await athletePhone.getByLabel('计划入境航班').fill('CA 912');
    await athletePhone.getByLabel('计划入境登机时间').fill(portal.wall(boardingAt, home));
    await athletePhone.getByLabel('计划入境日期').fill(addDays(today, 6));
    await athletePhone.getByLabel('计划离境日期').fill(addDays(today, 30));
    await portal.sendAndConfirm(athletePhone, '提交后，之前的 8 天会变为漏填。');
    await counts('入境前您已填报 0 天，漏填 8 天');
  });

  it('is reminded by the organiser, and finds the reminder in the portal', async () => {
    await staff.openMenu(organiser, 'Completion today', 'Completion');
    const norway = organiser.getByRole('row', { name: 'Norway' });
    await norway.getByRole('button', { name: '0/1' }).first().click();
    const row = organiser.getByRole('row', { name: athlete.name });
    await row.getByRole('checkbox').check();
    await organiser.getByRole('button', { name: 'Remind selected (1)' }).click();
    await organiser.getByText('1 reminded').waitFor();

    await athletePhone.reload();
    await athletePhone.getByRole('link', { name: '消息通知，1 条未读' }).click();
    const notice = athletePhone.getByRole('listitem').filter({ hasText: '每日健康信息' });
    await notice.getByRole('button').click();
    await athletePhone.getByRole('heading', { level: 1, name: '每日健康信息填报' }).waitFor();
  });

  it('reports today: 全部选否 and a temperature', async () => {
    await portal.fillWell(athletePhone, '36.5');
    await portal.sendAndGoHome(athletePhone);
    await counts('入境前您已填报 1 天，漏填 8 天');
    await athletePhone.getByText('今天已填报').first().waitFor();
  });

  it('changes the report of a day in the calendar; the earlier version stays', async () => {
    await portal.openTile(athletePhone, '健康信息查询');
    await athletePhone.getByRole('button', { name: /今天|已填报$/ }).waitFor();
    await athletePhone.locator('[aria-current=date]').click();
    await athletePhone.getByText('当前内容（第 1 版）').waitFor();
    await athletePhone.getByRole('button', { name: '修改', exact: true }).click();
    await athletePhone.getByLabel('体温').fill('38.2');
    await portal.submit(athletePhone, '提交修改');
    // A fever that is none is asked about, and mended where it is asked.
    const doubt = athletePhone.getByRole('dialog', { name: '请确认一下' });
    await doubt.getByRole('group', { name: '是否发热' }).getByRole('radio', { name: '是' }).check();
    await doubt.getByRole('button', { name: '确认提交' }).click();
    await athletePhone.getByText('提交成功').waitFor();
    const call = athletePhone.getByRole('link', { name: /^拨打/ });
    expect(await call.getAttribute('href')).toMatch(/^tel:\+?\d+$/);
    await portal.goHome(athletePhone);
    await counts('入境前您已填报 1 天，漏填 8 天');

    await portal.openTile(athletePhone, '健康信息查询');
    await athletePhone.locator('[aria-current=date]').click();
    const now = athletePhone.locator('section').filter({ hasText: '当前内容（第 2 版）' });
    await now.getByText('38.2℃').waitFor();
    await athletePhone.getByText('接下来请这样做').waitFor();
    await athletePhone.getByText('第 1 版').click();
    await athletePhone.getByText('36.5℃').waitFor();
    await goHome();
  });

  it('fills in a missed day', async () => {
    await portal.openTile(athletePhone, '健康信息补录');
    await athletePhone.getByText('共漏填 8 天').waitFor();
    await athletePhone.getByRole('listitem').first().getByRole('link').click();
    await portal.fillWell(athletePhone, '36.4');
    await portal.sendAndGoHome(athletePhone);
    await counts('入境前您已填报 2 天，漏填 7 天');
  });

  it('reports a vaccination with a photo and two doses', async () => {
    await portal.openTile(athletePhone, '新冠疫苗接种信息填报');
    await portal.answer(athletePhone, '是否已接种新冠疫苗', '是');
    await athletePhone.locator('input[type=file]').setInputFiles(await photo('VACCINATION'));
    await athletePhone.getByRole('img', { name: '第 1 张照片' }).waitFor();
    for (const [index, day] of ['2021-05-06', '2021-06-07'].entries()) {
      await athletePhone.getByRole('button', { name: `添加第 ${index + 1} 剂` }).click();
      const dose = athletePhone.getByRole('group', { name: `第 ${index + 1} 剂` });
      await dose.getByRole('combobox', { name: '疫苗名称' }).selectOption('sinopharm-beijing');
      await dose.getByLabel('接种时间').fill(day);
    }
    await portal.sendAndGoHome(athletePhone);
    await athletePhone.getByRole('link', { name: '新冠疫苗接种信息填报 已填报' }).waitFor();
  });

  it('reports a laboratory result; the 72 hours are checked at once', async () => {
    await portal.openTile(athletePhone, '实验室检测结果填报');
    await athletePhone.getByRole('button', { name: '开始填报' }).click();
    await portal.answer(athletePhone, '核酸检测结果', '阴性');
    const hour = 3_600_000;
    const sampledAt = athletePhone.getByLabel('核酸检测采样时间');
    await sampledAt.fill(portal.wall(boardingAt - 73 * hour, home));
    await athletePhone.getByLabel('检测机构').fill('Laboratory of Exampleton');
    await athletePhone
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photo('RESULT'));
    await athletePhone.getByRole('img', { name: '第 1 张照片' }).waitFor();
    await athletePhone.getByRole('checkbox', { name: '本人承诺，已按《防疫手册》' }).check();
    await portal.submit(athletePhone);
    await athletePhone.getByText('前 72 小时以内').waitFor();
    await sampledAt.fill(portal.wall(boardingAt - 71 * hour, home));
    await portal.sendAndGoHome(athletePhone);
    await athletePhone.getByRole('link', { name: '实验室检测结果填报 已填报' }).waitFor();
  });

  it('is told what no longer fits when the boarding is put off', async () => {
    const hour = 3_600_000;
    const boardAt = async (instant: number) => {
      await portal.openTile(athletePhone, '计划行程填报');
      await athletePhone.getByLabel('计划入境登机时间').fill(portal.wall(instant, home));
      await portal.sendAndGoHome(athletePhone, '提交修改');
    };
    await boardAt(boardingAt + 30 * hour);
    await athletePhone.getByRole('link', { name: '实验室检测结果填报 需核对' }).waitFor();
    await portal.openTile(athletePhone, '实验室检测结果填报');
    await athletePhone.getByText('前 72 小时以内').waitFor();
    await athletePhone.goBack();
    await boardAt(boardingAt);
    await athletePhone.getByRole('link', { name: '实验室检测结果填报 已填报' }).waitFor();
  });

  it('enters the country: the phase changes, and the counts with it', async () => {
    await portal.openTile(athletePhone, '实际行程填报');
    await athletePhone.getByLabel('入境日期').fill(today);
    await athletePhone.getByRole('textbox', { name: /^入境航班\s*必填/ }).fill('ca 912');
    await athletePhone.getByLabel('入境航班座位号').fill('23a');
    await portal.sendAndConfirm(athletePhone, '提交后，您现在处于“入境后”。');
    await counts('入境后您已填报 1 天，漏填 0 天');
    // Entry was earlier than planned, and so is the first of the 14 days before it.
    await counts('入境前您已填报 1 天，漏填 13 天');
  });

  it('sees everything on one page, and as a PDF', async () => {
    await portal.openTile(athletePhone, '个人健康信息汇总报告');
    for (const text of ['38.2℃', '36.4℃', 'BBIBP-CorV', 'Laboratory of Exampleton', 'CA912', '23A'])
      await athletePhone.getByText(text).first().waitFor();
    const link = athletePhone.getByRole('link', { name: '下载 PDF' });
    const answer = await athletePhone.request.get(url + (await link.getAttribute('href')));
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('the same athlete on the PC', () => {
  it('signs in there apart: initial password, and an answer given on the phone', async () => {
    await athletePc.goto(`${url}/desk/games/`);
    await portal.signIn(athletePc, athlete.card, athlete.initialPassword);
    await athletePc.getByText(`${athlete.name}，您好！请设置新密码`).waitFor();
    await answerOtherQuestion('not the answer');
    await desk.finishFirstSignIn(athletePc, 'north-wind-8', athlete.answers);
    await athletePc.getByText('与您在另一系统设置的答案不符').waitFor();
    await answerOtherQuestion();
    await athletePc.getByRole('button', { name: '完成并进入' }).click();
  });

  it('declares there, too, and sees the same counts', async () => {
    await portal.declaration(athletePc);
    await athletePc.getByText('入境后您已填报 1 天，漏填 0 天').waitFor();
    await athletePc.getByText(`注册号：${athlete.card}`).waitFor();
  });

  it('sees the reports that came from the phone, with their versions', async () => {
    await desk.openFunction(athletePc, '健康信息查询');
    await athletePc.locator('[aria-current=date]').click();
    await athletePc.getByText('38.2℃').waitFor();
    await athletePc.getByText('历史版本（1）').click();
    await athletePc.getByText('36.5℃').waitFor();
  });

  it('changes one, which the phone shows at once', async () => {
    await athletePc.getByRole('link', { name: '修改', exact: true }).click();
    await athletePc.getByLabel('体温').fill('38.4');
    await athletePc.getByRole('button', { name: '提交修改' }).click();
    await athletePc.getByText('提交成功').waitFor();
    await athletePhone.goto(`${url}/portal/games/records/daily/${today}`);
    await athletePhone.getByText('当前内容（第 3 版）').waitFor();
    await athletePhone.getByText('38.4℃').waitFor();
  });
});

describe('the organiser on the console', () => {
  it('sees the report among the figures of the day', async () => {
    await organiser.goto(`${url}/console/p/games/completion`);
    await organiser.getByText('1/1', { exact: true }).first().waitFor();
    const due = await staff.figure(organiser, 'Due');
    expect(await staff.figure(organiser, 'Reported')).toBe(1);
    expect(await staff.figure(organiser, 'Missing')).toBe(due - 1);
  });

  it('does not list the athlete as missing, but others', async () => {
    await organiser.getByRole('button', { name: 'Who is missing' }).click();
    const list = organiser.getByRole('dialog');
    await list.getByRole('row').nth(2).waitFor();
    expect(await list.getByText(athlete.name).count()).toBe(0);
    await organiser.keyboard.press('Escape');
  });

  it('is alerted to the fever, looks after it, and opens the person from there', async () => {
    await staff.openMenu(organiser, 'Health alerts');
    const row = organiser.getByRole('row', { name: athlete.name });
    await row.getByText('Fever', { exact: true }).waitFor();
    // Reported on the phone, changed on the PC.
    await row.getByText('38.2 °C').waitFor();
    await row.getByText('38.4 °C').waitFor();
    await row.click();
    const alert = organiser.getByRole('dialog', { name: 'Alert' });
    await alert.getByRole('button', { name: 'Take care of it' }).click();
    await alert.getByText(/In care · /).waitFor();
    await alert.getByLabel('Note').fill('Phoned; is resting.');
    await alert.getByRole('button', { name: 'Close alert' }).click();
    await alert.getByRole('button', { name: 'Reopen' }).waitFor();
    await alert.getByText('Phoned; is resting.').waitFor();
    await alert.getByRole('button', { name: 'See person' }).click();
    const person = organiser.getByRole('dialog', { name: 'Person' });
    await person.getByRole('heading', { name: athlete.name }).waitFor();
    await person.getByText('After entry: 1 day reported, 0 missed').waitFor();
    await person
      .getByRole('button', { name: /Daily health report/ })
      .first()
      .click();
    await person.getByText('38.4 °C').first().waitFor();
    await person.getByText('Earlier versions (2)').click();
    await person.getByText('36.5 °C').first().waitFor();
    await organiser.keyboard.press('Escape');
    await person.waitFor({ state: 'hidden' });
    await organiser.keyboard.press('Escape');
    await alert.waitFor({ state: 'hidden' });
    await organiser.getByRole('row', { name: athlete.name }).waitFor({ state: 'hidden' });
  });

  it('exports what was reported, as a workbook and as text', async () => {
    const rows = await exported('CSV');
    const row = rows.find((cells) => cells.includes(athlete.card));
    expect(row).toEqual(expect.arrayContaining([athlete.name, today, '38.4']));
    const inWorkbook = (await exported('XLSX')).find((cells) => cells.includes(athlete.card));
    // The last column is a moment, which a workbook keeps to the second.
    expect(inWorkbook?.slice(0, -1)).toEqual(row?.slice(0, -1));
  });

  it('left traces: the administrator sees who looked at whom', async () => {
    await staff.openMenu(admin, 'Audit trail');
    const look = admin.getByRole('row', {
      name: `Viewed person Viewed Olga Planner ${athlete.name}`,
    });
    await look.first().waitFor();
    await admin
      .getByRole('row', { name: 'Exported reports Exported Olga Planner' })
      .first()
      .waitFor();
    await admin.getByRole('row', { name: 'Created programme Changed Ada Chief' }).waitFor();
  });
});

it('went on without an exception, a refused style or a broken answer in any page', () => {
  expect(wrong.flat()).toEqual([]);
});

/** The desk asks one of the three questions that were answered on the phone. */
async function answerOtherQuestion(given?: string): Promise<void> {
  const asked = athletePc.locator('[name=other-answer]');
  const labels = await asked.evaluate(
    (input) => (input as HTMLInputElement).labels?.[0]?.textContent,
  );
  const known = athlete.answers.find(([question]) => labels?.includes(question))?.[1];
  expect(known).toBeDefined();
  await asked.fill(given ?? known ?? '');
}

/** What the home page tells those who hear it; the same figures stand there large. */
async function counts(text: string): Promise<void> {
  await athletePhone.getByText(text).first().waitFor({ state: 'attached' });
}

async function goHome(): Promise<void> {
  await athletePhone.goto(`${url}/portal/games/`);
  await athletePhone.getByText('，您好').waitFor();
}

/** Today's daily reports as a file, through the dialog. */
async function exported(format: 'CSV' | 'XLSX'): Promise<string[][]> {
  await organiser.goto(`${url}/console/p/games/completion`);
  return staff.exported(organiser, format);
}
