import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FormDefinition } from '../definition.ts';
import { penguinForms } from '../testing/penguin-forms.ts';
import { compareForms, type FormDifference } from './compare-forms.ts';

const forms = penguinForms.map(({ definition }) => definition);
const arrival = forms.find(({ fields }) => fields.some(({ type }) => type === 'group'))!;

type Mutable = { -readonly [K in keyof FormDefinition]: FormDefinition[K] };

function changed(form: FormDefinition, change: (copy: Mutable) => void): FormDifference[] {
  const copy = structuredClone(form);
  change(copy);
  return compareForms(form, copy);
}

const short = ({ kind, field, property, entry }: FormDifference) =>
  [kind, field ?? 'form', property, entry].filter((part) => part).join(' ');

const fieldNamed = (form: FormDefinition, code: string) =>
  form.fields.find((field) => field.code === code) as Field & Record<string, unknown>;

describe('two versions of a form', () => {
  it.each(forms)('do not differ where $code is the same', (form) => {
    expect(compareForms(form, form)).toEqual([]);
    // Keys in another order, and what is absent written as undefined, are no difference.
    const turned = JSON.parse(JSON.stringify(form), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as FormDefinition;
    expect(compareForms(form, { ...turned, icon: form.icon } as FormDefinition)).toEqual([]);
  });

  it('tell what was changed, with both languages', () => {
    const text = { zh: '新', en: 'New' };
    const differences = changed(arrival, (form) => {
      form.title = text;
      const chicks = fieldNamed(form, 'chicks') as Extract<Field, { type: 'group' }>;
      chicks.max = 4;
      chicks.fields[1]!.hint = text;
      chicks.fields.splice(0, 1);
      fieldNamed(form, 'oath').text = text;
      form.checks![0]!.hours = 48;
    });
    expect(differences.map(short)).toEqual([
      'changed form title',
      'changed chicks max',
      'changed chicks.hatched hint',
      'removed chicks.nickname',
      'changed oath text',
      'changed form checks before-dive',
    ]);
    expect(differences[1]).toMatchObject({
      label: { zh: '雏鸟', en: 'Chicks' },
      propertyName: { zh: '上限', en: 'Upper limit' },
      before: { zh: '3', en: '3' },
      after: { zh: '4', en: '4' },
    });
    expect(differences[3]).toMatchObject({
      before: { zh: '单行文本', en: 'Short text' },
      after: null,
    });
    expect(differences[5]?.after?.en).toContain('hours: 48');
    expect(differences[5]?.after?.en).toContain('when: "');
  });

  it('tell conditions and bounds in words', () => {
    const label = { zh: '甲', en: 'A' };
    const base = { label, required: false };
    const options = [{ code: 'x', label: { zh: '叉', en: 'Cross' } }];
    const form: FormDefinition = {
      ...{ code: 'f', title: label },
      fields: [
        { type: 'choices', code: 'a', ...base, options },
        { type: 'number', code: 'n', ...base, label: { zh: '数', en: 'N' } },
        { type: 'yesno', code: 'y', ...base, label: { zh: '问', en: 'Y' } },
        { type: 'datetime', code: 't', ...base, label: { zh: '时', en: 'T' } },
        { type: 'date', code: 'd', ...base },
      ],
    };
    const told = (change: Record<string, unknown>, code = 'd') => {
      const [difference] = changed(form, (copy) => Object.assign(fieldNamed(copy, code), change));
      return difference?.after;
    };
    const both = {
      and: [
        { field: 'a', equals: 'x' },
        { or: [{ field: 'n', gte: 3 }, { not: { anyYes: ['y'] } }] },
        { field: 'y', notEquals: true },
        { field: 'n', present: false },
        { field: 'a', in: ['x', 'gone'] },
      ],
    };
    expect(told({ showWhen: both })).toEqual({
      zh: '“甲”为“叉”，且（“数” ≥ 3，或以下不成立（“问”至少一项为“是”）），且“问”不为“是”，且“数”未填写，且“甲”为“叉”、“gone”之一',
      en: '"A" is "Cross" and ("N" ≥ 3 or not (at least one of "Y" is "Yes")) and "Y" is not "Yes" and "N" is empty and "A" is one of "Cross", "gone"',
    });
    expect(told({ min: { field: 't', plusDays: 1, otherwise: { today: -2 } } })).toEqual({
      zh: '“时”后 1 天，未填写时为填报当天前 2 天',
      en: '1 day after "T", or 2 days before the day of filling in while it is empty',
    });
    expect(told({ max: { on: '2024-04-10' } })?.en).toBe('2024-04-10');
    expect(told({ max: { now: 3 } }, 't')).toEqual({
      zh: '填报时后 3 小时',
      en: '3 hours after the time of filling in',
    });
    expect(told({ required: true })).toEqual({ zh: '是', en: 'Yes' });
    expect(told({ options: [{ code: 'z', label }, ...options] }, 'a')).toEqual(label);
  });

  it('count as few fields as moved as there can be', () => {
    const moved = (order: number[]) =>
      changed(arrival, (form) => {
        const [first, ...rest] = order.map((index) => form.fields[index]!);
        form.fields = [first!, ...rest];
      }).map(short);
    const codes = arrival.fields.map(({ code }) => code);
    const indexes = [...codes.keys()];
    expect(moved([...indexes.slice(1), 0])).toEqual([`moved ${codes[0]}`]);
    expect(moved([indexes.at(-1)!, ...indexes.slice(0, -1)])).toEqual([`moved ${codes.at(-1)}`]);
  });

  it('tell every change of any property of any field at that field', () => {
    const paths = forms.flatMap((form) => form.fields.map((_, index) => ({ form, index })));
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.constantFrom<'change' | 'remove' | 'add'>('change', 'remove', 'add'),
        fc.boolean(),
        ({ form, index }, which, deed, inRow) => {
          let wanted = '';
          const differences = changed(form, (copy) => {
            const outer = copy.fields[index]!;
            const field = inRow && outer.type === 'group' ? outer.fields[0]! : outer;
            const keys = Object.keys(field).filter(
              (key) => !['code', 'fields', 'type'].includes(key),
            );
            const key = deed === 'add' ? 'patternHint' : keys[which % keys.length]!;
            const values = field as Record<string, unknown>;
            if (deed === 'remove') delete values[key];
            else
              values[key] =
                key === 'options'
                  ? [{ code: 'new', label: { zh: '新', en: 'New' } }]
                  : { zh: '新', en: 'New' };
            wanted = `${field === outer ? '' : `${outer.code}.`}${field.code} ${key}`;
          });
          expect(differences.length).toBeGreaterThan(0);
          expect(new Set(differences.map(({ field, property }) => `${field} ${property}`))).toEqual(
            new Set([wanted]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tell fields that came and went, and the same the other way around', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.func(fc.boolean()),
        fc.func(fc.nat(1000)),
        (form, keeps, order) => {
          const kept = form.fields.filter(({ code }) => keeps(code));
          fc.pre(kept.length > 0);
          const mixed = [...kept].sort((a, b) => order(a.code) - order(b.code));
          const other = { ...form, fields: mixed } as FormDefinition;
          const gone = form.fields.filter((field) => !kept.includes(field)).map(({ code }) => code);
          const of = (list: FormDifference[], kind: FormDifference['kind']) =>
            list.flatMap((each) =>
              each.kind === kind && each.property === null ? [each.field] : [],
            );
          const forth = compareForms(form, other);
          const backAgain = compareForms(other, form);
          expect(of(forth, 'removed')).toEqual(gone);
          expect(of(backAgain, 'added')).toEqual(gone);
          const isMixed = mixed.some((field, index) => field !== kept[index]);
          expect(of(forth, 'moved').length > 0).toBe(isMixed);
          expect(of(backAgain, 'moved').length).toBe(of(forth, 'moved').length);
          expect(forth.every(({ kind }) => kind !== 'changed')).toBe(true);
        },
      ),
    );
  });
});
