import { describe, expect, it } from 'vitest';
import { adviceOf, alertsOf, doubtsOf, isIncomplete } from '../forms/alerts.ts';
import { checkTemplate } from '../forms/check-template.ts';
import { daysBetween } from '../forms/days.ts';
import type { Values } from '../forms/definition.ts';
import { matcherOf } from '../forms/pattern.ts';
import {
  countsOf,
  type Enrolment,
  milestonesFrom,
  phaseOf,
  reportingPeriodOf,
} from '../forms/policy.ts';
import { identityOf, withIdentity } from '../forms/programme-identity.ts';
import { credentialScopes, documentsOf, initialPasswordOf, wayOf } from '../forms/sign-in.ts';
import { programmeFrom } from '../forms/template.ts';
import { type Context, checkMilestones, validate } from '../forms/validate.ts';
import { answerAllNo } from '../forms/visibility.ts';
import { games, gamesTemplate } from './games.ts';

const context: Context = {
  today: '2022-02-04',
  now: '2022-02-04T03:00:00Z',
  zone: 'Asia/Shanghai',
};
const photo = '0b54f5a2-1111-4222-8333-944445555666';

function formOf(code: string) {
  const form = games.forms.find((each) => each.definition.code === code);
  if (!form) throw new Error(`no form ${code}`);
  return form.definition;
}

function issuesOf(form: string, values: unknown, more: Partial<Context> = {}) {
  const result = validate(formOf(form), values, { ...context, ...more });
  return result.ok ? [] : result.issues.map(({ path, code }) => `${path}: ${code}`);
}

const abroad: Enrolment = {
  group: 'athletes',
  attributes: { overseas: true },
  from: '2022-01-04',
  to: null,
  withdrawnOn: null,
};

describe('the Games template', () => {
  it('is whole and plain data', () => {
    expect(checkTemplate(games)).toEqual([]);
    expect(JSON.parse(JSON.stringify(games))).toEqual(games);
  });

  it.each([[[]], [['entry']], [['vaccination']], [['entry', 'vaccination']]])(
    'makes a whole programme without its parts %j',
    (without) => {
      const identity = { ...gamesTemplate.example, attributes: [], forms: [] };
      expect(checkTemplate(programmeFrom(gamesTemplate, { identity, without }))).toEqual([]);
    },
  );

  it('has a date as the initial password, unless it is made with random ones, for one account', () => {
    expect([initialPasswordOf(games.signIn), documentsOf(games.signIn).length]).toEqual([
      'date',
      4,
    ]);
    const handedOut = programmeFrom(gamesTemplate, {
      identity: gamesTemplate.example,
      initialPassword: 'random',
    });
    expect(checkTemplate(handedOut)).toEqual([]);
    expect(documentsOf(handedOut.signIn)).toEqual([]);
    expect(new Set(Object.values(credentialScopes(handedOut))).size).toBe(1);
    const identity = { ...gamesTemplate.example, organiser: { zh: '甲', en: 'A' } };
    const changed = withIdentity(handedOut, identity);
    expect(initialPasswordOf(changed.signIn)).toBe('random');
    expect(identityOf(changed)).not.toHaveProperty('card.initialPassword');
  });

  it('names its event in the example alone', () => {
    const { example, ...others } = gamesTemplate;
    const words =
      /冬奥|残奥|奥组委|注册卡|注册中心|持卡|防疫手册|olympic|2022 Games|accredit|playbook/i;
    expect(JSON.stringify(others).match(words)).toBeNull();
    expect(JSON.stringify(example)).toMatch(words);
  });

  it('has the seven groups and the technical support of the handbook', () => {
    expect(games.groups).toHaveLength(7);
    expect(games.contacts.phone).toBe('+8610-66689901');
    expect(games.contacts.mail).toBe('my2022-tech@beijing2022.cn');
    expect(games.contacts.cards).toEqual([
      '13724650000628846',
      '13724650000628847',
      '13724650000628848',
      '13724650000628849',
    ]);
  });

  it('takes card numbers of seven digits', () => {
    const matches = matcherOf(wayOf(games.signIn, 'card')?.pattern ?? '');
    expect(matches('1096044')).toBe(true);
    expect(matches('109604')).toBe(false);
    expect(matches('10960440')).toBe(false);
  });
});

describe('the daily form', () => {
  const well: Values = answerAllNo(formOf('daily'), { temperature: 36.5 });
  const alerts = (values: object) =>
    alertsOf(formOf('daily'), { ...well, ...values }).map(({ code }) => code);

  it('asks everything; 全部选否 answers all but the temperature', () => {
    expect(issuesOf('daily', {})).toHaveLength(11);
    expect(issuesOf('daily', well)).toEqual([]);
    expect(issuesOf('daily', { ...well, temperature: undefined })).toEqual([
      'temperature: required',
    ]);
  });

  it('tells who reports a fever what to do, and asks once whether it is one', () => {
    const told = (values: object) => adviceOf(formOf('daily'), { ...well, ...values }).length;
    expect([told({}), told({ temperature: 37.2 }), told({ temperature: 37.3 })]).toEqual([0, 0, 1]);
    expect([told({ fever: true }), told({ cough: true, contactWithCase: true })]).toEqual([1, 2]);
    const asked = (values: object) => doubtsOf(formOf('daily'), { ...well, ...values }).length;
    expect([asked({ temperature: 38.5 }), asked({ temperature: 37.3 })]).toEqual([1, 1]);
    expect([asked({ temperature: 37.2 }), asked({ temperature: 38.5, fever: true })]).toEqual([
      0, 0,
    ]);
    expect(asked({ temperature: 36.5, fever: true })).toBe(0);
  });

  it('bounds the temperature', () => {
    for (const temperature of [34, 37.3, 43]) {
      expect(issuesOf('daily', { ...well, temperature })).toEqual([]);
    }
    for (const temperature of [33.9, 43.1, 366]) {
      expect(issuesOf('daily', { ...well, temperature })).toEqual(['temperature: out_of_range']);
    }
    expect(issuesOf('daily', { ...well, temperature: 36.55 })).toEqual([
      'temperature: too_many_decimals',
    ]);
  });

  it('asks which medicine and what else when the answer is yes', () => {
    expect(issuesOf('daily', { ...well, tookMedicine: true, other: true })).toEqual([
      'medicine: required',
      'otherDetails: required',
    ]);
    expect(
      issuesOf('daily', {
        ...well,
        tookMedicine: true,
        medicine: '布洛芬',
        other: true,
        otherDetails: '头痛',
      }),
    ).toEqual([]);
  });

  it('raises alerts', () => {
    expect(alerts({})).toEqual([]);
    expect(alerts({ temperature: 37.2 })).toEqual([]);
    expect(alerts({ temperature: 37.3 })).toEqual(['fever']);
    expect(alerts({ fever: true })).toEqual(['fever']);
    for (const code of [
      'cough',
      'soreThroat',
      'fatigue',
      'vomitingOrDiarrhoea',
      'lossOfSmellOrTaste',
      'other',
    ]) {
      expect(alerts({ [code]: true })).toEqual(['symptom']);
    }
    expect(alerts({ contactWithCase: true })).toEqual(['contact']);
    expect(alerts({ sawDoctor: true, tookMedicine: true })).toEqual([]);
  });
});

describe('vaccination', () => {
  it('asks for photos and doses of those who were vaccinated', () => {
    expect(issuesOf('vaccination', { vaccinated: false })).toEqual([]);
    expect(issuesOf('vaccination', { vaccinated: true })).toEqual([
      'record: required',
      'doses: required',
    ]);
    const doses = [
      { vaccine: 'sinovac', date: '2021-06-01' },
      { vaccine: '', date: '2022-02-05' },
    ];
    expect(issuesOf('vaccination', { vaccinated: true, record: [photo], doses })).toEqual([
      'doses.1.vaccine: required',
      'doses.1.date: date_too_late',
    ]);
    const again = [
      { vaccine: 'other', date: '2021-06-01' },
      { vaccine: 'sinovac', date: '2021-05-31' },
      { vaccine: 'sinovac', date: '2021-05-31' },
    ];
    expect(issuesOf('vaccination', { vaccinated: true, record: [photo], doses: again })).toEqual([
      'doses.0.otherVaccine: required',
      'doses.1.date: before_row_above',
    ]);
  });
});

describe('laboratory results', () => {
  const negative: Values = {
    result: 'negative',
    sampledAt: '2022-02-01T03:00:00.000Z',
    laboratory: 'Laboratory of Exampleton',
    report: [photo],
    declaration: true,
  };
  const form = formOf('laboratory');

  it('needs time, laboratory, photo and declaration', () => {
    expect(issuesOf('laboratory', { result: 'negative' })).toEqual([
      'sampledAt: required',
      'laboratory: required',
      'report: required',
      'declaration: declaration_not_ticked',
    ]);
    expect(issuesOf('laboratory', negative)).toEqual([]);
    expect(issuesOf('laboratory', { ...negative, sampledAt: '2022-02-04T03:00:01Z' })).toEqual([
      'sampledAt: time_too_late',
    ]);
  });

  it('takes 未检测 without a photo, stays open and tells', () => {
    expect(issuesOf('laboratory', { result: 'untested' })).toEqual([]);
    expect(isIncomplete(form, { result: 'untested' })).toBe(true);
    expect(isIncomplete(form, negative)).toBe(false);
    expect(alertsOf(form, { result: 'untested' }).map(({ level }) => level)).toEqual([
      'incomplete',
    ]);
    const { report: _, ...without } = negative;
    expect(issuesOf('laboratory', without)).toEqual(['report: required']);
  });

  it('tells of positive results', () => {
    const codes = (values: Values) => alertsOf(form, values).map(({ code }) => code);
    expect(codes({ ...negative, result: 'positive' })).toEqual(['laboratory']);
    expect(codes({ ...negative, igmResult: 'positive' })).toEqual(['igm']);
    expect(codes(negative)).toEqual([]);
  });

  it('holds to the 72 hours as soon as boarding is known', () => {
    const boarding = (at: string) => ({ milestones: { boarding: at } });
    expect(issuesOf('laboratory', negative, boarding('2022-02-04T03:00:00Z'))).toEqual([]);
    expect(issuesOf('laboratory', negative, boarding('2022-02-04T03:00:01Z'))).toEqual([
      'sampledAt: not_within_hours_before',
    ]);
    expect(issuesOf('laboratory', negative, boarding('2022-02-01T02:59:59Z'))).toEqual([
      'sampledAt: not_within_hours_before',
    ]);
    expect(checkMilestones(form, negative, { boarding: '2022-02-06T00:00:00Z' })).toHaveLength(1);
    expect(
      checkMilestones(form, { result: 'untested' }, { boarding: '2022-02-06T00:00:00Z' }),
    ).toEqual([]);
  });
});

describe('itineraries', () => {
  const reported = (form: string, reportedAt: string, values: Values) => ({
    form,
    reportedAt,
    values,
  });

  it('are optional as plans', () => {
    expect(issuesOf('planned-itinerary', {})).toEqual([]);
    const late = { entryDate: '2022-02-10', departureDate: '2022-02-09' };
    expect(issuesOf('planned-itinerary', late)).toEqual(['departureDate: date_too_early']);
    expect(issuesOf('planned-itinerary', { entryDate: '2032-02-10' })).toEqual([
      'entryDate: date_too_late',
    ]);
  });

  it('do not plan to enter before the day of boarding, by the calendar of Beijing', () => {
    const boardingAt = '2022-02-09T17:00:00Z';
    expect(issuesOf('planned-itinerary', { boardingAt, entryDate: '2022-02-10' })).toEqual([]);
    expect(issuesOf('planned-itinerary', { boardingAt, entryDate: '2022-02-09' })).toEqual([
      'entryDate: date_too_early',
    ]);
    expect(issuesOf('planned-itinerary', { entryDate: '2022-02-09' })).toEqual([]);
    expect(issuesOf('planned-itinerary', { entryDate: '2020-02-09' })).toEqual([
      'entryDate: date_too_early',
    ]);
  });

  it('write flights and seats as tickets do', () => {
    const typed = { entryDate: '2022-02-04', entryFlight: ' ca 699 ', entrySeat: '２3 a' };
    expect(validate(formOf('actual-itinerary'), typed, context)).toEqual({
      ok: true,
      values: { entryDate: '2022-02-04', entryFlight: 'CA699', entrySeat: '23A' },
    });
    expect(issuesOf('actual-itinerary', { ...typed, entryFlight: 'tomorrow' })).toEqual([
      'entryFlight: pattern_hint',
    ]);
  });

  it('ask for flight and seat only of those who enter by air', () => {
    const entryDate = '2022-02-04';
    const flight = { entryFlight: 'CA1234', entrySeat: '23A' };
    const missing = ['entryFlight: required', 'entrySeat: required'];
    expect(issuesOf('actual-itinerary', { entryDate })).toEqual(missing);
    expect(issuesOf('actual-itinerary', { entryDate, entryBy: 'air' })).toEqual(missing);
    expect(issuesOf('actual-itinerary', { entryDate, entryBy: 'air', ...flight })).toEqual([]);
    for (const entryBy of ['land', 'sea']) {
      const values = { entryDate, entryBy };
      const typedBefore = { ...values, ...flight };
      expect(validate(formOf('actual-itinerary'), typedBefore, context)).toEqual({
        ok: true,
        values,
      });
      const entered = reported('actual-itinerary', '2022-02-04T00:00:00Z', values);
      expect(milestonesFrom(games.milestones, [entered])).toEqual({ entry: entryDate });
    }
  });

  it('are not in the future when actual', () => {
    const entered = { entryDate: '2022-02-04', entryFlight: 'CA1234', entrySeat: '23A' };
    expect(issuesOf('actual-itinerary', entered)).toEqual([]);
    expect(issuesOf('actual-itinerary', { ...entered, entryDate: '2022-02-05' })).toEqual([
      'entryDate: date_too_late',
    ]);
  });

  it('move the days that are due and the phase', () => {
    const planned = reported('planned-itinerary', '2022-01-10T00:00:00Z', {
      entryDate: '2022-01-30',
      departureDate: '2022-02-21',
      boardingAt: '2022-01-29T12:00:00.000Z',
    });
    const before = milestonesFrom(games.milestones, [planned]);
    expect(before).toEqual({
      entry: '2022-01-30',
      departure: '2022-02-21',
      boarding: '2022-01-29T12:00:00.000Z',
    });
    expect(reportingPeriodOf(games, abroad, before).interval).toEqual({
      from: '2022-01-16',
      to: '2022-02-21',
    });
    const actual = reported('actual-itinerary', '2022-02-01T00:00:00Z', {
      entryDate: '2022-02-01',
      departureDate: '2022-02-19',
    });
    const after = milestonesFrom(games.milestones, [planned, actual]);
    expect(reportingPeriodOf(games, abroad, after).interval).toEqual({
      from: '2022-01-18',
      to: '2022-02-19',
    });
    expect(phaseOf('2022-01-31', games.phases, abroad, before)?.label.zh).toBe('入境后');
    expect(phaseOf('2022-01-31', games.phases, abroad, after)?.label.zh).toBe('入境前');
  });

  it('begin 14 days before entry and go on to the end without a departure date', () => {
    const { interval } = reportingPeriodOf(games, abroad, { entry: '2022-01-10' });
    expect(interval).toEqual({ from: '2021-12-27', to: games.endsOn });
    expect(daysBetween('2021-12-27', '2022-01-10')).toBe(14);
    expect(reportingPeriodOf(games, abroad, {}).reason).toBe('milestoneUnknown');
  });

  it('are not asked of others: their enrolment counts', () => {
    const local = { ...abroad, attributes: { overseas: false }, to: '2022-03-01' };
    const reportingPeriod = reportingPeriodOf(games, local, { entry: '2022-01-20' });
    expect(reportingPeriod.interval).toEqual({ from: '2022-01-04', to: '2022-03-01' });
    const counts = countsOf({
      reportingPeriod,
      person: local,
      phases: games.phases,
      milestones: {},
      doneDays: ['2022-01-04'],
      today: '2022-01-07',
    });
    expect(counts.phases.map(({ code, done, missed }) => [code, done, missed])).toEqual([
      ['throughout', 1, 2],
    ]);
  });

  it('are counted as the handbook shows it: 入境前您已填报 2 天, 漏填 4 天', () => {
    const milestones = { entry: '2022-01-30' };
    const counts = countsOf({
      reportingPeriod: reportingPeriodOf(games, abroad, milestones),
      person: abroad,
      phases: games.phases,
      milestones,
      doneDays: ['2022-01-16', '2022-01-18'],
      today: '2022-01-22',
    });
    expect(counts.phases[0]).toMatchObject({ label: { zh: '入境前' }, done: 2, missed: 4 });
    expect(counts.dueToday).toBe(true);
  });
});
