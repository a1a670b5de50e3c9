import { describe, expect, it } from 'vitest';
import type { Condition, FormDefinition } from './definition.ts';
import { penguinForms } from './testing/penguin-forms.ts';
import { answerAllNo, holds, isRequired, visibleFields, visibleRowFields } from './visibility.ts';

const [weighIn, arrival] = penguinForms.map((form) => form.definition) as [
  FormDefinition,
  FormDefinition,
];

describe('visibility', () => {
  it('shows what depends on an answer only with that answer', () => {
    expect(visibleFields(weighIn, {}).has('limpDetails')).toBe(false);
    expect(visibleFields(weighIn, { limping: false }).has('limpDetails')).toBe(false);
    expect(visibleFields(weighIn, { limping: true }).has('limpDetails')).toBe(true);
    expect(visibleFields(weighIn, { limping: 'true' }).has('limpDetails')).toBe(false);
  });

  it('lets a field of a row look at the row first and at the form behind it', () => {
    const shown = (values: object, row: object) =>
      visibleRowFields(arrival, 'chicks', values, row).has('ring');
    expect(shown({ plumage: 'black' }, { ringed: true })).toBe(true);
    expect(shown({ plumage: 'grey' }, { ringed: true })).toBe(false);
    expect(shown({ plumage: 'black', ringed: true }, {})).toBe(false);
    expect(visibleRowFields(arrival, 'nothing', {}, {})).toEqual(new Set());
  });

  it('does not look at hidden fields', () => {
    const chain: FormDefinition = {
      code: 'chain',
      title: { zh: '链', en: 'Chain' },
      fields: [
        { type: 'yesno', code: 'a', label: { zh: '甲', en: 'A' }, required: true },
        {
          type: 'yesno',
          code: 'b',
          label: { zh: '乙', en: 'B' },
          required: true,
          showWhen: { field: 'a', equals: true },
        },
        {
          type: 'yesno',
          code: 'c',
          label: { zh: '丙', en: 'C' },
          required: true,
          showWhen: { field: 'b', equals: true },
        },
      ],
    };
    expect([...visibleFields(chain, { a: true, b: true })]).toEqual(['a', 'b', 'c']);
    expect([...visibleFields(chain, { a: false, b: true, c: true })]).toEqual(['a']);
  });

  it('requires by condition', () => {
    expect(isRequired(weighIn, 'fish', { weight: 5 })).toBe(false);
    expect(isRequired(weighIn, 'fish', { weight: 2.5 })).toBe(true);
    expect(isRequired(weighIn, 'weight', {})).toBe(true);
    expect(isRequired(weighIn, 'nothing', {})).toBe(false);
    expect(isRequired(arrival, 'nickname', {}, { group: 'chicks', row: {} })).toBe(true);
    expect(isRequired(arrival, 'ringed', {}, { group: 'chicks', row: {} })).toBe(false);
    expect(isRequired(arrival, 'nickname', {}, { group: 'nothing', row: {} })).toBe(false);
  });

  it('answers all that is shown with no', () => {
    expect(answerAllNo(weighIn, { weight: 4, limping: true })).toEqual({
      weight: 4,
      moulting: false,
      limping: false,
    });
  });
});

describe('conditions', () => {
  const values = { plumage: 'grey', likes: ['diving'], height: 60, shy: false, oath: false };
  const cases: [string, Condition, boolean][] = [
    ['equals', { field: 'plumage', equals: 'grey' }, true],
    ['equals, other', { field: 'plumage', equals: 'black' }, false],
    ['equals one of several choices', { field: 'likes', equals: 'diving' }, true],
    ['notEquals', { field: 'plumage', notEquals: 'grey' }, false],
    ['notEquals of nothing', { field: 'name', notEquals: 'grey' }, true],
    ['in', { field: 'plumage', in: ['black', 'grey'] }, true],
    ['in, not', { field: 'plumage', in: ['black'] }, false],
    ['gte, equal', { field: 'height', gte: 60 }, true],
    ['gt, equal', { field: 'height', gt: 60 }, false],
    ['lte, equal', { field: 'height', lte: 60 }, true],
    ['lt, equal', { field: 'height', lt: 60 }, false],
    ['lt of nothing', { field: 'weight', lt: 60 }, false],
    ['lt of a text', { field: 'plumage', lt: 60 }, false],
    ['present, a no', { field: 'shy', present: true }, true],
    ['present, nothing', { field: 'name', present: true }, false],
    ['present, a declaration not ticked', { field: 'oath', present: true }, false],
    ['absent', { field: 'name', present: false }, true],
    ['anyYes, none', { anyYes: ['shy', 'name'] }, false],
    [
      'and',
      {
        and: [
          { field: 'shy', equals: false },
          { field: 'height', gt: 1 },
        ],
      },
      true,
    ],
    [
      'or',
      {
        or: [
          { field: 'shy', equals: true },
          { field: 'height', gt: 1 },
        ],
      },
      true,
    ],
    ['not', { not: { field: 'shy', equals: true } }, true],
  ];
  it.each(cases)('%s', (_, condition, expected) => {
    expect(holds(arrival, condition, values)).toBe(expected);
  });

  it('never sees what objects inherit', () => {
    const inherited = { field: 'constructor', present: true };
    expect(holds(arrival, inherited, {})).toBe(false);
    expect(holds(arrival, inherited, null)).toBe(false);
  });
});
