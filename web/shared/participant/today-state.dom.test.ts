import { describe, expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem } from '../api.ts';
import { setLang } from '../i18n.ts';
import { findCached } from '../offline/response-cache.ts';
import { subjectOf } from './attempt.ts';
import { useOutbox } from './outbox-provider.tsx';
import { overviewQuery } from './session.ts';
import { changing } from './testing/programmes.ts';
import { doing, openStage, pass, type Setting, stopTimers, until } from './testing/stage.tsx';
import { useTodayAtHand, useTodayState, useWhyNotDue } from './today-state.ts';

const form = 'weigh-in';
const today = '2024-04-10';

function home(setting: Setting = {}) {
  const stage = openStage({ programme: changing, ...setting });
  const { result } = stage.render(() => ({ ...useTodayState(), ...useOutbox() }));
  return { stage, result };
}

describe('today on the home page', () => {
  test('is due, and reported once the server says so', async () => {
    const { stage, result } = home();
    expect(result.current).toMatchObject({ today, state: { kind: 'due' }, acts: ['fillToday'] });
    const reported = { ...stage.overview, reportedToday: true };
    await doing(() => {
      stage.queries.setQueryData(overviewQuery(stage.account).queryKey, reported);
    });
    await until(() => expect(result.current.state).toEqual({ kind: 'reported' }));
    expect(result.current.acts).toEqual(['seeToday']);
  });

  test('waits on this device, until the outbox has sent it or was refused', async () => {
    const { result } = home({ outbox: true });
    const parcel = { id: 'r1', subject: subjectOf(form, today), about: {}, earlier: [] };
    const send = (error: ApiProblem) =>
      doing(() =>
        result.current.outbox?.send({ ...parcel, content: {} }, async () => {
          return { kind: 'failed' as const, error };
        }),
      );
    await send(new ApiProblem('offline', 0));
    await until(() => expect(result.current.state).toEqual({ kind: 'queued' }));
    await doing(() => result.current.outbox?.remove('r1'));
    await send(new ApiProblem('day_outside_window', 422));
    await until(() => expect(result.current.entries).toMatchObject([{ state: 'refused' }]));
    expect(result.current.state).toEqual({ kind: 'due' });
  });

  test('is due again after the day has turned while the page was open', async () => {
    const stage = openStage({ programme: changing, overview: { reportedToday: true } });
    stopTimers();
    const { result } = stage.render(useTodayState);
    expect(result.current.state).toEqual({ kind: 'reported' });
    await pass(12 * 3_600_000 + 1_000);
    expect(result.current).toMatchObject({ today: '2024-04-11', state: { kind: 'due' } });
  });

  test('offers the days that were missed where they can be filled in later', () => {
    expect(home({ overview: { missed: 2 } }).result.current).toMatchObject({
      ...{ missed: 2, acts: ['fillToday', 'fillMissed'] },
    });
  });

  test('asks for what the days wait for, in the words of the programme', async () => {
    const overview = {
      ...{ reason: 'milestoneUnknown' as const, unknownMilestone: 'landing' },
      ...{ dueToday: false, dueFrom: null, dueTo: null },
    };
    const { stage, result } = home({ overview });
    expect(result.current.acts).toEqual(['fillMilestone']);
    expect(result.current.milestoneForm?.definition.code).toBe('swim');
    const why = stage.render(useWhyNotDue).result;
    await doing(() => setLang('zh'));
    expect(why.current).toContain('还不知道您的登陆日期');
    await doing(() => setLang('en'));
    expect(why.current).toContain('Landing date: not known yet');
  });

  test('has nothing to do where no form is due each day', () => {
    const forms = changing.forms.filter(({ policy }) => policy.slots !== 'daily');
    const { result } = home({ programme: { ...changing, forms } });
    expect(result.current).toMatchObject({ daily: undefined, acts: [] });
  });
});

test('today’s report and the missed days are at hand when there is no network', async () => {
  const stage = openStage({ programme: changing, overview: { reportedToday: true, missed: 1 } });
  const records = { reports: [], definitions: {} };
  const missed = { days: ['2024-04-09'], canBackfill: true };
  stage.server.on(reports.mine, () => records);
  stage.server.on(reports.missed, () => missed);
  stage.render(useTodayAtHand);
  await until(async () => {
    expect(await findCached(stage.account, `records|${form}|${today}`)).toEqual(records);
    expect(await findCached(stage.account, 'missed')).toEqual(missed);
  });
});

test('nothing is asked for where there is nothing to have at hand', async () => {
  const stage = openStage({ programme: changing });
  // A request would fail the test: the server expects none.
  stage.render(useTodayAtHand);
  await doing(() => undefined);
});
