import { describe, expect, test } from 'vitest';
import type { FormPolicy } from '../../../forms/policy.ts';
import { formTarget } from './form-target.ts';
import type { Mine } from './session.ts';

const today = '2026-01-02';

function form(code: string, slots: FormPolicy['slots']): Mine['forms'][number] {
  return {
    ...{ versionId: 1, version: 1 },
    definition: { code, title: { zh: code, en: code }, fields: [] },
    policy: { slots, change: 'anytime', backfill: true, window: null },
  };
}

const mine = {
  forms: [form('weighing', 'daily'), form('moult', 'single'), form('swims', 'many')],
} as unknown as Mine;

const target = (...[address]: [Parameters<typeof formTarget>[1]]) =>
  formTarget(mine, address, today, 'fresh');

describe('what the address of a form shows', () => {
  test('today’s, the only one, or the list of many', () => {
    expect(target({ form: 'weighing' })).toMatchObject({
      target: { day: today, slot: today },
      forToday: true,
    });
    expect(target({ form: 'moult' })).toMatchObject({
      target: { day: today, slot: 'one' },
      forToday: false,
    });
    expect(target({ form: 'swims' })).toMatchObject({ kind: 'entries' });
  });

  test('a day of a daily form', () => {
    expect(target({ form: 'weighing', day: '2026-01-01' })).toMatchObject({
      target: { day: '2026-01-01', slot: '2026-01-01' },
      forToday: false,
    });
    expect(target({ form: 'weighing', day: today })).toMatchObject({ forToday: true });
  });

  test('an entry of many, or a new one under an id of its own', () => {
    expect(target({ form: 'swims', entry: 'e1' })).toMatchObject({
      target: { slot: 'e1', entry: 'e1' },
    });
    expect(target({ form: 'swims', entry: 'new' })).toMatchObject({
      target: { slot: 'new', entry: 'fresh' },
    });
  });

  test('nothing for what is not offered, no day, or not that kind of form', () => {
    const addresses = [
      { form: 'flying' },
      { form: 'weighing', day: 'yesterday' },
      { form: 'moult', day: today },
      { form: 'weighing', entry: 'new' },
    ];
    for (const address of addresses) expect(target(address)).toEqual({ kind: 'gone' });
  });
});
