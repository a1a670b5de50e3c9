import { expect, test } from 'vitest';
import { checkDefinition } from './check-definition.ts';
import type { FormDefinition } from './definition.ts';
import { headingsOf } from './sections.ts';

const label = { zh: '甲', en: 'A' };
const field = (code: string, section?: string) => ({
  ...{ type: 'yesno' as const, code, label, required: false },
  ...(section !== undefined && { section }),
});
const form: FormDefinition = {
  ...{ code: 'nest', title: label },
  sections: [
    { code: 'eggs', label: { zh: '蛋', en: 'Eggs' } },
    { code: 'chicks', label: { zh: '雏鸟', en: 'Chicks' } },
  ],
  fields: [
    ...[field('a'), field('b', 'eggs'), field('c', 'eggs'), field('d', 'chicks'), field('e')],
    ...[field('f', 'chicks')],
  ],
};

const headings = (...hidden: string[]) =>
  [...headingsOf(form, (code) => !hidden.includes(code))].map(([code, { en }]) => `${code} ${en}`);

test('a section’s heading stands above the first of its fields that is shown', () => {
  expect(headings()).toEqual(['b Eggs', 'd Chicks', 'f Chicks']);
  expect(headings('b')).toEqual(['c Eggs', 'd Chicks', 'f Chicks']);
  expect(headings('b', 'c')).toEqual(['d Chicks', 'f Chicks']);
  expect(headings('e')).toEqual(['b Eggs', 'd Chicks']);
  expect(headings('b', 'c', 'd', 'f')).toEqual([]);
});

test('sections that fields name are there, under codes that no field has, and not in rows', () => {
  const problems = (change: object) =>
    checkDefinition({ ...form, ...change }).map(({ path, code }) => `${path}: ${code}`);
  expect(problems({})).toEqual([]);
  expect(problems({ sections: undefined })).toEqual(
    ['1', '2', '3', '5'].map((index) => `fields.${index}.section: unknown_reference`),
  );
  expect(problems({ fields: [field('eggs', 'eggs')] })).toEqual([
    'sections.0.code: duplicate_code',
  ]);
  const group = {
    ...field('g'),
    type: 'group',
    max: 2,
    rowLabel: label,
    fields: [field('h', 'eggs')],
  };
  expect(problems({ fields: [...form.fields, group] })).toEqual([
    'fields.6.fields.0.section: section_in_row',
  ]);
});
