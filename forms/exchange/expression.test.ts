// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm refers to questions so
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expression, parseExpression, printExpression } from './expression.ts';

function read(text: string): Expression {
  const parsed = parseExpression(text);
  if ('problem' in parsed) throw new Error(`${parsed.problem.code} ${parsed.problem.position}`);
  return parsed.expression;
}

const problemOf = (text: string) => {
  const parsed = parseExpression(text);
  return 'problem' in parsed ? `${parsed.problem.code} ${parsed.problem.position}` : undefined;
};

const operators = [
  'or',
  'and',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  'div',
  'mod',
] as const;

/** Expressions as the reader makes them: a minus before a number is part of the number. */
const expressions = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(
      (value): Expression => ({
        kind: 'number',
        value: value + 0,
      }),
    ),
    fc
      .string({ unit: 'binary' })
      .filter((value) => !(value.includes("'") && value.includes('"')))
      .map((value): Expression => ({ kind: 'string', value })),
    fc.constantFrom<Expression>({ kind: 'self' }, { kind: 'field', name: 'store_gps.2-b' }),
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom('not', 'count-selected', 'today', 'and', 'jr:choice-name'),
      of: fc.array(tie('any'), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...operators),
      left: tie('any'),
      right: tie('any'),
    }),
    tie('any')
      .filter((of) => of.kind !== 'number' || of.value <= 0)
      .map((of): Expression => ({ kind: 'negative', of })),
  ),
}));

describe('an expression', () => {
  it('is read as XPath has it: what binds more tightly first, from the left', () => {
    expect(read('1 + 2 * 3 = 7 and not(. < -1) or ${a} div 2 - 1 != "x"')).toEqual(
      read("(((1 + (2 * 3)) = 7) and (not((. < -1)))) or ((((${a}) div 2) - 1) != 'x')"),
    );
    expect(read("selected( ${ likes } ,'a b')")).toEqual({
      kind: 'call',
      name: 'selected',
      of: [
        { kind: 'field', name: 'likes' },
        { kind: 'string', value: 'a b' },
      ],
    });
    expect(printExpression(read('today()-7<=.'))).toBe('today() - 7 <= .');
    expect(printExpression(read('1-(2-3)'))).toBe('1 - (2 - 3)');
    expect(printExpression(read('.5 + 1.'))).toBe('0.5 + 1');
  });

  it('is printed so that it is read as the same', () => {
    fc.assert(
      fc.property(expressions.any, (expression) => {
        const text = printExpression(expression);
        fc.pre(text.length <= 4000);
        expect(read(text)).toEqual(expression);
        expect(printExpression(read(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('says at which character it cannot be read', () => {
    expect(problemOf('')).toBe('unfinished 1');
    expect(problemOf('${a} = ')).toBe('unfinished 8');
    expect(problemOf('${a} = = 1')).toBe('unexpected 8');
    expect(problemOf('(1')).toBe('unfinished 3');
    expect(problemOf('1)')).toBe('unexpected 2');
    expect(problemOf("${a} = 'yes")).toBe('unfinished_text 8');
    expect(problemOf('${a} = ‘yes’')).toBe('typographic_quote 8');
    expect(problemOf('../a = 1')).toBe('path 1');
    expect(problemOf('/data/a = 1')).toBe('path 1');
    expect(problemOf('age > 1')).toBe('path 1');
    expect(problemOf('${a} ? 1')).toBe('unknown_character 6');
    expect(problemOf(`${'('.repeat(60)}1${')'.repeat(60)}`)).toBe('too_deep 42');
    expect(problemOf('-'.repeat(60))).toBe('too_deep 42');
    expect(problemOf(`1${' and 1'.repeat(600)}`)).toBe('too_deep 3003');
    expect(problemOf('1'.repeat(4001))).toBe('too_long 4001');
  });

  it('of any text is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const parsed = parseExpression(text);
        if ('problem' in parsed) {
          expect(parsed.problem.position).toBeLessThanOrEqual(text.length + 1);
          expect(parsed.problem.position).toBeGreaterThan(0);
        }
      }),
    );
  });
});
