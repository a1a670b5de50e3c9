import { describe, expect, it } from 'vitest';
import { describePattern } from '../../../forms/describe-pattern.ts';
import { likelyMends, mendIdentifier } from './mends.ts';
import { distance, isSlip, nearest, unitFinder } from './near.ts';

const seven = (text: string) => (/^[0-9]{7}$/.test(text) ? text : null);
const ring = (text: string) => (/^P[0-9]{4}$/.test(text) ? text : null);

describe('mends of an identifier', () => {
  it.each([
    ['1096044.0', '1096044', ['plain_number']],
    ['1096044.000', '1096044', ['plain_number']],
    ['1,096,044', '1096044', ['plain_number']],
    ['1.096044E+6', '1096044', ['plain_number']],
    ['109-6044', '1096044', ['signs_removed']],
    ['96045', '0096045', ['leading_zeros']],
    ['１０９－６０４４', '1096044', ['signs_removed']],
    ['96045.0', '0096045', ['plain_number', 'leading_zeros']],
  ])('make of %s what was meant', (typed, value, mends) => {
    expect(likelyMends(typed, seven)).toEqual({ value, mends });
  });

  it.each(['31', '1096044.5', '1.0960445E+6', '10960440', 'soon', '', '1E+300', '12:34'])(
    'leave %s alone',
    (typed) => {
      expect(likelyMends(typed, seven)).toBeNull();
    },
  );

  it('are applied only as far as they were accepted', () => {
    expect(mendIdentifier('96045.0', ['leading_zeros'], seven)).toBeNull();
    expect(mendIdentifier('96045.0', ['plain_number'], seven)).toBeNull();
    expect(mendIdentifier('P-0001', ['signs_removed'], ring)?.value).toBe('P0001');
  });

  it('do not search through what is too long to be one', () => {
    expect(likelyMends('0'.repeat(16_000), seven)).toBeNull();
  });
});

describe('the nearest of the known names', () => {
  const groups = [
    { code: 'athletes', names: ['运动员和随队官员', 'Athletes and team officials'] },
    { code: 'press', names: ['新闻媒体', 'Press'] },
    { code: 'workforce', names: ['工作人员', 'Workforce'] },
  ];

  it.each([
    ['Athlete', 'athletes'],
    ['Athletes & team oficials', 'athletes'],
    ['运动员', 'athletes'],
    ['媒体', 'press'],
    ['Media', 'press'],
    ['员工', 'workforce'],
    ['Work force', 'workforce'],
  ])('for %s is %s', (typed, code) => {
    expect(nearest(typed, groups)).toBe(code);
  });

  it.each(['seals', '海豹', '', '?', 'a'])('for %s is none', (typed) => {
    expect(nearest(typed, groups)).toBeNull();
  });

  it('is none where two are as near', () => {
    const rooms = ['Room one', 'Room two'].map((name) => ({ code: name, names: [name] }));
    expect(nearest('Room', rooms)).toBeNull();
  });
});

describe('a unit under another name', () => {
  const known = [
    { code: 'MED', zh: '医疗部', en: 'Medical Department' },
    { code: 'u2', zh: '单位2', en: 'Unit 2' },
    { code: 'north', zh: '北部群', en: 'North Colony' },
  ];
  const near = (code: string, zh: string, en = zh) =>
    unitFinder(known)({ code, zh, en }).map((unit) => unit.code);

  it('is found by code and name, whatever their spaces, width, case and ending', () => {
    expect(near('ｍｅｄ', 'x')).toEqual(['MED']);
    expect(near('Med.', 'x')).toEqual(['MED']);
    expect(near('M1', '医疗处')).toEqual(['MED']);
    expect(near('M1', '医 疗')).toEqual(['MED']);
    expect(near('M1', '甲', 'Medical Dept')).toEqual(['MED']);
    expect(near('n', '甲', 'Noth Colony')).toEqual(['north']);
  });

  it('is not one of another number', () => {
    expect(near('u3', '单位3', 'Unit 3')).toEqual([]);
  });
});

it('tells slips from other names by their length', () => {
  expect(isSlip('emperors', 'emperrs')).toBe(true);
  expect(isSlip('cat', 'car')).toBe(false);
  expect(distance('kitten', 'sitting', 5)).toBe(3);
  expect(distance('a', 'abcdefgh', 3)).toBe(4);
});

it('says what a pattern asks for', () => {
  expect(describePattern('[0-9]{7}')?.en).toBe('7 digits');
  expect(describePattern('P[0-9]{4}')).toEqual({ zh: 'P 加 4 位数字', en: 'P and 4 digits' });
  expect(describePattern('\\d{3,5}')?.zh).toBe('3–5 位数字');
  expect(describePattern('[0-9A-Za-z-]{4,10}')).toEqual({
    zh: '4–10 位数字、字母或连字符',
    en: '4–10 digits, letters or hyphens',
  });
  expect(describePattern('[0-9A-Za-z-]{12}')?.zh).toBe('12 位数字、字母或连字符');
  expect(describePattern('(a|b)+')).toBeUndefined();
});
