import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { newKeySet, openKeys, Redacted } from './crypto.ts';

describe('keys', () => {
  const set = newKeySet();
  const keys = openKeys(set);

  it('decrypts what it encrypted, and only for the same purpose', () => {
    const encrypted = keys.encrypt('phone', '+8613800000000');
    expect(keys.decrypt('phone', encrypted).reveal()).toBe('+8613800000000');
    expect(() => keys.decrypt('identity', encrypted)).toThrow();
    expect(encrypted.toString('latin1')).not.toContain('13800000000');
  });

  it('notices a changed byte', () => {
    const encrypted = keys.encrypt('phone', '1');
    encrypted[encrypted.length - 1] = (encrypted[encrypted.length - 1] ?? 0) ^ 1;
    expect(() => keys.decrypt('phone', encrypted)).toThrow();
  });

  it('takes no shortened tag, which would be guessed sooner', () => {
    const encrypted = keys.encrypt('phone', '');
    expect(keys.decrypt('phone', encrypted).reveal()).toBe('');
    for (const cut of [1, 4, 12, 16]) {
      expect(() => keys.decrypt('phone', encrypted.subarray(0, -cut))).toThrow();
    }
  });

  it('opens with an older key after the keys were changed', () => {
    const encrypted = keys.encrypt('phone', 'x');
    const fresh = newKeySet();
    const changed = openKeys({
      current: 'k2',
      keys: { ...set.keys, k2: fresh.keys.k1 as string },
      lookup: set.lookup,
    });
    expect(changed.decrypt('phone', encrypted).reveal()).toBe('x');
    expect(changed.decrypt('phone', changed.encrypt('phone', 'y')).reveal()).toBe('y');
    expect(() => keys.decrypt('phone', changed.encrypt('phone', 'y'))).toThrow('unknown key');
    expect(changed.hash('phone', 'x')).toEqual(keys.hash('phone', 'x'));
  });
});

describe('Redacted', () => {
  it('does not show its value by any usual way of printing', () => {
    const phone = new Redacted('+8613800000000');
    const shown = [`${phone}`, JSON.stringify({ phone }), inspect({ phone }, { showHidden: true })];
    expect(shown.join()).not.toContain('138');
    expect(phone.reveal()).toBe('+8613800000000');
  });
});
