import type { Condition, FieldType, Scalar } from '../definition.ts';
import { type BinaryOperator, type Expression, printExpression } from './expression.ts';

/** A question as expressions meet it. */
export type Question = {
  code: string;
  type: FieldType;
  /** Codes of its options by the names that the workbook gives them. */
  options?: ReadonlyMap<string, string>;
};

/** Finds a question by the name that the workbook gives it. */
export type Lookup = (name: string) => Question | undefined;

/** An expression, or a part of one, that conditions cannot say. */
export class NotCarried extends Error {
  readonly part: string;

  constructor(part: Expression) {
    super('not carried');
    this.part = printExpression(part);
  }
}

/** Of a condition with `and` or `or`. */
export const mostParts = 50;

type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

const mirrored: Record<Comparison, Comparison> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** The expression as a condition. Throws `NotCarried` with the part that no condition can say. */
export function conditionOf(expression: Expression, lookup: Lookup): Condition {
  if (expression.kind === 'binary') {
    const { operator } = expression;
    if (operator === 'and') {
      const parts = chain(expression, 'and');
      if (parts.length > mostParts) throw new NotCarried(expression);
      return { and: parts.map((each) => conditionOf(each, lookup)) };
    }
    if (operator === 'or') {
      return anyOf(
        chain(expression, 'or').map((each) => conditionOf(each, lookup)),
        lookup,
        expression,
      );
    }
    if (operator in mirrored) return compared(expression, lookup);
  }
  if (expression.kind === 'call') return called(expression, lookup);
  throw new NotCarried(expression);
}

/** The terms of `a and b and c`, however they are bracketed. */
export function chain(expression: Expression, operator: BinaryOperator): Expression[] {
  return expression.kind === 'binary' && expression.operator === operator
    ? [...chain(expression.left, operator), ...chain(expression.right, operator)]
    : [expression];
}

/** Alternatives of one field, and yes/no questions of which one is answered yes, have a shorter form. */
function anyOf(parts: Condition[], lookup: Lookup, whole: Expression): Condition {
  const equal = parts.flatMap((each) => ('field' in each && 'equals' in each ? [each] : []));
  if (equal.length === parts.length) {
    const yes = equal.filter(({ equals }) => equals === true).map(({ field }) => field);
    const areYesNo = namesIn(whole).every((name) => lookup(name)?.type === 'yesno');
    if (yes.length === equal.length && areYesNo) return { anyYes: yes };
    const [first] = equal;
    if (first && equal.every(({ field }) => field === first.field)) {
      return { field: first.field, in: equal.map(({ equals }) => equals) };
    }
  }
  if (parts.length > mostParts) throw new NotCarried(whole);
  return { or: parts };
}

/** The names of all questions that an expression refers to. */
export function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'field':
      return [expression.name];
    case 'call':
      return expression.of.flatMap(namesIn);
    case 'negative':
      return namesIn(expression.of);
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    default:
      return [];
  }
}

type Call = Extract<Expression, { kind: 'call' }>;
type Binary = Extract<Expression, { kind: 'binary' }>;

function called(call: Call, lookup: Lookup): Condition {
  const [first, second] = call.of;
  if (call.name === 'not' && first && call.of.length === 1) return negated(first, lookup);
  if (call.name === 'selected' && first?.kind === 'field' && second?.kind === 'string') {
    const question = lookup(first.name);
    if (!question || call.of.length > 2) throw new NotCarried(call);
    return { field: question.code, equals: answerOf(question, second, call) };
  }
  throw new NotCarried(call);
}

/** `not(selected(…))` is what a condition calls notEquals: of a list it says that it is not among them. */
function negated(inner: Expression, lookup: Lookup): Condition {
  const condition = conditionOf(inner, lookup);
  const isSelected = inner.kind === 'call' && inner.name === 'selected';
  return isSelected && 'field' in condition && 'equals' in condition
    ? { field: condition.field, notEquals: condition.equals }
    : { not: condition };
}

function compared(whole: Binary, lookup: Lookup): Condition {
  const operator = whole.operator as Comparison;
  const turned = isConstant(whole.left);
  const [asked, value] = turned ? [whole.right, whole.left] : [whole.left, whole.right];
  const sign = turned ? mirrored[operator] : operator;
  if (asked.kind === 'call') return presence(asked, sign, value, whole, lookup);
  const question = asked.kind === 'field' ? lookup(asked.name) : undefined;
  if (!question || !isConstant(value)) throw new NotCarried(whole);
  const field = question.code;
  if (value.kind === 'string' && value.value === '') {
    if (sign === '=') return { field, present: false };
    if (sign === '!=') return { field, present: true };
  }
  // An answer with several options is equal to a text of them all.
  if (question.type === 'choices') throw new NotCarried(whole);
  if (sign === '=') return { field, equals: answerOf(question, value, whole) };
  if (sign === '!=') return { field, notEquals: answerOf(question, value, whole) };
  const bound = answerOf(question, value, whole);
  if (typeof bound !== 'number') throw new NotCarried(whole);
  if (sign === '<') return { field, lt: bound };
  if (sign === '<=') return { field, lte: bound };
  return sign === '>' ? { field, gt: bound } : { field, gte: bound };
}

const isConstant = ({ kind }: Expression) => kind === 'number' || kind === 'string';

/** Functions that say how much was answered; a condition knows only whether anything was. */
const amounts = new Set(['count-selected', 'string-length']);

function presence(
  call: Call,
  sign: Comparison,
  value: Expression,
  whole: Expression,
  lookup: Lookup,
): Condition {
  const [of] = call.of;
  const question = of?.kind === 'field' && call.of.length === 1 ? lookup(of.name) : undefined;
  if (!amounts.has(call.name) || !question || value.kind !== 'number') throw new NotCarried(whole);
  const asked = `${sign}${value.value}`;
  if (['>0', '>=1', '!=0'].includes(asked)) return { field: question.code, present: true };
  if (['=0', '<1', '<=0'].includes(asked)) return { field: question.code, present: false };
  throw new NotCarried(whole);
}

/** What a field holds where the workbook's question has this answer. */
function answerOf(question: Question, value: Expression, whole: Expression): Scalar {
  const { type, options } = question;
  const text = value.kind === 'string' || value.kind === 'number' ? String(value.value) : '';
  switch (type) {
    case 'number':
      if (value.kind === 'number') return value.value;
      if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
      break;
    case 'text':
    case 'date':
      if (value.kind === 'string') return text;
      break;
    case 'yesno':
      if (text === 'yes' || text === 'no') return text === 'yes';
      break;
    case 'declaration':
      if (text === 'OK') return true;
      break;
    case 'choice':
    case 'choices': {
      const code = options?.get(text);
      if (code !== undefined) return code;
      break;
    }
  }
  throw new NotCarried(whole);
}
