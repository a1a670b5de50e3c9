import { expect, it } from 'vitest';
import { chosenName, chosenUsername, decideClaim, decideInPerson } from './rules.ts';

it.each([
  [' Ada.Finn ', 'ada.finn'],
  ['李小企鹅', '李小企鹅'],
  ['a_b-c7', 'a_b-c7'],
  ['a', null],
  ['a'.repeat(31), null],
  ['a'.repeat(30), 'a'.repeat(30)],
  ['.ada', null],
  ['ada.', null],
  ['ada@finn', null],
  ['13900000001', null],
  ['123456', '123456'],
])('takes the user name %s as %s', (typed, username) => {
  expect(chosenUsername(typed)).toBe(username);
});

it.each([
  ['  Ada   Finn ', 'Ada Finn'],
  ['阿依古丽·买买提', '阿依古丽·买买提'],
  ['7', null],
  ['·', null],
])('takes the name %s as %s', (typed, name) => {
  expect(chosenName(typed)).toBe(name);
});

const record = { name: 'Ada Finn', disabled: false, hasAccount: false, phone: 'on-record' };
const shown = { name: 'ada  finn', phone: 'another', hasCode: false };

it.each([
  [undefined, {}, 'new'],
  [{}, {}, 'identity_claim'],
  [{}, { phone: 'on-record' }, 'claimed'],
  [{}, { hasCode: true }, 'claimed'],
  [{ phone: null }, {}, 'identity_in_person'],
  [{ phone: null }, { hasCode: true }, 'identity_in_person'],
  [{ hasAccount: true }, { phone: 'on-record', hasCode: true }, 'identity_registered'],
  [{ disabled: true }, { phone: 'on-record' }, 'identity_on_record'],
  [{}, { name: 'Bo Finn', phone: 'on-record', hasCode: true }, 'identity_on_record'],
  [{ hasAccount: true }, { name: 'Bo Finn' }, 'identity_on_record'],
] as const)('decides %o with %o: %s', (known, given, decided) => {
  expect(decideClaim(known && { ...record, ...known }, { ...shown, ...given })).toBe(decided);
});

it.each([
  [undefined, {}, 'registered'],
  [{}, {}, 'phone_set'],
  [{ phone: null }, {}, 'phone_set'],
  [{}, { hasNewPhone: false }, 'on_record'],
  [{ hasAccount: true }, {}, 'on_record'],
  [{ disabled: true }, {}, 'on_record'],
  [{}, { name: 'Bo Finn' }, 'name_differs'],
  [{ hasAccount: true }, { name: 'Bo Finn' }, 'name_differs'],
] as const)('decides in person about %o with %o: %s', (known, given, decided) => {
  const seen = { name: 'ada  finn', hasNewPhone: true, ...given };
  expect(decideInPerson(known && { ...record, ...known }, seen)).toBe(decided);
});
