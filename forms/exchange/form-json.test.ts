import fc from 'fast-check';
import { expect, test } from 'vitest';
import { penguinForms } from '../testing/penguin-forms.ts';
import { readFormJson, writeFormJson } from './form-json.ts';

const codesOf = (text: string) => readFormJson(text).findings.map(({ code }) => code);

test.each(penguinForms.map(({ definition }) => definition))(
  '$code is written as JSON and read as the same',
  (form) => {
    expect(readFormJson(writeFormJson(form))).toEqual({ form, findings: [] });
    expect(readFormJson(`\ufeff${JSON.stringify(form)}`).form).toEqual(form);
  },
);

test('what is no form is refused, with each place that is wrong', () => {
  const [first] = penguinForms;
  const broken = { ...first!.definition, colour: 'red', title: { zh: '无' } };
  const { form, findings } = readFormJson(JSON.stringify(broken));
  expect(form).toBeNull();
  expect(findings).toMatchObject([
    { code: 'definition_problem', path: '', params: { problem: 'unknown_property' } },
    { code: 'definition_problem', path: 'title', params: { problem: 'missing_text' } },
  ]);
  expect(codesOf('{"code":')).toEqual(['not_json']);
  expect(codesOf('')).toEqual(['not_json']);
  expect(codesOf('[]')).toContain('definition_problem');
  expect(codesOf('{"__proto__": {"fields": []}}')).toContain('definition_problem');
});

test('what is too large or too deep is refused before it is read', () => {
  expect(codesOf(' '.repeat(2_000_001))).toEqual(['file_too_large']);
  expect(codesOf('['.repeat(1_000_000))).toEqual(['file_too_deep']);
  expect(codesOf(`${'['.repeat(41)}${']'.repeat(41)}`)).toEqual(['file_too_deep']);
  // Brackets in texts are none, whatever stands before the quotation mark.
  expect(codesOf(JSON.stringify({ a: '["\\['.repeat(100) }))).not.toContain('file_too_deep');
});

test('whatever the text is, it is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { form, findings } = readFormJson(text);
      expect(form === null).toBe(findings.length > 0);
    }),
  );
});
