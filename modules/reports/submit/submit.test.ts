import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Cast } from '../../../server/testing/cast.ts';
import { reporter, reporterOf, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

it('takes a report and shows where the person stands', async () => {
  const { browser, send } = await reporter(kit, expedition);
  expect(await browser.get(reports.overview)).toMatchObject({
    today: '2022-01-20',
    declarationNeeded: false,
    done: 0,
    missed: 16,
    dueToday: true,
    reportedToday: false,
    dueFrom: '2022-01-04',
    dueTo: '2022-03-31',
    reason: null,
  });
  const sent = await send('daily', wellToday);
  expect(sent.status).toBe(200);
  expect(sent.body).toMatchObject({ form: 'daily', slot: '2022-01-20', version: 1 });
  expect(sent.body.sentAt).toBe(startOfTests);
  expect(await browser.get(reports.overview)).toMatchObject({
    done: 1,
    missed: 16,
    dueToday: true,
    reportedToday: true,
  });
  const mine = await browser.get(reports.mine, { params: { form: 'daily' } });
  expect(mine.reports).toMatchObject([{ values: wellToday, sentBy: null, app: 'portal' }]);
  expect(Object.keys(mine.definitions)).toEqual([String(expedition.forms.get('daily')?.id)]);
});

it('belongs to the day in Beijing at the moment of arrival', async () => {
  const { browser, send } = await reporter(kit, expedition);
  kit.clock.set('2022-01-20T15:59:59.999Z');
  expect((await browser.get(reports.overview)).today).toBe('2022-01-20');
  expect((await send('daily', wellToday, { day: '2022-01-21' })).body.code).toBe('day_in_future');
  expect((await send('daily', wellToday)).body.slot).toBe('2022-01-20');
  kit.clock.set('2022-01-20T16:00:00.000Z');
  expect(await browser.get(reports.overview)).toMatchObject({
    today: '2022-01-21',
    reportedToday: false,
  });
  expect((await send('daily', wellToday)).body.slot).toBe('2022-01-21');
});

it('follows the zone of the programme, not that of the server or of another programme', async () => {
  kit.clock.set('2022-01-20T11:00:00Z');
  const zelda = await reporterOf(kit, cast.programme, cast.zelda);
  expect((await zelda.browser.get(reports.overview)).today).toBe('2022-01-21');
  const other = await reporter(kit, expedition);
  expect((await other.browser.get(reports.overview)).today).toBe('2022-01-20');
});

it('asks a form that crossed midnight to be filled in again where days cannot be filled in later', async () => {
  const { send, browser } = await reporter(kit, cast.programme);
  const weighed = { weight: 20, moulting: false, limping: false };
  // In Auckland the day turns at 11:00 UTC.
  kit.clock.set('2022-01-20T10:59:59.999Z');
  const { today } = await browser.get(reports.overview);
  kit.clock.set('2022-01-20T11:00:00.000Z');
  const late = await send('weigh-in', weighed, { day: today });
  expect(late).toMatchObject({ status: 422, body: { code: 'day_passed', params: { day: today } } });
  expect((await send('weigh-in', weighed)).status).toBe(200);
  expect(await browser.get(reports.missed)).toMatchObject({ canBackfill: false });
});

it('fills in a missed day later, and the form that crossed midnight counts for its own day', async () => {
  const { send, browser } = await reporter(kit, expedition, { startsOn: '2022-01-18' });
  kit.clock.set('2022-01-20T15:59:59Z');
  const { today } = await browser.get(reports.overview);
  kit.clock.set('2022-01-20T16:00:01Z');
  expect((await send('daily', wellToday, { day: today })).body.slot).toBe('2022-01-20');
  expect(await browser.get(reports.missed)).toEqual({
    days: ['2022-01-18', '2022-01-19'],
    canBackfill: true,
  });
  expect((await send('daily', wellToday, { day: '2022-01-18' })).status).toBe(200);
  expect((await browser.get(reports.missed)).days).toEqual(['2022-01-19']);
  const query = { from: '2022-01-17', to: '2022-01-23' };
  expect(await browser.get(reports.days, { query })).toEqual([
    { day: '2022-01-17', state: 'none' },
    { day: '2022-01-18', state: 'done' },
    { day: '2022-01-19', state: 'missed' },
    { day: '2022-01-20', state: 'done' },
    { day: '2022-01-21', state: 'today' },
    { day: '2022-01-22', state: 'future' },
    { day: '2022-01-23', state: 'future' },
  ]);
});

it('refuses days outside the reporting period and days that are none', async () => {
  const { send } = await reporter(kit, expedition, { startsOn: '2022-01-18' });
  expect((await send('daily', wellToday, { day: '2022-01-17' })).body.code).toBe(
    'day_outside_window',
  );
  expect((await send('daily', wellToday, { day: '2022-02-30' })).body).toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'day', code: 'not_a_date' }],
  });
});

it('tells every mistake at its field, and keeps nothing', async () => {
  const { send, browser } = await reporter(kit, expedition);
  const answer = await send('daily', { temperature: 366, other: 1 });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    code: 'invalid_input',
    fields: expect.arrayContaining([
      expect.objectContaining({ path: 'temperature', code: 'out_of_range' }),
      expect.objectContaining({ path: 'cough', code: 'required' }),
      expect.objectContaining({ path: 'other', code: 'unknown_field' }),
    ]),
  });
  expect((await browser.get(reports.summary)).reports).toEqual([]);
});

it('changes a report any time, with every version kept', async () => {
  const { send, browser } = await reporter(kit, expedition);
  await send('daily', wellToday);
  kit.clock.set('2022-01-25T04:00:00Z');
  const changed = { ...wellToday, temperature: 38 };
  const second = await send('daily', changed, { day: '2022-01-20', basedOn: 1 });
  expect(second.body).toMatchObject({ slot: '2022-01-20', version: 2 });
  const params = { form: 'daily' };
  const history = await browser.get(reports.mine, { params, query: { slot: '2022-01-20' } });
  expect(history.reports.map(({ version, values, alerts }) => [version, values, alerts])).toEqual([
    [2, changed, ['hot']],
    [1, wellToday, []],
  ]);
  const current = await browser.get(reports.mine, { params });
  expect(current.reports).toHaveLength(1);
  expect((await browser.get(reports.overview)).done).toBe(1);
});

it('makes no version of what did not change', async () => {
  const { send, browser } = await reporter(kit, expedition);
  const first = await send('daily', wellToday);
  const again = await send('daily', { cough: false, temperature: 36.5 }, { basedOn: 1 });
  expect(again.body).toEqual(first.body);
  expect((await browser.get(reports.summary)).reports).toHaveLength(1);
});

it('never overwrites what was not seen', async () => {
  const { send } = await reporter(kit, expedition);
  await send('daily', wellToday);
  const blind = await send('daily', { ...wellToday, temperature: 37 });
  expect(blind).toMatchObject({ status: 409, body: { code: 'newer_version' } });
  const ahead = await send('daily', { ...wellToday, temperature: 37 }, { basedOn: 2 });
  expect(ahead.body.code).toBe('newer_version');
});

it('changes nothing where the policy says never', async () => {
  const { send } = await reporter(kit, cast.programme);
  const weighed = { weight: 20, moulting: false, limping: false };
  await send('weigh-in', weighed);
  const change = await send('weigh-in', { ...weighed, weight: 21 }, { basedOn: 1 });
  expect(change).toMatchObject({ status: 409, body: { code: 'already_reported' } });
});

it('answers a report that is sent again as the first time, whatever has changed since', async () => {
  const { send, browser } = await reporter(kit, cast.programme);
  const id = randomUUID();
  const weighed = { weight: 20, moulting: false, limping: false };
  const { today } = await browser.get(reports.overview);
  const first = await send('weigh-in', weighed, { id });
  kit.clock.set('2022-01-25T04:00:00Z');
  const retries = [
    await send('weigh-in', weighed, { id, day: today }),
    await send('weigh-in', weighed, { id: id.toUpperCase(), day: today }),
  ];
  for (const { body, status } of retries) expect([status, body]).toEqual([200, first.body]);
  const stranger = await reporter(kit, cast.programme);
  expect((await stranger.send('weigh-in', weighed, { id })).body.code).toBe('id_taken');
});

it('asks for the declaration first, once for each system and version', async () => {
  const { send, browser, person } = await reporter(kit, expedition, {}, { declared: false });
  expect(await browser.get(reports.overview)).toMatchObject({ declarationNeeded: true });
  expect(await send('daily', wellToday)).toMatchObject({
    status: 403,
    body: { code: 'declaration_needed' },
  });
  const old = await browser.call(reports.declaration, { body: { version: 2 } });
  expect(old).toMatchObject({ status: 409, body: { code: 'declaration_outdated' } });
  for (const _ of ['once', 'twice'])
    await browser.get(reports.declaration, { body: { version: 3 } });
  expect((await send('daily', wellToday)).status).toBe(200);
  const desk = await kit.as({ ...person, app: 'desk' });
  expect((await desk.get(reports.overview)).declarationNeeded).toBe(true);
  const onDesk = await send('daily', { ...wellToday, cough: true }, { basedOn: 1 }, desk);
  expect(onDesk.body.code).toBe('declaration_needed');
});

it('offers forms by group, and only their present version', async () => {
  const adelie = await reporter(kit, cast.programme, { group: 'adelies' });
  expect((await adelie.send('arrival', {})).body.code).toBe('form_not_offered');
  expect((await adelie.send('swim', {})).body.code).toBe('form_not_offered');
  expect((await adelie.send('nothing', {})).body.code).toBe('form_not_offered');
  const weighed = { weight: 20, moulting: false, limping: false };
  const outdated = await adelie.send('weigh-in', weighed, { formVersionId: 999_999 });
  expect(outdated).toMatchObject({ status: 409, body: { code: 'form_outdated' } });
});

it('keeps several of a form apart, each with versions of its own', async () => {
  const { send, browser } = await reporter(kit, expedition);
  const untested = { result: 'untested' };
  const first = await send('sample', untested);
  expect(first.body).toMatchObject({ slot: first.body.id, incomplete: true });
  const overview = await browser.get(reports.overview);
  expect(overview.forms.find(({ form }) => form === 'sample')?.state).toBe('incomplete');
  const entry = first.body.id;
  const tested = { result: 'negative', takenAt: '2022-01-19T00:00:00Z' };
  const second = await send('sample', tested, { entry, basedOn: 1 });
  expect(second.body).toMatchObject({ slot: entry, version: 2 });
  expect((await send('sample', tested)).body.version).toBe(1);
  const mine = await browser.get(reports.mine, { params: { form: 'sample' } });
  expect(mine.reports).toHaveLength(2);
});

/** Says a report over again in the database, as if it had been sent so often. */
function repeat(id: string, columns: string, times: number) {
  return kit.database.pool.query(
    `insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current,
        content, alerts, incomplete, app, sent_by, sent_at)
      select gen_random_uuid(), enrolment_id, form_version_id, form, ${columns},
        content, alerts, incomplete, app, sent_by, sent_at
      from reports, generate_series(2, $2) n where id = $1`,
    [id, times],
  );
}

it('takes so many versions of a report, and so many of a form, that nobody fills the disk', async () => {
  const { send } = await reporter(kit, expedition);
  const { body } = await send('daily', wellToday);
  await repeat(body.id, 'slot, day, n, n = 199', 199);
  const last = { ...wellToday, temperature: 37 };
  expect((await send('daily', last, { basedOn: 199 })).body.version).toBe(200);
  expect(await send('daily', wellToday, { basedOn: 200 })).toMatchObject({
    status: 409,
    body: { code: 'sent_too_often' },
  });
  const untested = { result: 'untested' };
  const entry = (await send('sample', untested)).body.id;
  await repeat(entry, 'gen_random_uuid()::text, day, 1, true', 499);
  expect((await send('sample', untested)).status).toBe(200);
  expect((await send('sample', untested)).body.code).toBe('sent_too_often');
  const tested = { result: 'negative', takenAt: '2022-01-19T00:00:00Z' };
  expect((await send('sample', tested, { entry, basedOn: 1 })).status).toBe(200);
});

it('lets nobody in who takes no part', async () => {
  const staff = await kit.as(cast.ada);
  expect((await staff.call(reports.overview)).status).toBe(401);
  expect((await (await kit.as(null)).call(reports.overview)).status).toBe(401);
});

it('answers rubbish with a problem', async () => {
  const { browser } = await reporter(kit, expedition);
  const rubbish: unknown[] = [null, [], 'x', 7, {}, { id: 'urn:uuid:x' }, { values: [] }];
  for (const body of rubbish) {
    const { status } = await browser.call(reports.submit, { body: body as never });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
  const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
  const { send } = await reporter(kit, expedition);
  for (const values of [{ cough: deep }, { temperature: '\0' }, { remark: 'a\0b' }, { a: {} }]) {
    expect((await send('daily', values as never)).status).toBe(422);
  }
});
