import { describe, expect, it } from 'vitest';
import { alertsOf, isIncomplete } from './alerts.ts';
import { checkDefinition } from './check-definition.ts';
import type { Field, FormDefinition } from './definition.ts';
import { textLength } from './fields/written.ts';
import { penguinForms } from './testing/penguin-forms.ts';
import { type Context, checkMilestones, compile, validate } from './validate.ts';

const [weighIn, arrival] = penguinForms.map((form) => form.definition) as [
  FormDefinition,
  FormDefinition,
];
const context: Context = {
  today: '2024-04-12',
  now: '2024-04-12T00:30:00Z',
  zone: 'Pacific/Auckland',
};
const photo = '0b54f5a2-1111-4222-8333-944445555666';
const bird = {
  name: ' Pip ',
  plumage: 'grey',
  hatchedOn: '2023-11-05',
  portraits: [photo],
  oath: true,
};

/** The issues of values on the arrival form, shortly. */
function issuesOf(values: unknown, more: Partial<Context> = {}) {
  const result = validate(arrival, values, { ...context, ...more });
  return result.ok ? [] : result.issues.map(({ path, code }) => `${path}: ${code}`);
}

function cleaned(values: unknown, more: Partial<Context> = {}) {
  const result = validate(arrival, values, { ...context, ...more });
  return result.ok ? result.values : result.issues;
}

/** A form of one field, for trying types by themselves. */
function only(field: Partial<Field> & { type: string }): FormDefinition {
  const whole = { code: 'it', label: { zh: '它', en: 'It' }, required: true, ...field };
  return { code: 'one', title: { zh: '一', en: 'One' }, fields: [whole as Field] };
}

function tryField(field: Partial<Field> & { type: string }, value: unknown) {
  const result = validate(only(field), { it: value }, context);
  return result.ok ? result.values.it : result.issues[0]?.code;
}

describe('a report', () => {
  it('is cleaned', () => {
    const values = {
      ...bird,
      likes: ['singing', 'sliding'],
      story: ' a\r\nb ',
      plumageText: 'hidden, so dropped',
      weighedAt: '2024-04-11T20:00:00+12:00',
      portraits: [photo.toUpperCase()],
      keeper: '021 123 4567',
      colony: { code: 'NZ-ROSS', zh: '罗斯岛', en: 'Ross Island' },
      papers: { kind: 'passport', number: ' lf 123456 ' },
      chicks: [{ nickname: 'Bo', hatched: '2024-01-01', ringed: false, ring: 'hidden' }],
      height: null,
      fledgedOn: '',
    };
    expect(cleaned(values)).toEqual({
      name: 'Pip',
      plumage: 'grey',
      likes: ['sliding', 'singing'],
      story: 'a\nb',
      hatchedOn: '2023-11-05',
      weighedAt: '2024-04-11T08:00:00.000Z',
      portraits: [photo],
      chicks: [{ nickname: 'Bo', hatched: '2024-01-01', ringed: false }],
      colony: { code: 'NZ-ROSS', zh: '罗斯岛', en: 'Ross Island' },
      papers: { kind: 'passport', number: 'LF123456' },
      keeper: '+64211234567',
      oath: true,
    });
  });

  it('does not change when it is cleaned again', () => {
    const once = cleaned({ ...bird, chicks: [{ nickname: ' B ', hatched: '2024-01-01' }] });
    expect(cleaned(once)).toEqual(once);
  });

  it('is told everything that is missing at once', () => {
    expect(issuesOf({})).toEqual([
      'name: required',
      'plumage: required',
      'hatchedOn: required',
      'portraits: required',
      'oath: declaration_not_ticked',
    ]);
    expect(issuesOf({ ...bird, name: ' \n ', oath: false, portraits: [] })).toEqual([
      'name: required',
      'portraits: required',
      'oath: declaration_not_ticked',
    ]);
  });

  it('must be an object with known fields only', () => {
    for (const values of [null, undefined, [], 'x', 7, true]) {
      expect(issuesOf(values)).toEqual([': not_an_object']);
    }
    expect(issuesOf({ ...bird, wings: 2 })).toEqual(['wings: unknown_field']);
    expect(issuesOf(JSON.parse(`{"__proto__": {"oath": true}, "constructor": 1}`))).toContain(
      '__proto__: unknown_field',
    );
    expect(issuesOf({ ...bird, ['x'.repeat(9000)]: 1 })[0]?.length).toBeLessThan(100);
    expect(issuesOf(Object.create(bird))).toHaveLength(5);
  });

  it('is limited in what it can make the validator say', () => {
    const rubbish = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]));
    expect(issuesOf(rubbish)).toHaveLength(100);
  });

  it('is required by condition', () => {
    expect(issuesOf({ ...bird, likes: ['singing'] })).toEqual(['story: required']);
    expect(issuesOf({ ...bird, likes: ['singing'], shy: true, portraits: undefined })).toEqual([]);
    expect(issuesOf({ ...bird, likes: ['diving'] })).toEqual([]);
    expect(issuesOf({ ...bird, plumage: 'other' })).toEqual(['plumageText: required']);
  });

  it('is refused row by row', () => {
    const chicks = [
      { nickname: 'A', hatched: '2024-01-01' },
      { nickname: 'B', hatched: '2024-02-30', weight: 1 },
      'egg',
    ];
    expect(issuesOf({ ...bird, chicks })).toEqual([
      'chicks.1.weight: unknown_field',
      'chicks.1.hatched: not_a_date',
      'chicks.2: not_a_row',
    ]);
    expect(issuesOf({ ...bird, chicks: [{}, {}, {}, {}] })).toEqual(['chicks: too_many_rows']);
    expect(issuesOf({ ...bird, chicks: { 0: {} } })).toEqual(['chicks: not_a_list']);
    expect(issuesOf({ ...bird, chicks: [] })).toEqual([]);
    const ringed = { nickname: 'A', hatched: '2024-01-01', ringed: true };
    expect(issuesOf({ ...bird, chicks: [ringed] })).toEqual([]);
    expect(issuesOf({ ...bird, plumage: 'black', chicks: [ringed] })).toEqual([
      'chicks.0.ring: required',
    ]);
    // Paths of fields after a group are their own again.
    expect(issuesOf({ ...bird, chicks: [{}], oath: 1 })).toContain('oath: declaration_not_ticked');
  });
});

describe('types of fields', () => {
  const temperature = {
    type: 'number',
    unit: { zh: '℃', en: ' °C' },
    min: 34,
    max: 43,
    decimals: 1,
  } as const;

  it('writes codes as tickets print them, and matches them then', () => {
    const flight = {
      type: 'text',
      maxLength: 20,
      writtenAs: 'code',
      pattern: '[A-Z]{2}[0-9]+',
    } as const;
    for (const typed of ['ca 699', 'CA699', ' ｃａ　６９９\t']) {
      expect(tryField(flight, typed)).toBe('CA699');
    }
    expect(tryField(flight, 'ca-699')).toBe('pattern');
  });

  it('takes numbers within bounds and decimals', () => {
    for (const value of [34, 36.6, 37.3, 43, 35.1, 42.9]) {
      expect(tryField(temperature, value)).toBe(value);
    }
    for (const value of [33.9, 43.1, 366, -1, 1e300]) {
      expect(tryField(temperature, value)).toBe('out_of_range');
    }
    expect(tryField(temperature, 36.65)).toBe('too_many_decimals');
    for (const value of ['36.6', Number.NaN, Number.POSITIVE_INFINITY, true, [36.6], {}]) {
      expect(tryField(temperature, value)).toBe('not_a_number');
    }
    expect(tryField({ type: 'number', decimals: 0 }, 1.5)).toBe('whole_number');
    expect(tryField({ type: 'number', min: 1 }, 0)).toBe('too_small');
    expect(tryField({ type: 'number', max: 1 }, 2)).toBe('too_large');
    expect(Object.is(tryField({ type: 'number' }, -0), 0)).toBe(true);
  });

  it('tells 366 degrees with the bounds and the unit', () => {
    const result = validate(only(temperature), { it: 366 }, context);
    expect(result).toEqual({
      ok: false,
      issues: [
        {
          path: 'it',
          code: 'out_of_range',
          params: { min: 34, max: 43, unit_zh: '℃', unit_en: ' °C' },
        },
      ],
    });
  });

  it('counts text in code points', () => {
    expect(textLength('𠮷𠮷a')).toBe(3);
    expect(textLength('\ud800a')).toBe(2);
    expect(tryField({ type: 'text', maxLength: 2 }, '𠮷𠮷')).toBe('𠮷𠮷');
    expect(tryField({ type: 'text', maxLength: 2 }, ' 𠮷𠮷 ')).toBe('𠮷𠮷');
    expect(tryField({ type: 'text', maxLength: 2 }, '𠮷𠮷a')).toBe('too_long');
    expect(tryField({ type: 'longtext', maxLength: 2 }, 'x'.repeat(5_000_000))).toBe('too_long');
    expect(tryField({ type: 'text', maxLength: 2 }, 12)).toBe('not_a_text');
    expect(tryField({ type: 'longtext', maxLength: 2 }, {})).toBe('not_a_text');
  });

  it('refuses characters that cannot be stored', () => {
    for (const type of ['text', 'longtext'] as const) {
      for (const value of ['a\u0000b', 'a\ud800', '\udc00b', 'a\u001bb']) {
        expect(tryField({ type, maxLength: 9 }, value)).toBe('bad_characters');
      }
    }
    expect(tryField({ type: 'longtext', maxLength: 9 }, 'a\n\tb')).toBe('a\n\tb');
    expect(tryField({ type: 'text', maxLength: 9 }, 'a\r\nb\tc')).toBe('a b c');
  });

  it('matches patterns whole, in linear time', () => {
    expect(issuesOf({ ...bird, name: 'Pip 2' })).toEqual(['name: pattern_hint']);
    const pattern = '(a+)+';
    expect(tryField({ type: 'text', maxLength: 1000, pattern }, 'aaa')).toBe('aaa');
    const hostile = `${'a'.repeat(900)}!`;
    expect(tryField({ type: 'text', maxLength: 1000, pattern }, hostile)).toBe('pattern');
  });

  it('takes options that exist', () => {
    for (const value of ['pink', '', 'constructor', ['grey'], 0, true]) {
      expect(issuesOf({ ...bird, plumage: value })[0]).toMatch(/plumage: (not_an_option|required)/);
    }
    expect(issuesOf({ ...bird, likes: ['diving', 'diving'] })).toEqual(['likes: duplicate']);
    expect(issuesOf({ ...bird, likes: ['diving', 'flying'] })).toEqual(['likes: not_an_option']);
    expect(issuesOf({ ...bird, likes: ['diving', 7] })).toEqual(['likes: not_an_option']);
    expect(issuesOf({ ...bird, likes: 'diving' })).toEqual(['likes: not_a_list']);
    expect(issuesOf({ ...bird, likes: ['diving', 'sliding', 'singing'], story: 's' })).toEqual([
      'likes: too_many',
    ]);
    expect(issuesOf({ ...bird, likes: new Array(1_000_000).fill('diving') })).toEqual([
      'likes: too_many',
    ]);
    expect(issuesOf({ ...bird, shy: 'no' })).toEqual(['shy: choose_yes_or_no']);
    expect(issuesOf({ ...bird, shy: 0 })).toEqual(['shy: choose_yes_or_no']);
  });

  it('bounds dates by today, by a day and by another field', () => {
    expect(issuesOf({ ...bird, hatchedOn: '2024-04-12' })).toEqual([]);
    expect(issuesOf({ ...bird, hatchedOn: '2024-04-13' })).toEqual(['hatchedOn: date_too_late']);
    expect(issuesOf({ ...bird, hatchedOn: '2023-02-29' })).toEqual(['hatchedOn: not_a_date']);
    expect(issuesOf({ ...bird, hatchedOn: 20231105 })).toEqual(['hatchedOn: not_a_date']);
    expect(issuesOf({ ...bird, fledgedOn: '2023-12-05' })).toEqual([]);
    expect(issuesOf({ ...bird, fledgedOn: '2023-12-04' })).toEqual(['fledgedOn: date_too_early']);
    expect(issuesOf({ ...bird, hatchedOn: 'x', fledgedOn: '2000-01-01' })).toEqual([
      'hatchedOn: not_a_date',
    ]);
    expect(tryField({ type: 'date', min: { on: '2024-01-01' } }, '2023-12-31')).toBe(
      'date_too_early',
    );
  });

  it('bounds dates by the day of a moment where the programme is', () => {
    const label = { zh: '日', en: 'Day' };
    const dive = { type: 'datetime', code: 'dive', label, required: false } as const;
    const feast = { type: 'date', code: 'feast', label, required: false } as const;
    const min = { field: 'dive', plusDays: 1, otherwise: { on: '2024-03-01' } };
    const form: FormDefinition = {
      ...{ code: 'form', title: label },
      fields: [dive, { ...feast, min }],
    };
    expect(checkDefinition(form)).toEqual([]);
    // In Auckland it is twelve hours later than in UTC.
    const at = (feast: string, dive?: string) => {
      const result = validate(form, { feast, ...(dive && { dive }) }, context);
      return result.ok ? undefined : result.issues[0];
    };
    const tooEarly = (min: string) => ({ code: 'date_too_early', params: { min } });
    expect(at('2024-04-12', '2024-04-10T23:59:00Z')).toBeUndefined();
    expect(at('2024-04-12', '2024-04-11T13:00:00Z')).toMatchObject(tooEarly('2024-04-13'));
    expect(at('2024-02-29')).toMatchObject(tooEarly('2024-03-01'));
    expect(at('2024-03-01')).toBeUndefined();
    expect(at('2024-03-01', 'soon')).toMatchObject({ code: 'not_a_datetime' });
  });

  it('takes instants with an offset only, and real ones', () => {
    const field = {
      type: 'datetime',
      max: { now: 0 },
      min: { at: '2024-01-01T00:00:00Z' },
    } as const;
    expect(tryField(field, '2024-04-12T00:30:00Z')).toBe('2024-04-12T00:30:00.000Z');
    expect(tryField(field, '2024-04-12T00:30Z')).toBe('2024-04-12T00:30:00.000Z');
    expect(tryField(field, '2024-04-11T16:30:00.5-08:00')).toBe('time_too_late');
    expect(tryField(field, '2023-12-31T23:59:59.999Z')).toBe('time_too_early');
    for (const value of [
      '2024-04-12T00:30:00',
      '2024-04-12 00:30:00Z',
      '2024-02-30T00:00:00Z',
      '2024-04-12T24:00:00Z',
      '2024-04-12T00:60:00Z',
      '0001-01-01T00:00:00+14:00',
      '9999-12-31T23:59:59-01:00',
      '2024-04-12',
      1712881800000,
      null,
    ]) {
      expect(tryField(field, value)).toMatch(/^(not_a_datetime|required)$/);
    }
  });

  it('takes photos by id, not too many and each once', () => {
    const other = photo.replace('0b', '1b');
    expect(issuesOf({ ...bird, portraits: [photo, other] })).toEqual([]);
    expect(issuesOf({ ...bird, portraits: [photo, photo.toUpperCase()] })).toEqual([
      'portraits: duplicate',
    ]);
    expect(issuesOf({ ...bird, portraits: [photo, other, photo] })).toEqual([
      'portraits: too_many_photos',
    ]);
    for (const value of [['../../etc/passwd'], [1], photo, [[photo]], { length: 1 }]) {
      expect(issuesOf({ ...bird, portraits: value })).toEqual(['portraits: not_a_photo']);
    }
  });

  it('asks which regions there are, and takes their names from there', () => {
    const regions = new Map([
      ['220000', { name: { zh: '吉林省', en: 'Jilin Province' }, hasChildren: true }],
      ['220104', { name: { zh: '吉林省长春市朝阳区', en: 'Chaoyang' }, hasChildren: false }],
    ]);
    const findRegion = (code: string) => regions.get(code);
    for (const colony of ['220104', { code: 'a b' }, { zh: '月球' }]) {
      expect(issuesOf({ ...bird, colony })).toEqual(['colony: not_a_region']);
    }
    expect(issuesOf({ ...bird, colony: { upTo: '220000' } })).toEqual([
      'colony: region_incomplete',
    ]);
    const asked = (code: string) => issuesOf({ ...bird, colony: { code } }, { findRegion });
    expect(asked('220104')).toEqual([]);
    expect(asked('220000')).toEqual(['colony: region_incomplete']);
    expect(asked('999999')).toEqual(['colony: unknown_region']);
    const colony = { code: '220104', zh: '月球', en: 'The Moon' };
    expect(cleaned({ ...bird, colony })).toMatchObject({ colony });
    expect(cleaned({ ...bird, colony }, { findRegion })).toMatchObject({
      colony: { code: '220104', zh: '吉林省长春市朝阳区', en: 'Chaoyang' },
    });
  });

  it('takes identity documents and telephones', () => {
    expect(issuesOf({ ...bird, papers: { kind: 'prc_id', number: '11010519491231002x' } })).toEqual(
      [],
    );
    expect(issuesOf({ ...bird, papers: { kind: 'prc_id', number: '110105194912310021' } })).toEqual(
      ['papers: prc_id_checksum'],
    );
    expect(issuesOf({ ...bird, papers: { kind: 'taiwan_permit', number: '12345678' } })).toEqual([
      'papers: document_kind',
    ]);
    for (const value of ['LF123456', 7, { kind: 'passport' }, { kind: 'passport', number: ' ' }]) {
      expect(issuesOf({ ...bird, papers: value })).toEqual(['papers: not_an_identity']);
    }
    expect(issuesOf({ ...bird, keeper: '+8613800138000' })).toEqual([]);
    expect(issuesOf({ ...bird, keeper: '12' })).toEqual(['keeper: not_a_phone']);
    expect(issuesOf({ ...bird, keeper: 211234567 })).toEqual(['keeper: not_a_phone']);
  });
});

describe('checks against milestones', () => {
  const weighed = { ...bird, weighedAt: '2024-04-11T00:30:00Z' };
  const at = (dive: string) => ({ milestones: { dive } });

  it('hold from so many hours before until the milestone', () => {
    expect(issuesOf(weighed)).toEqual([]);
    expect(issuesOf(weighed, at('2024-04-12T00:30:00.000Z'))).toEqual([]);
    expect(issuesOf(weighed, at('2024-04-12T00:30:00.001Z'))).toEqual([
      'weighedAt: not_within_hours_before',
    ]);
    expect(issuesOf(weighed, at('2024-04-11T00:30:00.000Z'))).toEqual([]);
    expect(issuesOf(weighed, at('2024-04-11T00:29:59.999Z'))).toEqual([
      'weighedAt: not_within_hours_before',
    ]);
  });

  it('do not apply where they cannot or should not', () => {
    const late = at('2024-05-01T00:00:00Z');
    expect(issuesOf(bird, late)).toEqual([]);
    expect(issuesOf(weighed, at('soon'))).toEqual([]);
    expect(issuesOf({ ...weighed, shy: true, portraits: [] }, late)).toEqual([]);
    expect(issuesOf({ ...weighed, weighedAt: 'x' }, late)).toEqual(['weighedAt: not_a_datetime']);
  });

  it('can be made later, when the milestone is known', () => {
    const values = { weighedAt: '2024-04-11T00:30:00.000Z' };
    expect(checkMilestones(arrival, values, {})).toEqual([]);
    expect(checkMilestones(arrival, values, { dive: '2024-04-20T00:00:00Z' })).toEqual([
      {
        path: 'weighedAt',
        code: 'not_within_hours_before',
        params: {
          hours: 24,
          milestone_zh: '下水',
          milestone_en: 'the dive',
          at: '2024-04-20T00:00:00.000Z',
        },
      },
    ]);
  });
});

describe('alerts', () => {
  it('are raised by rules on the values that count', () => {
    const codes = (values: object) => alertsOf(weighIn, { ...values }).map(({ code }) => code);
    expect(codes({ weight: 4, moulting: false, limping: false })).toEqual([]);
    expect(codes({ weight: 2.99, limping: true })).toEqual(['thin', 'unwell']);
    expect(codes({ weight: 3 })).toEqual([]);
    expect(alertsOf(arrival, {})).toEqual([]);
  });

  it('leave an item open', () => {
    expect(isIncomplete(arrival, {})).toBe(true);
    expect(isIncomplete(arrival, { weighedAt: '2024-04-11T00:30:00.000Z' })).toBe(false);
    expect(isIncomplete(weighIn, {})).toBe(false);
  });
});

describe('compile', () => {
  it('makes a validator once per definition', () => {
    expect(compile(arrival)).toBe(compile(arrival));
    expect(compile(structuredClone(arrival))).not.toBe(compile(arrival));
  });
});
