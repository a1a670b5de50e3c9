import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { newKeySet, openKeys, Redacted } from './crypto.ts';

describe('keys', () => {
  const set = newKeySet();
  const keys = openKeys(set);

  it('opens what it sealed, and only for the same purpose', () => {
    const sealed = keys.seal('phone', '+8613800000000');
    expect(keys.open('phone', sealed).reveal()).toBe('+8613800000000');
    expect(() => keys.open('identity', sealed)).toThrow();
    expect(sealed.toString('latin1')).not.toContain('13800000000');
  });

  it('notices a changed byte', () => {
    const sealed = keys.seal('phone', '1');
    sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
    expect(() => keys.open('phone', sealed)).toThrow();
  });

  it('opens with an older key after the keys were changed', () => {
    const sealed = keys.seal('phone', 'x');
    const fresh = newKeySet();
    const changed = openKeys({
      current: 'k2',
      keys: { ...set.keys, k2: fresh.keys.k1 as string },
      lookup: set.lookup,
    });
    expect(changed.open('phone', sealed).reveal()).toBe('x');
    expect(changed.open('phone', changed.seal('phone', 'y')).reveal()).toBe('y');
    expect(() => keys.open('phone', changed.seal('phone', 'y'))).toThrow('unknown key');
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
