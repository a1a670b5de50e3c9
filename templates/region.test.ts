import { describe, expect, it } from 'vitest';
import { alertsOf, doubtsOf } from '../forms/alerts.ts';
import { checkTemplate } from '../forms/check-template.ts';
import { assess } from '../forms/colours.ts';
import type { Values } from '../forms/definition.ts';
import { validate } from '../forms/validate.ts';
import { colours } from './region/colours.ts';
import { personal } from './region/personal.ts';
import { region } from './region.ts';

const context = { today: '2020-03-01', now: '2020-03-01T03:00:00Z', zone: 'Asia/Shanghai' };
const well: Values = {
  unwell: false,
  temperature: 36.5,
  homeRegion: { code: '220104', zh: '吉林省长春市朝阳区', en: 'Chaoyang District' },
  address: '人民大街 1 号',
};

const issuesOf = (values: object) => {
  const result = validate(personal, { ...well, ...values }, context);
  return result.ok ? [] : result.issues.map(({ path, code }) => `${path}: ${code}`);
};

describe('the region template', () => {
  it('is whole and plain data', () => {
    expect(checkTemplate(region)).toEqual([]);
    expect(JSON.parse(JSON.stringify(region))).toEqual(region);
  });

  it('asks which symptoms, if any, and where people live', () => {
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ unwell: true })).toEqual(['symptoms: required']);
    expect(issuesOf({ unwell: true, symptoms: ['cough', 'fever'] })).toEqual([]);
    expect(issuesOf({ homeRegion: { upTo: '220100' } })).toEqual(['homeRegion: region_incomplete']);
    expect(issuesOf({ temperature: 36.55, address: ' ' })).toEqual([
      'temperature: too_many_decimals',
      'address: required',
    ]);
  });

  it('has somebody look after a fever from 37.3 ℃ on, and after symptoms', () => {
    const alerts = (values: Values) =>
      alertsOf(personal, { ...well, ...values }).map(({ code }) => code);
    expect(alerts({})).toEqual([]);
    expect(alerts({ temperature: 37.2 })).toEqual([]);
    expect(alerts({ temperature: 37.3 })).toEqual(['fever']);
    expect(alerts({ unwell: true, symptoms: ['cough'] })).toEqual(['symptom']);
    expect(alerts({ unwell: true, symptoms: ['fever'] })).toEqual(['fever', 'symptom']);
    const doubts = (values: Values) => doubtsOf(personal, { ...well, ...values }).length;
    expect(doubts({ temperature: 37.3 })).toBe(1);
    expect(doubts({ temperature: 37.3, unwell: true, symptoms: ['fever'] })).toBe(0);
  });

  it('turns yellow from 37.3 ℃ on and by symptoms; orange and red are given by hand alone', () => {
    const met = (values: Values) => assess(colours, personal, { ...well, ...values }).met;
    expect(met({ temperature: 37.2 })).toEqual([]);
    expect(met({ temperature: 37.3 })).toEqual(['fever']);
    expect(met({ unwell: true, symptoms: ['cough'] })).toEqual(['symptoms']);
    const byHand = colours.rules.filter(({ byHand: hand }) => hand);
    expect(byHand.map(({ colour, ends }) => [colour, ends])).toEqual([
      ['orange', {}],
      ['red', {}],
    ]);
  });
});
