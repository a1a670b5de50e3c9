import { describe, expect, it } from 'vitest';
import type { DocumentRule } from '../../../forms/programme.ts';
import { parseDay } from '../../../platform/sheets/dates.ts';
import { initialPassword, plainName } from './rules.ts';

const label = { zh: '证件', en: 'Document' };
const rules: DocumentRule[] = [
  { kind: 'prc_id', label, date: 'validFrom' },
  { kind: 'hk_macao_permit', label, date: 'validFrom' },
  { kind: 'taiwan_permit', label, date: 'validFrom' },
  { kind: 'passport', label, date: 'issuedOn' },
];
const none = { validFrom: null, issuedOn: null, birthDate: null };

function dayIn(cell: string): string {
  const parsed = parseDay(cell);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.day;
}

describe('initialPassword', () => {
  it.each([
    ['prc_id', { validFrom: dayIn('2008.08.08-2028.08.08') }, '20080808'],
    ['hk_macao_permit', { validFrom: dayIn('2014.04.21-2024.04.20') }, '20140421'],
    ['taiwan_permit', { validFrom: dayIn('2014.04.21-2024.04.20') }, '20140421'],
    ['passport', { issuedOn: dayIn('18 JAN 2019') }, '20190118'],
  ] as const)('follows the manual’s example for %s', (kind, days, password) => {
    expect(initialPassword(rules, kind, { ...none, birthDate: '1990-01-02', ...days })).toBe(
      password,
    );
  });

  it('takes the day that the programme names, where there are two', () => {
    const days = { ...none, validFrom: '2019-01-20', issuedOn: '2019-01-18' };
    expect(initialPassword(rules, 'passport', days)).toBe('20190118');
    expect(initialPassword(rules, 'prc_id', days)).toBe('20190120');
  });

  it('never takes another day of the document: it falls back to the date of birth', () => {
    const issued = { validFrom: null, issuedOn: '2019-01-18', birthDate: '1990-12-31' };
    expect(initialPassword(rules, 'prc_id', issued)).toBe('19901231');
    expect(initialPassword(rules, 'prc_id', { ...issued, birthDate: null })).toBeNull();
    const valid = { ...issued, validFrom: '2019-01-20', issuedOn: null };
    expect(initialPassword(rules, 'passport', valid)).toBe('19901231');
    expect(initialPassword(rules, null, valid)).toBe('19901231');
  });

  it('takes the date of birth where no day of the document was supplied', () => {
    expect(initialPassword(rules, 'passport', { ...none, birthDate: '1990-12-31' })).toBe(
      '19901231',
    );
    expect(initialPassword(rules, null, { ...none, birthDate: '1990-12-31' })).toBe('19901231');
  });

  it('makes none out of nothing', () => {
    expect(initialPassword(rules, 'passport', none)).toBeNull();
  });
});

it('compares names by letters and digits alone', () => {
  expect(plainName('  Adélies ')).toBe(plainName('ADELIES'));
  expect(plainName('帝 企鹅')).toBe('帝企鹅');
  expect(plainName('Ａ－１')).toBe('a1');
});
