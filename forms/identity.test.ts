import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanIdentity,
  identitiesLike,
  identityText,
  prcCheckDigit,
  readIdentity,
} from './identity.ts';
import { cleanPhone, isPhoneCountry } from './phone.ts';

const TODAY = '2022-02-04';

describe('PRC identity numbers', () => {
  it('takes the published examples of GB 11643', () => {
    for (const number of ['11010519491231002X', '440524188001010014']) {
      expect(cleanIdentity('prc_id', number, TODAY)).toEqual({ value: { kind: 'prc_id', number } });
    }
  });

  it('reads what people type', () => {
    expect(cleanIdentity('prc_id', ' 110105 19491231 ００２ｘ ', TODAY)).toEqual({
      value: { kind: 'prc_id', number: '11010519491231002X' },
    });
  });

  it('tells what is wrong', () => {
    const problem = (number: string) => cleanIdentity('prc_id', number, TODAY);
    expect(problem('11010519491231002')).toEqual({ problem: 'prc_id_length' });
    expect(problem('1101051949123100211')).toEqual({ problem: 'prc_id_length' });
    expect(problem('X1010519491231002X')).toEqual({ problem: 'prc_id_length' });
    expect(problem('110105194912310021')).toEqual({ problem: 'prc_id_checksum' });
    expect(problem('110105194902300020')).toEqual({ problem: 'prc_id_birth' });
    expect(problem('110105202202050020')).toEqual({ problem: 'prc_id_birth' });
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const digits = [...'11010519491231002'];
        const before = prcCheckDigit(digits.join(''));
        digits[position] = `${(Number(digits[position]) + shift) % 10}`;
        expect(prcCheckDigit(digits.join(''))).not.toBe(before);
      }),
    );
  });
});

describe('documents with numbers like those of citizens', () => {
  // Samples that the authorities published with the cards.
  it.each([
    ['hk_macao_residence', '810000199408230021'],
    ['taiwan_residence', '830000199201300022'],
    ['foreigner_residence', '911124198108030024'],
  ] as const)('%s %s', (kind, number) => {
    expect(cleanIdentity(kind, number, TODAY)).toEqual({ value: { kind, number } });
    const wrong = `${number.slice(0, 17)}${number.endsWith('5') ? 6 : 5}`;
    expect(cleanIdentity(kind, wrong, TODAY)).toEqual({ problem: 'prc_id_checksum' });
    for (const other of ['prc_id', 'hk_macao_residence', 'taiwan_residence'] as const) {
      if (other === kind) continue;
      expect(cleanIdentity(other, number, TODAY)).toEqual({ problem: 'document_other' });
    }
    expect(readIdentity(` ${number} `)).toEqual({ kind, number });
  });

  it('takes Macao’s numbers, and no card of a citizen for a permit', () => {
    const macao = '82000019940823002';
    const number = `${macao}${prcCheckDigit(macao)}`;
    expect(cleanIdentity('hk_macao_residence', number, TODAY)).toHaveProperty('value');
    expect(cleanIdentity('taiwan_residence', '11010519491231002X', TODAY)).toEqual({
      problem: 'document_other',
    });
  });
});

describe('a document in one line', () => {
  it.each([
    ['11010519491231002x', 'prc_id 11010519491231002X'],
    ['can 110188010112', 'foreigner_residence CAN110188010112'],
    ['CAN11018801011', null],
    ['passport  e1234 5678', 'passport E12345678'],
    ['taiwan_permit 12345678', 'taiwan_permit 12345678'],
    ['E12345678', null],
    ['12345678', null],
    ['unknown E12345678', null],
    ['', null],
    ['1'.repeat(200), null],
  ])('%s', (typed, text) => {
    const read = readIdentity(typed);
    expect(read && identityText(read)).toBe(text);
  });
});

it('names every document that a number alone may be of', () => {
  expect(identitiesLike('11010519491231002x')).toEqual(['prc_id 11010519491231002X']);
  expect(identitiesLike(' 12345678 ')).toEqual(['taiwan_permit 12345678', 'passport 12345678']);
  expect(identitiesLike('Ada')).toEqual([]);
});

describe('other documents', () => {
  it.each([
    ['foreigner_residence', 'can 110188010112', 'CAN110188010112'],
    ['passport', 'e12345678', 'E12345678'],
    ['passport', 'AB 123 456', 'AB123456'],
    ['hk_macao_permit', 'h12345678', 'H12345678'],
    ['hk_macao_permit', 'M1234567801', 'M1234567801'],
    ['taiwan_permit', '12345678', '12345678'],
  ] as const)('%s %s', (kind, typed, number) => {
    expect(cleanIdentity(kind, typed, TODAY)).toEqual({ value: { kind, number } });
  });

  it.each([
    ['passport', '1234'],
    ['passport', '护照12345'],
    ['passport', 'A'.repeat(65)],
    ['hk_macao_permit', 'X12345678'],
    ['taiwan_permit', '1234567'],
    ['foreigner_residence', 'CA1110188010112'],
  ] as const)('refuses %s %s', (kind, typed) => {
    expect(cleanIdentity(kind, typed, TODAY)).toEqual({ problem: 'document_number' });
  });
});

describe('telephone numbers', () => {
  it.each([
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['+86 138-0013-8000', 'CN', '+8613800138000'],
    ['008613800138000', 'CN', '+8613800138000'],
    ['＋８６１３８００１３８０００', 'CN', '+8613800138000'],
    ['+8610-66689901', 'CN', '+861066689901'],
    ['+44 20 7946 0958', 'CN', '+442079460958'],
    ['(212) 555-2368', 'US', '+12125552368'],
    ['+1 212 555 2368', 'CN', '+12125552368'],
  ])('%s from %s is %s', (typed, country, number) => {
    expect(cleanPhone(typed, country)).toBe(number);
    expect(cleanPhone(number, country)).toBe(number);
  });

  it.each([
    '',
    '12345',
    '+',
    '+999 12345678',
    'call me on 13800138000',
    '13800138000 ext. 5',
    '1'.repeat(41),
    '+1386 1380013800',
    '+86 138 0013 80001',
  ])('refuses %s', (typed) => {
    expect(cleanPhone(typed)).toBeNull();
  });

  it('knows countries', () => {
    expect(isPhoneCountry('NZ')).toBe(true);
    expect(isPhoneCountry('XX')).toBe(false);
    expect(isPhoneCountry('constructor')).toBe(false);
  });
});
