import { expect, test } from 'vitest';
import type { FormDefinition } from '../../../forms/definition.ts';
import { fieldsOfForm, hasPhotos, keepKnownFields } from './forms.ts';

const label = { zh: '企鹅', en: 'Penguin' };
const definition: FormDefinition = {
  code: 'weighIn',
  title: label,
  fields: [
    { type: 'number', code: 'kilo', label, required: true },
    {
      type: 'group',
      code: 'swims',
      label,
      required: false,
      max: 3,
      rowLabel: label,
      fields: [{ type: 'text', code: 'place', label, required: true, maxLength: 20 }],
    },
  ],
};

test('of earlier values those are kept that the form still asks for, in rows, too', () => {
  const earlier = { kilo: 4, height: 60, swims: [{ place: 'bay', depth: 3 }] };
  expect(keepKnownFields(definition, earlier)).toEqual({ kilo: 4, swims: [{ place: 'bay' }] });
  expect(keepKnownFields(definition, { swims: 'many' })).toEqual({ swims: 'many' });
});

test('mistakes are found in the form wherever the server saw them; others are none of its fields', () => {
  const fields = [
    { path: 'values.kilo', code: 'too_large' },
    { path: 'swims.0.place', code: 'required' },
    { path: 'day', code: 'not_a_date' },
  ];
  expect(fieldsOfForm(fields, definition).map(({ path }) => path)).toEqual([
    'kilo',
    'swims.0.place',
  ]);
});

test('photos are found inside of groups', () => {
  expect(hasPhotos(definition)).toBe(false);
  const photos = { type: 'photos', code: 'picture', label, required: false, max: 1 } as const;
  const [kilo, swims] = definition.fields;
  if (!kilo || swims?.type !== 'group') throw new Error('the form has another shape');
  expect(hasPhotos({ fields: [kilo, { ...swims, fields: [...swims.fields, photos] }] })).toBe(true);
});
