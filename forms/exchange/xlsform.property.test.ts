// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkDefinition } from '../check-definition.ts';
import type { Condition, Field, FormDefinition } from '../definition.ts';
import { back } from '../testing/workbooks.ts';
import { conditionOf } from './condition-of-expression.ts';
import { parseExpression, printExpression } from './expression.ts';
import { expressionOf } from './expression-of-condition.ts';
import { readXlsForm } from './read-xlsform.ts';
import { writeXlsForm } from './write-xlsform.ts';

const label = { zh: '甲', en: 'A' };
const base = { label, required: false };
const options = ['grey', '1', 'x_y-Z'].map((code) => ({ code, label }));
const asked: Field[] = [
  { type: 'yesno', code: 'ill', ...base },
  { type: 'yesno', code: 'hurt', ...base },
  { type: 'number', code: 'age', ...base },
  { type: 'text', code: 'word', ...base, maxLength: 50 },
  { type: 'date', code: 'day', ...base },
  { type: 'choice', code: 'one', ...base, options },
  { type: 'choices', code: 'many', ...base, options },
];
const codes = options.map(({ code }) => code);
const fieldOf = (code: string) => asked.find((field) => field.code === code);

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !(text.includes("'") && text.includes('"')));
const bound = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

/** Of two ways to say the same, the one that is read. */
const conditions = fc.letrec<{ any: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ field: fc.constantFrom('ill', 'hurt'), equals: fc.boolean() }),
    fc.record({ field: fc.constantFrom('ill', 'hurt'), notEquals: fc.boolean() }),
    fc.record({ field: fc.constant('word'), equals: words }),
    fc.record({ field: fc.constantFrom('one', 'many'), equals: fc.constantFrom(...codes) }),
    fc.record({ field: fc.constantFrom('one', 'many'), notEquals: fc.constantFrom(...codes) }),
    fc.record({
      field: fc.constantFrom('one', 'many'),
      in: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 2 }),
    }),
    fc.record({ field: fc.constantFrom(...asked.map(({ code }) => code)), present: fc.boolean() }),
    fc.record({ field: fc.constant('age'), gte: bound }),
    fc.record({ field: fc.constant('age'), lt: bound }),
    fc.record({ field: fc.constant('day'), notEquals: fc.constant('2024-04-10') }),
    fc.constant<Condition>({ anyYes: ['ill', 'hurt'] }),
  ),
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    tie('leaf'),
    fc.record({ not: tie('any') }).filter(({ not }) => !('equals' in not && not.field === 'many')),
    fc
      .array(tie('any'), { minLength: 2, maxLength: 4 })
      .filter((parts) => parts.every((part) => !('and' in part)))
      .map((and): Condition => ({ and })),
    fc
      .array(tie('any'), { minLength: 2, maxLength: 4 })
      .filter((parts) => parts.every(isNoAlternative))
      .map((or): Condition => ({ or })),
  ),
}));

/** Alternatives within alternatives are one list of them, and those of one field are `in`. */
const isNoAlternative = (part: Condition) =>
  !('or' in part) && !('in' in part) && !('anyYes' in part) && !('equals' in part);

it('each condition is written as an expression that is read as the same', () => {
  fc.assert(
    fc.property(conditions.any, (condition) => {
      const text = printExpression(expressionOf(condition, fieldOf));
      const parsed = parseExpression(text);
      if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem.code}`);
      const lookup = (name: string) => {
        const field = fieldOf(name);
        const byName = new Map(codes.map((code) => [code, code]));
        return field && { code: name, type: field.type, options: byName };
      };
      expect(conditionOf(parsed.expression, lookup)).toEqual(condition);
    }),
    { numRuns: 500 },
  );
});

it('each condition that a form may have comes back with the workbook', () => {
  fc.assert(
    fc.property(conditions.any, fc.boolean(), (condition, isShow) => {
      const last: Field = {
        ...{ type: 'number', code: 'last', ...base },
        ...(isShow ? { showWhen: condition } : { requireWhen: condition }),
      };
      const form: FormDefinition = { code: 'f', title: label, fields: [...asked, last] };
      fc.pre(checkDefinition(form).length === 0);
      // Cells lose blanks at their ends, and what cannot be stored.
      fc.pre(!/\p{C}/u.test(JSON.stringify(condition)));
      const read = readXlsForm(back(writeXlsForm(form)));
      expect(read.findings).toEqual([]);
      expect(read.form).toEqual(form);
    }),
  );
});

it('whatever stands in a workbook, it is answered with a form that can be used, or with why not', () => {
  const types = fc.constantFrom(
    ...['text', 'integer', 'select_one a', 'begin group', 'end group', 'begin repeat'],
    ...['end repeat', 'note', 'date', 'select_multiple b or_other', 'range', 'x'],
  );
  const columns = ['type', 'name', 'label', 'relevant', 'constraint', 'required', 'repeat_count'];
  const cell = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'A b',
      '__proto__',
      'constructor',
      '${a} = 1',
      '. > 1',
      'yes',
      '3',
      '',
    ),
    fc.string({ maxLength: 12 }),
  );
  const row = fc.tuple(types, ...columns.slice(1).map(() => cell));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.array(fc.array(cell)), (rows, choices) => {
      const numbered = (cells: string[][]) =>
        cells.map((each, index) => ({ number: index + 1, cells: each }));
      const { form, findings } = readXlsForm([
        { name: 'survey', rows: numbered([columns, ...rows]) },
        { name: 'choices', rows: numbered([['list_name', 'name', 'label'], ...choices]) },
      ]);
      if (form) {
        expect(checkDefinition(form)).toEqual([]);
        expect(readXlsForm(back(writeXlsForm(form))).form).not.toBeNull();
      } else expect(findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
