/**
 * The expressions of XLSForm: the part of XPath that forms use in `relevant`, `constraint` and
 * `required`. They come from files of strangers, so length and depth are bounded, and whatever is wrong
 * is told with its position.
 */
import { type ExpressionProblem, type Token, tokensOf, Unreadable } from './expression-tokens.ts';

/** Binary operators by how tightly they bind, the loosest first. */
const levels = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
] as const;

export type BinaryOperator = (typeof levels)[number][number];

export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string }
  /** `${name}`: another question. */
  | { kind: 'field'; name: string }
  /** `.`: the question itself. */
  | { kind: 'self' }
  | { kind: 'call'; name: string; of: Expression[] }
  | { kind: 'negative'; of: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression };

const longest = 4_000;
const deepest = 40;
/** Terms of one chain, such as of `a and b and c`; they make the tree as deep. */
const mostTerms = 500;

export type Parsed = { expression: Expression } | { problem: ExpressionProblem };

/** Reads an expression; nothing is thrown, whatever the text is. */
export function parseExpression(text: string): Parsed {
  try {
    if (text.length > longest) throw new Unreadable('too_long', longest + 1);
    return { expression: parserOf(tokensOf(text), text.length + 1) };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}

function parserOf(tokens: Token[], end: number): Expression {
  let at = 0;
  const position = () => tokens[at]?.position ?? end;
  const isNext = (text: string) => tokens[at]?.kind === 'sign' && tokens[at]?.text === text;
  const unexpected = () => new Unreadable(tokens[at] ? 'unexpected' : 'unfinished', position());
  const take = (text: string): void => {
    if (!isNext(text)) throw unexpected();
    at += 1;
  };

  /** A name stands for an operator only between two operands, as XPath has it. */
  const operatorOf = (level: number): BinaryOperator | undefined => {
    const token = tokens[at];
    if (token?.kind !== 'sign' && token?.kind !== 'name') return undefined;
    return levels[level]?.find((each) => each === token.text);
  };

  const binary = (level: number, depth: number): Expression => {
    if (level === levels.length) return unary(depth);
    let left = binary(level + 1, depth);
    for (let terms = 1; ; terms += 1) {
      const operator = operatorOf(level);
      if (!operator) return left;
      if (terms > mostTerms) throw new Unreadable('too_deep', position());
      at += 1;
      left = { kind: 'binary', operator, left, right: binary(level + 1, depth) };
    }
  };

  const unary = (depth: number): Expression => {
    if (depth > deepest) throw new Unreadable('too_deep', position());
    if (!isNext('-')) return primary(depth);
    at += 1;
    const of = unary(depth + 1);
    // A negative number is one value, however it is written.
    return of.kind === 'number' && of.value > 0
      ? { kind: 'number', value: -of.value }
      : { kind: 'negative', of };
  };

  const primary = (depth: number): Expression => {
    const token = tokens[at];
    if (!token) throw unexpected();
    if (isNext('(')) {
      at += 1;
      const inner = binary(0, depth + 1);
      take(')');
      return inner;
    }
    if (token.kind === 'sign' && token.text !== '.') throw unexpected();
    at += 1;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'string') return { kind: 'string', value: token.text };
    if (token.kind === 'field') return { kind: 'field', name: token.text };
    if (token.kind === 'name') return { kind: 'call', name: token.text, of: argumentsOf(depth) };
    return { kind: 'self' };
  };

  const argumentsOf = (depth: number): Expression[] => {
    // A name alone is a step of a path through the form.
    if (!isNext('(')) throw new Unreadable('path', tokens[at - 1]?.position ?? end);
    at += 1;
    const of: Expression[] = [];
    while (!isNext(')')) {
      if (of.length > 0) take(',');
      of.push(binary(0, depth + 1));
    }
    at += 1;
    return of;
  };

  const whole = binary(0, 0);
  if (at < tokens.length) throw unexpected();
  return whole;
}

/** An expression as text; reading it gives the same expression again. */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

/** `level` is that of the loosest operator which needs no brackets here. */
function print(expression: Expression, level: number): string {
  switch (expression.kind) {
    case 'number':
      return numberText(expression.value);
    case 'string':
      return quoted(expression.value) ?? concatenated(expression.value);
    case 'field':
      return `\${${expression.name}}`;
    case 'self':
      return '.';
    case 'call':
      return `${expression.name}(${expression.of.map((each) => print(each, 0)).join(', ')})`;
    case 'negative': {
      const of = print(expression.of, levels.length);
      return expression.of.kind === 'number' ? `-(${of})` : `-${of}`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const own = levels.findIndex((each) => (each as readonly string[]).includes(operator));
      const text = `${print(left, own)} ${operator} ${print(right, own + 1)}`;
      return own < level ? `(${text})` : text;
    }
    default:
      return expression satisfies never;
  }
}

/** XPath knows no way to write a quotation mark in a text but to quote by the other one. */
function quoted(text: string): string | undefined {
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? undefined : `"${text}"`;
}

function concatenated(text: string): string {
  const parts = text.split(/('+)/).filter((part) => part !== '');
  return `concat(${parts.map(quoted).join(', ')})`;
}

/** XPath has no exponents. */
function numberText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = ''] = text.split('e');
  const digits = mantissa.replace(/[-.]/g, '');
  const shift = Number(exponent);
  const sign = value < 0 ? '-' : '';
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
    : sign + digits.padEnd(shift + 1, '0');
}
