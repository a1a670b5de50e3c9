import { describe, expect, it } from 'vitest';
import {
  awaitedMilestones,
  countsOf,
  type Enrolment,
  type FormPolicy,
  type LatestReport,
  mayReport,
  milestonesFrom,
  missedDays,
  phaseOf,
  type ReportingPeriod,
  reportingPeriodOf,
  windowOf,
} from './policy.ts';
import { penguins } from './testing/penguins.ts';

const visitor: Enrolment = {
  group: 'emperors',
  attributes: { visitor: true },
  from: '2024-03-01',
  to: null,
  withdrawnOn: null,
};
const local: Enrolment = { ...visitor, attributes: { visitor: false }, from: '2024-03-10' };
const between = (from: string, to: string): ReportingPeriod => ({
  interval: { from, to },
  reason: null,
});

const unknown: ReportingPeriod = {
  interval: null,
  reason: 'milestoneUnknown',
  milestone: 'landing',
};

describe('the days due', () => {
  it('are the enrolment, or until the programme ends', () => {
    expect(reportingPeriodOf(penguins, local, {})).toEqual(between('2024-03-10', '2024-05-31'));
    expect(reportingPeriodOf(penguins, { ...local, to: '2024-04-01' }, {})).toEqual(
      between('2024-03-10', '2024-04-01'),
    );
    expect(reportingPeriodOf(penguins, { ...local, attributes: {} }, {})).toEqual(
      between('2024-03-10', '2024-05-31'),
    );
  });

  it('begin before the milestone, also before the programme and the enrolment do', () => {
    expect(reportingPeriodOf(penguins, visitor, { landing: '2024-03-02' })).toEqual(
      between('2024-02-28', '2024-05-31'),
    );
  });

  it('move with the milestone and end with the other', () => {
    const milestones = { landing: '2024-04-10', leaving: '2024-04-20' };
    expect(reportingPeriodOf(penguins, visitor, milestones)).toEqual(
      between('2024-04-07', '2024-04-20'),
    );
    expect(reportingPeriodOf(penguins, visitor, { ...milestones, leaving: '2024-06-09' })).toEqual(
      between('2024-04-07', '2024-06-09'),
    );
  });

  it('are none while a milestone is unknown, and say which', () => {
    expect(reportingPeriodOf(penguins, visitor, {})).toEqual(unknown);
    expect(reportingPeriodOf(penguins, visitor, { leaving: '2024-04-20' })).toEqual(unknown);
    expect(reportingPeriodOf(penguins, visitor, { landing: 'soon' }).reason).toBe(
      'milestoneUnknown',
    );
  });

  it('wait for milestones whose edge has no other day', () => {
    expect(awaitedMilestones(penguins.days)).toEqual(['landing']);
    const leaving = { milestone: 'leaving' };
    const to = { milestone: 'dive', otherwise: leaving };
    expect(awaitedMilestones([...penguins.days, { from: leaving, to }])).toEqual([
      ...['landing', 'leaving', 'dive'],
    ]);
  });

  it('end with a withdrawal', () => {
    const withdrawn = { ...local, withdrawnOn: '2024-03-12' };
    expect(reportingPeriodOf(penguins, withdrawn, {})).toEqual(between('2024-03-10', '2024-03-11'));
    expect(reportingPeriodOf(penguins, { ...local, withdrawnOn: '2024-03-10' }, {})).toEqual({
      interval: null,
      reason: 'noDays',
    });
    expect(reportingPeriodOf({ ...penguins, days: [] }, local, {}).reason).toBe('noDays');
  });
});

describe('whether a day may be reported', () => {
  const daily: FormPolicy = { slots: 'daily', change: 'anytime', backfill: true, window: null };
  const strict: FormPolicy = { slots: 'daily', change: 'never', backfill: false, window: null };
  const period = between('2024-03-10', '2024-03-20');
  const asked = { policy: daily, period, day: '2024-03-15', today: '2024-03-15', exists: false };

  it('takes today and missed days, changes included', () => {
    expect(mayReport(asked)).toBe('ok');
    expect(mayReport({ ...asked, day: '2024-03-10' })).toBe('ok');
    expect(mayReport({ ...asked, exists: true })).toBe('ok');
    expect(mayReport({ ...asked, today: '2024-03-25', day: '2024-03-20' })).toBe('ok');
  });

  it('refuses tomorrow, first of all', () => {
    expect(mayReport({ ...asked, day: '2024-03-16' })).toBe('day_in_future');
    expect(mayReport({ ...asked, day: '2024-03-16', exists: true })).toBe('day_in_future');
  });

  it('refuses days outside the period, but changes what was reported there', () => {
    expect(mayReport({ ...asked, day: '2024-03-09' })).toBe('day_outside_window');
    expect(mayReport({ ...asked, today: '2024-03-21', day: '2024-03-21' })).toBe(
      'day_outside_window',
    );
    expect(mayReport({ ...asked, day: '2024-03-09', exists: true })).toBe('ok');
    expect(mayReport({ ...asked, period: { interval: null, reason: 'noDays' } })).toBe(
      'day_outside_window',
    );
    expect(mayReport({ ...asked, period: unknown })).toBe('milestone_unknown');
  });

  it('holds to a policy without changes and back-filling', () => {
    const held = { ...asked, policy: strict };
    expect(mayReport(held)).toBe('ok');
    expect(mayReport({ ...held, exists: true })).toBe('already_reported');
    expect(mayReport({ ...held, day: '2024-03-14' })).toBe('day_passed');
    expect(mayReport({ ...held, day: '2024-03-14', exists: true })).toBe('already_reported');
  });

  it('takes forms that are not daily on any day, or in their window', () => {
    const once: FormPolicy = { slots: 'single', change: 'never', backfill: false, window: null };
    const any = windowOf(once, penguins, visitor, {});
    expect(any).toBeNull();
    // A form left open over midnight still names yesterday.
    expect(mayReport({ ...asked, policy: once, period: any, day: '2024-03-14' })).toBe('ok');
    const window = penguins.forms[1]?.policy as FormPolicy;
    expect(windowOf(window, penguins, visitor, {})).toEqual(between('2024-02-23', '2024-03-31'));
  });
});

describe('counting', () => {
  const milestones = { landing: '2024-04-10' };
  const reportingPeriod = reportingPeriodOf(penguins, visitor, milestones);
  const situation = {
    reportingPeriod,
    person: visitor,
    phases: penguins.phases,
    milestones,
    doneDays: ['2024-04-07', '2024-04-10', '2024-04-01'],
    today: '2024-04-12',
  };

  it('tells done and missed by phase; today is due, not missed', () => {
    expect(countsOf(situation)).toEqual({
      done: 2,
      missed: 3,
      extra: 1,
      dueToday: true,
      phase: 'moulting',
      phases: [
        { code: 'ashore', label: penguins.phases[0]?.label, done: 1, missed: 2, extra: 1 },
        { code: 'moulting', label: penguins.phases[1]?.label, done: 1, missed: 1, extra: 0 },
      ],
    });
    const reported = countsOf({ ...situation, doneDays: [...situation.doneDays, '2024-04-12'] });
    expect(reported).toMatchObject({ done: 3, missed: 3, dueToday: false });
    expect(countsOf({ ...situation, today: '2024-04-13' })).toMatchObject({ missed: 4 });
  });

  it('counts nothing before the reporting period and no more after it', () => {
    expect(countsOf({ ...situation, doneDays: [], today: '2024-04-06' })).toMatchObject({
      done: 0,
      missed: 0,
      dueToday: false,
      phase: 'ashore',
    });
    expect(countsOf({ ...situation, doneDays: [], today: '2024-04-07' })).toMatchObject({
      missed: 0,
      dueToday: true,
    });
    const over = { ...situation, reportingPeriod: between('2024-04-07', '2024-04-09') };
    expect(countsOf({ ...over, doneDays: [], today: '2025-01-01' })).toMatchObject({
      missed: 3,
      dueToday: false,
    });
    const last = countsOf({ ...over, doneDays: [], today: '2024-04-09' });
    expect(last).toMatchObject({ missed: 2, dueToday: true });
  });

  it('keeps what was reported when the milestone moves or goes', () => {
    const moved = { landing: '2024-04-14' };
    const later = countsOf({
      ...situation,
      milestones: moved,
      reportingPeriod: reportingPeriodOf(penguins, visitor, moved),
    });
    expect(later).toMatchObject({ done: 0, missed: 1, extra: 3, phase: 'ashore' });
    const none = countsOf({
      ...situation,
      milestones: {},
      reportingPeriod: reportingPeriodOf(penguins, visitor, {}),
    });
    expect(none).toMatchObject({ done: 0, missed: 0, extra: 3, dueToday: false });
    expect(none.phases[0]).toMatchObject({ code: 'ashore', extra: 3 });
  });

  it('lists the missed days, oldest first', () => {
    expect(missedDays(reportingPeriod, situation.doneDays, '2024-04-12')).toEqual([
      '2024-04-08',
      '2024-04-09',
      '2024-04-11',
    ]);
    expect(missedDays(reportingPeriod, [], '2024-04-07')).toEqual([]);
    expect(missedDays(unknown, [], '2024-04-12')).toEqual([]);
  });

  it('begins the next phase on the day of the milestone', () => {
    const phase = (day: string) => phaseOf(day, penguins.phases, visitor, milestones)?.code;
    expect(phase('2024-04-09')).toBe('ashore');
    expect(phase('2024-04-10')).toBe('moulting');
    expect(phaseOf('2030-01-01', penguins.phases, visitor, {})?.code).toBe('ashore');
    const elsewhere = [{ code: 'x', label: { zh: '无', en: 'X' }, for: { groups: ['adelies'] } }];
    expect(phaseOf('2024-04-10', elsewhere, visitor, {})).toBeNull();
  });
});

describe('milestones from reports', () => {
  const rules = [
    {
      code: 'entry',
      label: { zh: '入', en: 'Entry' },
      kind: 'day' as const,
      pick: 'first' as const,
      sources: [
        { form: 'actual', field: 'on' },
        { form: 'planned', field: 'on' },
      ],
    },
    {
      code: 'leave',
      label: { zh: '离', en: 'Leave' },
      kind: 'day' as const,
      pick: 'latest' as const,
      sources: [
        { form: 'actual', field: 'until' },
        { form: 'planned', field: 'until' },
      ],
    },
  ];
  const report = (form: string, reportedAt: string, values: object): LatestReport => ({
    form,
    reportedAt,
    values: { ...values },
  });

  it('takes the first source that has a value, however old', () => {
    const reports = [
      report('planned', '2024-03-05T00:00:00Z', { on: '2024-03-20' }),
      report('actual', '2024-03-01T00:00:00Z', { on: '2024-03-18' }),
    ];
    expect(milestonesFrom(rules, reports)).toEqual({ entry: '2024-03-18' });
    expect(milestonesFrom(rules, reports.slice(0, 1))).toEqual({ entry: '2024-03-20' });
    expect(milestonesFrom(rules, [])).toEqual({});
  });

  it('takes what was reported last, comparing instants and not their spelling', () => {
    const reports = [
      report('actual', '2024-03-05T01:00:00+08:00', { until: '2024-04-01' }),
      report('planned', '2024-03-04T23:00:00Z', { until: '2024-04-09' }),
    ];
    expect(milestonesFrom(rules, reports)).toEqual({ leave: '2024-04-09' });
    expect(milestonesFrom(rules, reports.reverse())).toEqual({ leave: '2024-04-09' });
  });

  it('takes the newest of several reports of one form', () => {
    const reports = [
      report('actual', '2024-03-01T00:00:00Z', { on: '2024-03-18' }),
      report('actual', '2024-03-03T00:00:00Z', { on: '2024-03-19' }),
      report('actual', '2024-03-02T00:00:00Z', { on: '2024-03-17' }),
    ];
    expect(milestonesFrom(rules, reports)).toEqual({ entry: '2024-03-19' });
  });

  it('passes over reports without the field', () => {
    const reports = [
      report('actual', '2024-03-09T00:00:00Z', { on: '2024-03-18', until: '' }),
      report('planned', '2024-03-01T00:00:00Z', { until: '2024-04-09' }),
      report('planned', '2024-03-02T00:00:00Z', { on: '2024-03-20' }),
      report('planned', '2024-03-03T00:00:00Z', { on: 5 }),
    ];
    expect(milestonesFrom(rules, reports)).toEqual({ entry: '2024-03-18', leave: '2024-04-09' });
  });
});
