import { describe, expect, test } from 'vitest';
import { todayActs, todayState } from './today-state.ts';

const today = '2026-01-10';
const known = {
  ...{ today, dueFrom: '2026-01-05', dueTo: '2026-01-20', reason: null },
  ...{ dueToday: true, reportedToday: false },
};

describe('today', () => {
  test('is due, waits on this device, or was reported', () => {
    expect(todayState(known, today, false)).toEqual({ kind: 'due' });
    expect(todayState(known, today, true)).toEqual({ kind: 'queued' });
    const reported = { ...known, reportedToday: true };
    expect(todayState(reported, today, true)).toEqual({ kind: 'reported' });
  });

  test('goes by the dates where what is known is of a day before', () => {
    const before = { ...known, today: '2026-01-09', dueToday: false, reportedToday: true };
    expect(todayState(before, today, false)).toEqual({ kind: 'due' });
    expect(todayState(before, '2026-01-21', false)).toEqual({
      ...{ kind: 'notDue', why: 'after', day: '2026-01-20' },
    });
  });

  test('says why nothing is due', () => {
    const none = { ...known, dueToday: false, dueFrom: null, dueTo: null };
    expect(todayState(none, today, false)).toEqual({ kind: 'notDue', why: 'noDays' });
    expect(todayState({ ...none, reason: 'milestoneUnknown' }, today, false)).toEqual({
      ...{ kind: 'notDue', why: 'milestoneUnknown' },
    });
    const early = { ...known, today: '2026-01-01', dueToday: false };
    expect(todayState(early, '2026-01-01', false)).toEqual({
      ...{ kind: 'notDue', why: 'before', day: '2026-01-05' },
    });
  });
});

describe('what there is to do', () => {
  const offered = { milestone: false, daily: true, missed: true };

  test('is today’s report before those that were missed, and these before looking', () => {
    expect(todayActs({ kind: 'due' }, offered)).toEqual(['fillToday', 'fillMissed']);
    expect(todayActs({ kind: 'reported' }, offered)).toEqual(['fillMissed', 'seeToday']);
  });

  test('is to look at what waits, and not to fill it in once more', () => {
    expect(todayActs({ kind: 'queued' }, offered)).toEqual(['seeToday', 'fillMissed']);
  });

  test('is first what the days wait for', () => {
    const state = { kind: 'notDue', why: 'milestoneUnknown' } as const;
    expect(todayActs(state, { milestone: true, daily: true, missed: false })).toEqual([
      'fillMilestone',
    ]);
  });

  test('is nothing without a daily form', () => {
    const nothing = { milestone: false, daily: false, missed: true };
    expect(todayActs({ kind: 'due' }, nothing)).toEqual([]);
  });
});
