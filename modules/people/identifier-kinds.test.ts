import { expect, it } from 'vitest';
import { identifierKinds } from '../../forms/sign-in.ts';
import { newKeySet, openKeys } from '../../platform/crypto.ts';
import {
  cardLookup,
  cleanIdentifier,
  isPersonalKind,
  maskIdentifier,
  usernameLookup,
} from './identifier-kinds.ts';
import { decryptIdentifier, encryptIdentifier, lookupOf, lookupsOf } from './identifiers.ts';

const keys = openKeys(newKeySet());
const phone = '+8613900000001';
const document = 'prc_id 11010519491231002X';
const ownerOf = (kind: (typeof identifierKinds)[number]) => ({
  ...{ realm: 'penguins', kind },
  personId: '00000000-0000-4000-8000-000000000001',
});

it.each(['139 0000 0001', '００８６ 139-0000-0001', '+86 13900000001'])(
  'finds one phone written as %s',
  (typed) => {
    expect(cleanIdentifier('phone', typed)).toBe(phone);
    expect(lookupOf(keys, 'phone', typed)).toBe(lookupOf(keys, 'phone', phone));
    const encrypted = encryptIdentifier(keys, ownerOf('phone'), typed) as Buffer;
    expect(decryptIdentifier(keys, ownerOf('phone'), encrypted)).toBe(phone);
  },
);

it('finds one document whether its kind is named or not', () => {
  const other = lookupOf(keys, 'identity', '110105 19491231 002x');
  expect(other).toBe(lookupOf(keys, 'identity', document));
  expect(lookupOf(keys, 'identity', 'passport E12345678')).not.toBe(
    lookupOf(keys, 'identity', 'taiwan_permit 12345678'),
  );
});

it('writes cards and user names in one way', () => {
  expect(cleanIdentifier('card', ' 10 ００5 ')).toBe('10005');
  expect(cleanIdentifier('username', ' Ada.Finn ')).toBe('ada.finn');
  expect([cardLookup(' '), usernameLookup(' ')]).toEqual(['', '']);
});

it('takes for no identifier what cannot be one', () => {
  for (const kind of identifierKinds) expect(cleanIdentifier(kind, ' 　')).toBeNull();
  expect(cleanIdentifier('phone', '12')).toBeNull();
  expect(cleanIdentifier('username', '139 0000 0001')).toBeNull();
  const given = [
    { kind: 'phone', value: '12' },
    { kind: 'card', value: '12' },
  ] as const;
  expect(lookupsOf(keys, given)).toEqual([{ kind: 'card', lookup: '12' }]);
});

it('keeps kinds with the same value apart', () => {
  const lookups = identifierKinds.map((kind) => lookupOf(keys, kind, phone));
  expect(lookups).toEqual([phone, null, expect.stringMatching(/^[\da-f]{64}$/), null]);
  const encrypted = encryptIdentifier(keys, ownerOf('phone'), phone) as Buffer;
  expect(() => decryptIdentifier(keys, ownerOf('card'), encrypted)).toThrow();
});

it('encrypts, hashes and masks a personal kind, and no other', () => {
  const values = { card: '1000001', username: 'ada.finn', phone, identity: document };
  for (const kind of identifierKinds) {
    const value = values[kind];
    const [lookup, encrypted] = [
      lookupOf(keys, kind, value),
      encryptIdentifier(keys, ownerOf(kind), value),
    ];
    const isPlain = !isPersonalKind(kind);
    expect(lookup === value, kind).toBe(isPlain);
    expect(encrypted === null, kind).toBe(isPlain);
    expect(maskIdentifier(kind, value) === value, kind).toBe(isPlain);
    expect(encrypted?.includes(value) ?? false).toBe(false);
  }
  expect(maskIdentifier('phone', phone)).toBe('+86 139****0001');
  expect(maskIdentifier('phone', 'no phone')).toBe('****');
  expect(maskIdentifier('identity', document)).toBe('11**************2X');
  expect(maskIdentifier('identity', 'no document')).toBe('****');
});
