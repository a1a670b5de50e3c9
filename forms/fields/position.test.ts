import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../check-definition.ts';
import type { FormDefinition } from '../definition.ts';
import { compile } from '../validate.ts';
import { type PositionValue, position } from './position.ts';
import { columnsOf, wordsOf } from './registry.ts';

const label = { zh: '位置', en: 'Position' };
const context = { today: '2024-04-12', now: '2024-04-12T00:30:00Z', zone: 'Pacific/Auckland' };
const floe = { latitude: -77.84631, longitude: 166.67632, accuracy: 12 };

function formWith(more: object): FormDefinition {
  const field = { type: 'position', code: 'nest', label, required: true, ...more };
  return { code: 'form', title: label, fields: [field] } as FormDefinition;
}

const { personal } = position;
if (!personal) throw new Error('positions are not personal');

/** What the validator makes of a value. */
function cleaned(nest: unknown, more: object = {}) {
  const result = compile(formWith(more))({ nest }, context);
  return result.ok ? result.values.nest : result.issues.map(({ code }) => code).join();
}

describe('a position', () => {
  it('is kept to a metre, and claims no more than was measured', () => {
    expect(cleaned(floe)).toEqual(floe);
    expect(cleaned({ latitude: -77.846312345, longitude: 166.676318, accuracy: 11.2 })).toEqual(
      floe,
    );
    expect(cleaned({ ...floe, latitude: -0.000001 })).toEqual({ ...floe, latitude: 0 });
    expect(cleaned({ ...floe, takenAt: '2024-04-12T00:30:00Z' })).toEqual(floe);
  });

  it('lies on the earth', () => {
    for (const wrong of [
      { ...floe, latitude: 90.1 },
      { ...floe, latitude: -90.1 },
      { ...floe, longitude: 180.1 },
      { ...floe, accuracy: -1 },
      { ...floe, accuracy: 30_000_000 },
      { ...floe, latitude: '12' },
      { ...floe, latitude: Number.NaN },
      { latitude: 1, longitude: 2 },
      {},
      'here',
      [1, 2, 3],
      true,
    ]) {
      expect(cleaned(wrong)).toBe('not_a_position');
    }
  });

  it('is replaced by a reason only where the form allows that reason', () => {
    expect(cleaned({ reason: 'denied' })).toBe('position_needed');
    expect(cleaned({ reason: 'denied' }, { reasonsAllowed: ['abroad'] })).toBe('position_needed');
    expect(cleaned({ reason: 'abroad' }, { reasonsAllowed: ['abroad'] })).toEqual({
      reason: 'abroad',
    });
    expect(cleaned({ reason: 'lazy' }, { reasonsAllowed: ['abroad'] })).toBe('not_a_position');
    expect(cleaned(undefined, { reasonsAllowed: ['abroad'] })).toBe('required');
  });

  it('has a definition that names reasons from the list', () => {
    const problems = (more: object) =>
      checkDefinition(formWith(more)).map(({ path, code }) => `${path}: ${code}`);
    expect(problems({})).toEqual([]);
    expect(problems({ reasonsAllowed: ['denied', 'abroad'] })).toEqual([]);
    expect(problems({ reasonsAllowed: ['lazy'] })).toEqual([
      'fields.0.reasonsAllowed.0: bad_value',
    ]);
    expect(problems({ accuracy: 5 })).toEqual(['fields.0: unknown_property']);
  });

  it('is written in words and columns', () => {
    const [field] = formWith({}).fields;
    if (!field) throw new Error('no field');
    const wording = (lang: 'zh' | 'en') => ({ lang, day: String, instant: String });
    expect(wordsOf(field, floe, wording('en'))).toBe('77.84631° S, 166.67632° E (within 12 m)');
    expect(wordsOf(field, floe, wording('zh'))).toBe(
      '南纬 77.84631°，东经 166.67632°（误差 12 米以内）',
    );
    expect(wordsOf(field, { reason: 'abroad' }, wording('zh'))).toBe('在境外，无需定位');
    const cells = (value: PositionValue) =>
      columnsOf(field).map(({ label, cell }) => [label?.en, cell(value, wording('en'))]);
    expect(cells(floe)).toEqual([
      ['latitude', -77.84631],
      ['longitude', 166.67632],
      ['accuracy', 12],
      ['why there is none', null],
    ]);
    expect(cells({ reason: 'timeout' }).map(([, cell]) => cell)).toEqual([
      null,
      null,
      null,
      'Finding the location took too long',
    ]);
  });

  it('shows staff the area alone, and does not pretend that it is exact', () => {
    const masked = personal.mask(floe);
    expect(masked).toEqual({ latitude: -77.8, longitude: 166.7, accuracy: 8000 });
    expect(personal.mask({ ...floe, accuracy: 50_000 })).toMatchObject({
      accuracy: 58_000,
    });
    expect(personal.mask({ reason: 'denied' })).toEqual({ reason: 'denied' });
    expect(cleaned(masked)).toEqual(masked);
  });

  it('is encrypted whole', () => {
    const plain: string[] = [];
    const stored = personal.encrypt(floe, (text) => {
      plain.push(text);
      return 'encrypted';
    });
    expect(stored).toBe('encrypted');
    expect(personal.decrypt(stored, () => plain[0] ?? '')).toEqual(floe);
  });
});
