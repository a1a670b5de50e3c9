import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { FormDefinition } from '../../../forms/definition.ts';
import { cookieName } from '../../../platform/http-identity.ts';
import { type Cast, cardOf, colonies } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { encryptValues } from '../encryption.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let ann: Reporter;
let bob: Reporter;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  ann = await reporter(kit, expedition, { name: '安妮', startsOn: '2022-01-18' });
  bob = await reporter(kit, expedition, {
    name: '=Bob()',
    organisation: colonies.south,
    group: 'adelies',
  });
  kit.clock.set('2022-01-20T15:30:00Z');
  await ann.send('daily', { temperature: 37.5, cough: true, remark: '=1+1' });
  await ann.send('daily', wellToday, { day: '2022-01-18' });
  await bob.send('daily', wellToday);
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

async function csv(given: object, who = cast.ada): Promise<string[][]> {
  const browser = await kit.as(who);
  const query = {
    programmeId: expedition.id,
    form: 'daily',
    from: '2022-01-17',
    to: '2022-01-21',
    format: 'csv' as const,
    lang: 'en' as const,
    ...given,
  };
  const { status, raw } = await browser.call(reports.export, { query });
  expect(status).toBe(200);
  const lines = raw
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  // The last line says who took it along, and when.
  expect(lines.splice(-2).at(-1)).toMatch(
    /^("Exported by \w+, |由 \w+ 导出，)2022-01-2\d \d\d:\d\d"?$/,
  );
  return lines.map((line) => line.split(','));
}

it('opens by a link of the app’s own pages, not by one that somebody was sent', async () => {
  const { app, realm } = cast.ada;
  const { cookie = '' } = await kit.as(cast.ada);
  const open = (site?: string) =>
    kit.server.inject({
      url: reports.export.url,
      query: {
        ...{ app, programmeId: String(expedition.id), form: 'daily', format: 'csv', lang: 'en' },
        ...{ from: '2022-01-20', to: '2022-01-20' },
      },
      cookies: { [cookieName(app, realm)]: cookie },
      ...(site && { headers: { 'sec-fetch-site': site } }),
    });
  for (const site of ['cross-site', 'same-site', 'none']) {
    const refused = await open(site);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'wrong_origin']);
  }
  expect((await open('same-origin')).statusCode).toBe(200);
  // Browsers before 2023, and pages without TLS, do not say it.
  expect((await open()).statusCode).toBe(200);
});

it('writes a row for each report, in the words of the language', async () => {
  const card = cardOf(ann.person);
  expect(await csv({})).toEqual([
    [
      'Ring number',
      'Name',
      'Group',
      'Organisation',
      'Day',
      'State',
      'Temperature (°C)',
      'Cough',
    ].concat(['Remark', 'Alerts', 'Alert state', 'Version', 'Sent from', 'Sent']),
    [card, '安妮', 'Emperors', 'North Colony', '2022-01-18', 'Reported', '36.5', 'No'].concat([
      '',
      '',
      '',
      '1',
      'Phone',
      '2022-01-20 23:30',
    ]),
    [card, '安妮', 'Emperors', 'North Colony', '2022-01-20', 'Reported', '37.5', 'Yes'].concat([
      "'=1+1",
      '"Hot',
      ' Cough"',
      'Open',
      '1',
      'Phone',
      '2022-01-20 23:30',
    ]),
    [cardOf(bob.person), "'=Bob()", 'Adélies', 'South Colony', '2022-01-20', 'Reported'].concat([
      '36.5',
      'No',
      '',
      '',
      '',
      '1',
      'Phone',
      '2022-01-20 23:30',
    ]),
  ]);
  const [header, first] = await csv({ lang: 'zh', group: 'emperors' });
  expect(header?.slice(0, 8)).toEqual([
    '脚环号',
    '姓名',
    '人员类别',
    '所属机构',
    '日期',
    '状态',
    '体温（℃）',
    '咳嗽',
  ]);
  expect(first?.slice(1, 8)).toEqual([
    '安妮',
    '帝企鹅',
    '北部群',
    '2022-01-18',
    '已填报',
    '36.5',
    '否',
  ]);
});

it('offers everything of forms that are not daily, and a range of daily ones', async () => {
  await ann.send('voyage', { leavesOn: '2022-02-20' });
  const whole = await csv({ form: 'voyage', from: undefined, to: undefined });
  expect(whole.slice(1).map(([card]) => card)).toEqual([cardOf(ann.person)]);
  expect(await csv({ form: 'voyage', from: '2022-01-01', to: '2022-01-02' })).toHaveLength(1);
  const ada = await kit.as(cast.ada);
  const sheet = { format: 'csv' as const, lang: 'en' as const };
  const missing = async (query: { form: string; from?: string }) =>
    (await ada.call(reports.export, { query: { programmeId: expedition.id, ...sheet, ...query } }))
      .body.fields;
  expect(await missing({ form: 'daily' })).toEqual([{ path: 'from', code: 'required' }]);
  expect(await missing({ form: 'voyage', from: '2022-01-01' })).toEqual([
    { path: 'to', code: 'required' },
  ]);
});

it('adds who was due and did not report, up to today', async () => {
  const rows = await csv({ withMissing: true, group: 'emperors' });
  expect(rows.slice(1).map((row) => [row[4], row[5]])).toEqual([
    ['2022-01-18', 'Reported'],
    ['2022-01-19', 'Not reported'],
    ['2022-01-20', 'Reported'],
  ]);
});

it('keeps to one’s own places, and to the newest version', async () => {
  await bob.send('daily', { ...wellToday, temperature: 36.9 }, { basedOn: 1 });
  const rows = await csv({}, cast.boris);
  expect(rows.slice(1).map((row) => [row[1], row[6], row[11]])).toEqual([["'=Bob()", '36.9', '2']]);
  const rita = await kit.as(cast.rita);
  const query = { programmeId: expedition.id, form: 'daily', from: '2022-01-17', to: '2022-01-20' };
  const sheet = { ...query, format: 'csv' as const, lang: 'en' as const };
  expect((await rita.call(reports.export, { query: sheet })).status).toBe(403);
  const ada = await kit.as(cast.ada);
  const long = await ada.call(reports.export, { query: { ...sheet, to: '2023-02-22' } });
  expect(long.body.code).toBe('range_too_long');
  const none = await ada.call(reports.export, { query: { ...sheet, form: 'nothing' } });
  expect(none.status).toBe(404);
});

it('writes a workbook, and notes who took how much', async () => {
  const otto = await kit.as(cast.otto);
  const query = {
    programmeId: expedition.id,
    form: 'daily',
    from: '2022-01-18',
    to: '2022-01-18',
    format: 'xlsx' as const,
    lang: 'zh' as const,
  };
  const { raw, headers } = await otto.call(reports.export, { query });
  expect(raw.subarray(0, 2).toString()).toBe('PK');
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain(
    '每日填报 2022-01-18 2022-01-18.xlsx',
  );
  const { rows } = await kit.database.pool.query(
    'select action, place_id, details from audit_entries where actor_id = $1 order by id',
    [cast.otto.personId],
  );
  const place_id = cast.places.station.id;
  expect(rows).toEqual([
    { action: 'export.started', place_id, details: query },
    { action: 'reports.exported', place_id, details: { ...query, rows: 1, whole: true } },
  ]);
});

it('masks numbers of documents, phones and positions', async () => {
  const papers = expedition.forms.get('papers');
  await kit.database.pool.query(
    `insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current,
       content, alerts, incomplete, app, sent_by, sent_at)
     values (gen_random_uuid(), $1, $2, 'papers', 'one', '2022-01-20', 1, true, $3, '{}', false,
       'desk', $4, now())`,
    [
      ann.person.enrolmentId,
      papers?.id,
      encryptValues(
        kit.platform.keys,
        { definition: papers?.definition as FormDefinition, enrolmentId: ann.person.enrolmentId },
        {
          document: { kind: 'passport', number: 'E12345678' },
          phone: '+6421123456',
          camp: { latitude: -77.84631, longitude: 166.67632, accuracy: 12 },
        },
      ),
      ann.person.personId,
    ],
  );
  const rows = await csv({ form: 'papers' });
  expect(rows[1]).toContain('Passport E1*****78');
  expect(rows[1]).toContain("'+642****3456");
  const camp = rows[0]?.indexOf('Position of the camp: latitude') ?? -1;
  expect(rows[0]?.slice(camp, camp + 4)).toEqual([
    'Position of the camp: latitude',
    'Position of the camp: longitude',
    'Position of the camp: accuracy (m)',
    'Position of the camp: why there is none',
  ]);
  expect(rows[1]?.slice(camp, camp + 4)).toEqual(['-77.8', '166.7', '8000', '']);
});
