import { describe, expect, test } from 'vitest';
import type { FormDefinition } from '../../forms/definition.ts';
import { type FormState, nextForm, seenValue, startOf } from './form-state.ts';

const definition: FormDefinition = {
  code: 'weighIn',
  title: { zh: '企鹅称重', en: 'Penguin weigh-in' },
  allNo: true,
  fields: [
    { type: 'yesno', code: 'swam', label: { zh: '游泳', en: 'Swam' }, required: true },
    {
      type: 'yesno',
      code: 'cold',
      label: { zh: '冷', en: 'Cold' },
      required: true,
      showWhen: { field: 'swam', equals: true },
    },
  ],
};

const played = (...actions: Parameters<typeof nextForm>[1][]): FormState =>
  actions.reduce(nextForm, startOf({}));

test('a bound sees another field of its row first, then of the form, unless it is hidden', () => {
  const label = { zh: '日', en: 'Day' };
  const day = { type: 'date' as const, label, required: false };
  const rows: FormDefinition = {
    ...{ code: 'eggs', title: label },
    fields: [
      { type: 'yesno', code: 'laid', label, required: false },
      { ...day, code: 'first', showWhen: { field: 'laid', equals: true } },
      {
        ...{ type: 'group', code: 'eggs', label, required: false, max: 3, rowLabel: label },
        fields: [
          { ...day, code: 'found' },
          { ...day, code: 'hatched' },
        ],
      },
    ],
  };
  const values = { laid: true, first: '2024-04-01', eggs: [{ found: '2024-04-02' }, {}] };
  expect(seenValue(rows, values, 'eggs.0.hatched', 'found')).toBe('2024-04-02');
  expect(seenValue(rows, values, 'eggs.1.hatched', 'found')).toBeUndefined();
  expect(seenValue(rows, values, 'eggs.1.hatched', 'first')).toBe('2024-04-01');
  expect(seenValue(rows, values, 'laid', 'first')).toBe('2024-04-01');
  expect(seenValue(rows, { ...values, laid: false }, 'eggs.1.hatched', 'first')).toBeUndefined();
});

describe('a form being filled in', () => {
  test('begins clean and is dirty after the first change', () => {
    expect(startOf({ a: 1 }).dirty).toBe(false);
    expect(played({ type: 'set', path: 'a', value: 2 })).toMatchObject({
      values: { a: 2 },
      dirty: true,
    });
  });

  test('a mistake that the server told goes when its field, or anything in it, is changed', () => {
    const told = [
      { path: 'swims.0.place', code: 'required' },
      { path: 'weight', code: 'not_a_number' },
    ];
    const state = played({ type: 'serverErrors', fields: told });
    expect(state).toMatchObject({ serverErrors: told, tried: false });
    const inside = nextForm(state, { type: 'set', path: 'swims.0.place', value: 'bay' });
    expect(inside.serverErrors).toEqual([told[1]]);
    const unlike = nextForm(state, { type: 'set', path: 'weigh', value: 1 });
    expect(unlike.serverErrors).toEqual(told);
    const around = nextForm(state, { type: 'removeRow', group: 'swims', index: 0 });
    expect(around.serverErrors).toEqual([told[1]]);
  });

  test('touching twice changes nothing', () => {
    const once = played({ type: 'touch', path: 'weight' });
    expect(nextForm(once, { type: 'touch', path: 'weight' })).toBe(once);
  });

  test('a removed row takes what was touched in it along', () => {
    const state = played(
      { type: 'addRow', group: 'swims' },
      { type: 'addRow', group: 'swims' },
      { type: 'touch', path: 'swims.1.place' },
      { type: 'removeRow', group: 'swims', index: 0 },
    );
    expect([...state.touched]).toEqual(['swims.0.place']);
    expect(state.values).toEqual({ swims: [{}] });
  });

  test('all no answers the questions that are shown, and no hidden one', () => {
    const state = played({ type: 'set', path: 'swam', value: true }, { type: 'allNo', definition });
    expect(state.values).toMatchObject({ swam: false });
    expect(state.values).not.toHaveProperty('cold', true);
  });

  test('starting afresh forgets everything that was noted', () => {
    const state = played(
      { type: 'set', path: 'a', value: 1 },
      { type: 'try' },
      { type: 'reset', values: { b: 2 } },
    );
    expect(state).toEqual(startOf({ b: 2 }));
  });
});

describe('work that will change a value', () => {
  const begun = (path: string) => {
    const id = Symbol(path);
    return { id, begin: { type: 'begin', work: { id, path, code: 'photo_under_way' } } } as const;
  };

  test('is told of once sending was tried, and not when it begins afterwards', () => {
    const [first, second] = [begun('first'), begun('second')];
    const state = played(first.begin, { type: 'try' }, second.begin);
    expect(state.underWay.map(({ isTold }) => isTold)).toEqual([true, false]);
    expect(nextForm(state, { type: 'end', id: first.id }).underWay).toMatchObject([
      { path: 'second' },
    ]);
  });

  test('goes on while other answers are taken out', () => {
    expect(played(begun('first').begin, { type: 'reset', values: {} }).underWay).toHaveLength(1);
  });

  test('moves up with its row, and goes with it', () => {
    const rows = [begun('swims.0.picture'), begun('swims.1.picture')] as const;
    const state = played(rows[0].begin, rows[1].begin, {
      ...{ type: 'removeRow', group: 'swims', index: 0 },
    });
    expect(state.underWay).toMatchObject([{ id: rows[1].id, path: 'swims.0.picture' }]);
  });
});
