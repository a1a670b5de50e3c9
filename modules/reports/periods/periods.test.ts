import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, expedition } = await startExpeditionKit());
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const visitor = { attributes: { visitor: true } };

it('has no days for a visitor whose landing is not known, and says so in the programme’s words', async () => {
  const { send, browser } = await reporter(kit, expedition, visitor);
  expect(await browser.get(reports.overview)).toMatchObject({
    dueFrom: null,
    dueTo: null,
    reason: 'milestoneUnknown',
    unknownMilestone: 'landing',
    missed: 0,
    dueToday: false,
  });
  expect(await send('daily', wellToday)).toMatchObject({
    status: 422,
    body: {
      code: 'milestone_unknown',
      params: { milestone_zh: '登陆日期', milestone_en: 'Landing date' },
    },
  });
  expect((await browser.get(reports.missed)).days).toEqual([]);
});

it('counts from before landing until departure, else until the end, in phases', async () => {
  const { send, browser } = await reporter(kit, expedition, visitor);
  await send('voyage', { landedOn: '2022-01-19' });
  expect(await browser.get(reports.overview)).toMatchObject({
    dueFrom: '2022-01-16',
    dueTo: '2022-03-31',
    phase: 'moulting',
    phases: [
      { code: 'ashore', done: 0, missed: 3 },
      { code: 'moulting', done: 0, missed: 1 },
    ],
    milestones: { landing: '2022-01-19' },
  });
  await send('daily', wellToday, { day: '2022-01-17' });
  await send('voyage', { landedOn: '2022-01-19', leavesOn: '2022-01-20' }, { basedOn: 1 });
  expect(await browser.get(reports.overview)).toMatchObject({
    dueTo: '2022-01-20',
    phases: [
      { code: 'ashore', done: 1, missed: 2 },
      { code: 'moulting', done: 0, missed: 1 },
    ],
  });
  kit.clock.set('2022-01-21T04:00:00Z');
  expect(await browser.get(reports.overview)).toMatchObject({ dueToday: false, missed: 4 });
  expect((await send('daily', wellToday)).body.code).toBe('day_outside_window');
});

it('keeps what was reported when landing moves, and counts it apart', async () => {
  const { send, browser } = await reporter(kit, expedition, visitor);
  await send('voyage', { landedOn: '2022-01-19' });
  await send('daily', wellToday, { day: '2022-01-16' });
  await send('daily', wellToday);
  await send('voyage', { landedOn: '2022-01-21' }, { basedOn: 1 });
  expect(await browser.get(reports.overview)).toMatchObject({
    dueFrom: '2022-01-18',
    done: 1,
    missed: 2,
    phase: 'ashore',
  });
  const query = { from: '2022-01-16', to: '2022-01-18' };
  expect((await browser.get(reports.days, { query })).map(({ state }) => state)).toEqual([
    'extra',
    'none',
    'missed',
  ]);
  // A report that exists may still be corrected, although its day is no longer due.
  const values = { ...wellToday, cough: true };
  const corrected = await send('daily', values, { day: '2022-01-16', basedOn: 1 });
  expect(corrected.body.version).toBe(2);
});

it('says before a voyage is sent which days it makes missed, and stores nothing', async () => {
  const { send, browser } = await reporter(kit, expedition, visitor);
  const effectOf = (landedOn: string, form = 'voyage') =>
    browser.get(reports.effect, { body: { form, values: { landedOn } } });
  expect(await effectOf('2022-01-21')).toEqual({ newlyMissed: 2, phase: null });
  expect(await effectOf('2022-01-19')).toEqual({ newlyMissed: 4, phase: 'moulting' });
  expect((await browser.get(reports.overview)).missed).toBe(0);
  await send('voyage', { landedOn: '2022-01-21' });
  expect((await browser.get(reports.overview)).missed).toBe(2);
  // What is missed already is not told as new; what was reported is not missed.
  expect(await effectOf('2022-01-21')).toEqual({ newlyMissed: 0, phase: null });
  await send('daily', wellToday, { day: '2022-01-18' });
  expect(await effectOf('2022-01-19')).toEqual({ newlyMissed: 2, phase: 'moulting' });
  await send('voyage', { landedOn: '2022-01-19' }, { basedOn: 1 });
  expect((await browser.get(reports.overview)).missed).toBe(3);
  expect(await effectOf('2022-01-25')).toEqual({ newlyMissed: 0, phase: 'ashore' });
  // What would not be taken changes nothing, and neither do forms that tell no milestone.
  expect(await effectOf('yesterday')).toEqual({ newlyMissed: 0, phase: null });
  expect(await effectOf('2022-01-25', 'daily')).toEqual({ newlyMissed: 0, phase: null });
  expect(await effectOf('2022-01-25', 'nothing')).toEqual({ newlyMissed: 0, phase: null });
});

it('checks a sample as soon as the dive is known', async () => {
  const { send, browser } = await reporter(kit, expedition, visitor);
  const itemOf = async () => {
    const { forms } = await browser.get(reports.overview);
    return forms.find(({ form }) => form === 'sample');
  };
  const takenAt = '2022-01-16T12:00:00Z';
  await send('sample', { result: 'negative', takenAt });
  expect(await itemOf()).toMatchObject({ state: 'done', checks: [] });
  await send('voyage', { diveAt: '2022-01-20T12:00:00Z' });
  expect(await itemOf()).toMatchObject({ state: 'incomplete', checks: ['before-dive'] });
  const tooEarly = await send('sample', { result: 'positive', takenAt });
  expect(tooEarly.body).toMatchObject({
    code: 'invalid_input',
    fields: [{ path: 'takenAt', code: 'not_within_hours_before' }],
  });
  await send('sample', { result: 'negative', takenAt: '2022-01-18T12:00:00Z' });
  expect(await itemOf()).toMatchObject({ state: 'done', checks: [] });
  await send('voyage', { diveAt: '2022-01-25T12:00:00Z' }, { basedOn: 1 });
  expect(await itemOf()).toMatchObject({ state: 'incomplete', checks: ['before-dive'] });
});

it('asks for a range that a calendar can show', async () => {
  const { browser } = await reporter(kit, expedition);
  const query = { from: '2022-01-01', to: '2023-02-04' };
  expect(await browser.get(reports.days, { query })).toHaveLength(400);
  const longer = { from: '2022-01-01', to: '2023-02-05' };
  expect(await browser.call(reports.days, { query: longer })).toMatchObject({
    status: 422,
    body: { code: 'range_too_long', params: { max: 400 } },
  });
  const wrong = { from: '2022-02-30', to: '2022-03-01' };
  expect((await browser.call(reports.days, { query: wrong })).body.fields).toEqual([
    { path: 'from', code: 'not_a_date' },
  ]);
});
