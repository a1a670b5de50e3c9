import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { solveCaptcha } from '../modules/people/testing.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { reports } from '../modules/reports/contract.ts';
import { pagesOf } from '../platform/test/pdf-text.ts';
import type { Browser } from './browser.ts';
import { type Cast, gather } from './testing/cast.ts';
import { type Kit, startKit } from './testing/kit.ts';
import { csvOf, importRoster } from './testing/roster.ts';
import { sportsDay, sportsDayWithout, wordsOfTheGames } from './testing/sports-day.ts';

/**
 * Another kind of event than the example of the template that it is made from: whoever meets it, from its
 * roster to a summary, meets nothing of the example.
 */

let kit: Kit;
let cast: Cast;
let ada: Browser;
let id: number;
let student: Browser;
const today = '2022-01-20';

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
  ({ id } = await ada.get(programmes.create, {
    body: {
      ...{ template: 'games', code: 'sports', startsOn: '2022-01-17', endsOn: '2022-01-28' },
      ...{ placeId: cast.places.station.id, identity: sportsDay, without: sportsDayWithout },
    },
  }));
});
afterAll(() => kit.close());

const clean = (text: string) => expect(text.match(wordsOfTheGames)?.[0]).toBeUndefined();

it('has a roster of its own columns, which takes student numbers', async () => {
  for (const lang of ['zh', 'en'] as const) {
    const { raw } = await ada.call(programmes.rosterTemplate, {
      params: { id },
      query: { format: 'csv', lang },
    });
    const header = raw.toString();
    expect(header).toContain(sportsDay.card?.label[lang]);
    clean(header);
  }
  const { receipt } = await importRoster(
    kit,
    ada,
    id,
    csvOf([
      {
        学号: '20260101',
        姓名: '林小满',
        证件类型: '护照',
        证件签发日期: '2019-01-18',
        人员类别: '学生',
        单位代码: '7-1',
        单位中文名称: '七年级一班',
        单位英文名称: 'Class 7-1',
      },
    ]),
  );
  expect(receipt).toMatchObject({ rows: 1, fresh: 1 });
});

it('says nothing of the example where people sign in, and lets a student in', async () => {
  const nobody = await kit.as(null, 'portal', 'sports');
  const entry = await nobody.call(programmes.publicProgramme, { params: { code: 'sports' } });
  clean(entry.raw.toString());
  const { raw } = await nobody.call(programmes.offered);
  clean(raw.toString());
  const captcha = await solveCaptcha(kit.platform);
  const body = { card: '20260101', password: '20190118', captcha };
  expect((await nobody.call(people.signInByCard, { body })).status).toBe(200);
  const { items } = await ada.get(programmes.roster, { params: { id }, body: {} });
  const session = { personId: items[0]?.personId ?? '', realm: 'sports', app: 'portal' as const };
  student = await kit.as(session);
});

it('says nothing of the example to who takes part, on any page', async () => {
  const { definition, forms, services } = await student.get(programmes.mine);
  expect(services).toEqual(['health', 'support', 'guide']);
  expect(forms.map((form) => form.definition.code)).toEqual(['daily']);
  await student.get(reports.declaration, {
    body: { version: definition.declaration?.version ?? 0 },
  });
  const no = forms[0]?.definition.fields.filter(({ type }) => type === 'yesno') ?? [];
  const answers = Object.fromEntries(no.map(({ code }) => [code, false]));
  await student.get(reports.submit, {
    body: {
      ...{ id: randomUUID(), form: 'daily', formVersionId: forms[0]?.versionId ?? 0 },
      ...{ day: today, basedOn: 0, values: { temperature: 36.5, ...answers } },
    },
  });
  const said = await Promise.all([
    student.call(programmes.mine),
    student.call(reports.overview),
    student.call(reports.summary),
    student.call(people.me),
  ]);
  for (const { status, raw } of said) {
    expect(status).toBe(200);
    clean(raw.toString());
  }
  for (const lang of ['zh', 'en'] as const) {
    const { raw, headers } = await student.call(reports.summaryPdf, { query: { lang } });
    const file = decodeURIComponent(String(headers['content-disposition']));
    expect(file).toContain(`${sportsDay.shortName[lang]} ${today}.pdf`);
    clean(file);
    const text = pagesOf(raw).join('\n');
    expect(text.replaceAll(/\s/g, '')).toContain(sportsDay.name[lang].replaceAll(/\s/g, ''));
    clean(text);
  }
});

it('says nothing of the example to its staff', async () => {
  const query = { programmeId: id };
  const sheet = { from: today, to: today, format: 'csv', withMissing: true } as const;
  const said = await Promise.all([
    ada.call(programmes.list),
    ada.call(programmes.roster, { params: { id }, body: {} }),
    ada.call(programmes.identity, { params: { id } }),
    ada.call(reports.completion, { query: { ...query, form: 'daily', day: today } }),
    ada.call(reports.export, { query: { ...query, ...sheet, form: 'daily', lang: 'zh' } }),
    ada.call(reports.export, { query: { ...query, ...sheet, form: 'daily', lang: 'en' } }),
  ]);
  for (const { status, raw } of said) {
    expect(status).toBe(200);
    clean(raw.toString());
  }
});

it('has an example in its template, which is found by these words', async () => {
  const { raw } = await ada.call(programmes.templates);
  expect(raw.toString()).toMatch(wordsOfTheGames);
  const [template] = await ada.get(programmes.templates);
  const { example, ...structure } = template ?? { example: null };
  clean(JSON.stringify(structure));
});
