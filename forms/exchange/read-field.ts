import type { Condition, Field, FieldType, Text } from '../definition.ts';
import { mostParts } from './condition-of-expression.ts';
import { parseExpression } from './expression.ts';
import { excerpt, expressionParams } from './findings.ts';
import { type QuestionTypeName, timeOfDay } from './question-types.ts';
import { isYesNo } from './read-choices.ts';
import { type Bounded, readConstraint } from './read-constraint.ts';
import { conditionIn, noteOthers, placeOf, type QuestionRow, type Reading } from './read-survey.ts';
import { type NamedRow, textIn } from './sheets.ts';
import { longest } from './write-constraint.ts';

const mostRows = 100;

/** The field that a row becomes; undefined where it lacks what a field must have. */
export function fieldOf(question: QuestionRow, reading: Reading): Field | undefined {
  const { row, code, name, section } = question;
  const { languages, note } = reading;
  if (question.type === 'text' && question.orOther) return otherField(question, reading);
  noteOthers(row, carriedColumns(question), note);
  const label = textIn(row, 'label', languages, note) ?? { zh: name || code, en: name || code };
  const hint = textIn(row, 'hint', languages, note);
  const base = {
    ...{ code, label },
    ...(hint && question.type !== 'acknowledge' && { hint }),
    ...requiredIn(question, reading),
    ...shownIn(question, reading),
    ...(section !== undefined && { section }),
  };
  if (question.type === 'repeat') return repeatField(question, base, reading);
  const own = ownProperties(question, question.type, { label, hint }, reading);
  return own && ({ ...base, ...own } as Field);
}

const always = [
  'type',
  'name',
  'label',
  'hint',
  'relevant',
  'appearance',
  'constraint',
  'constraint_message',
];

function carriedColumns({ type }: QuestionRow): string[] {
  if (type === 'repeat') return [...always, 'repeat_count'];
  return [...always, 'required', ...(type === 'range' ? ['parameters'] : [])];
}

function requiredIn({ row, type, lookup }: QuestionRow, reading: Reading) {
  if (type === 'repeat') return { required: false };
  const text = row.cells.get('required');
  if (text === undefined || /^(no|false|false\(\)|0)$/i.test(text)) return { required: false };
  if (/^(yes|true|true\(\)|1)$/i.test(text)) return { required: true };
  const requireWhen = conditionIn(row, 'required', lookup, reading);
  return { required: false, ...(requireWhen && { requireWhen }) };
}

/** What is shown only when its groups are, and when itself is. */
function shownIn({ row, relevant, lookup }: QuestionRow, reading: Reading) {
  const { groupsTold } = reading;
  const quiet = { ...reading, note: () => undefined };
  const rows = row.cells.has('relevant') ? [...relevant, row] : relevant;
  const conditions = rows.flatMap((each) => {
    if (/^(yes|true|true\(\)|1)$/i.test(each.cells.get('relevant') ?? '')) return [];
    const isTold = groupsTold.has(each);
    if (each !== row) groupsTold.add(each);
    return conditionIn(each, 'relevant', lookup, isTold ? quiet : reading) ?? [];
  });
  const parts = conditions.flatMap((each): Condition[] => ('and' in each ? each.and : [each]));
  const [first] = parts;
  if (!first) return {};
  if (parts.length > mostParts) {
    const params = { part: excerpt(row.cells.get('relevant') ?? '') };
    reading.note({ code: 'expression_not_carried', ...placeOf(row), column: 'relevant', params });
    return {};
  }
  return { showWhen: parts.length > 1 ? { and: parts } : first };
}

type Own = { type: FieldType; [property: string]: unknown };

function ownProperties(
  question: QuestionRow,
  type: QuestionTypeName,
  { label, hint }: { label: Text; hint: Text | undefined },
  reading: Reading,
): Own | undefined {
  const { list, row, orOther } = question;
  const appearance = row.cells.get('appearance') ?? '';
  const isMultiline = type === 'text' && /\bmultiline\b/i.test(appearance);
  noteAppearance(
    question,
    isMultiline ? appearance.replace(/\bmultiline\b/i, '') : appearance,
    reading,
  );
  switch (type) {
    case 'select_one':
    case 'select_multiple': {
      if (!list) return undefined;
      const isThere = list.options.some(({ code }) => code === other.code);
      const options = orOther && !isThere ? [...list.options, other] : list.options;
      if (type === 'select_multiple') return bounded(question, 'choices', { options }, reading);
      noteConstraint(question, reading);
      return !orOther && isYesNo(options) ? { type: 'yesno' } : { type: 'choice', options };
    }
    case 'text':
      return isMultiline
        ? bounded(question, 'longtext', { maxLength: longest.longtext }, reading)
        : bounded(question, 'text', { maxLength: longest.text }, reading);
    case 'barcode':
      noteChanged(question, 'text', reading);
      return bounded(question, 'text', { maxLength: longest.text }, reading);
    case 'integer':
      return bounded(question, 'number', { decimals: 0 }, reading);
    case 'decimal':
      return bounded(question, 'number', {}, reading);
    case 'range':
      noteChanged(question, 'number', reading);
      return bounded(question, 'number', rangeOf(row.cells.get('parameters') ?? ''), reading);
    case 'date':
      return bounded(question, 'date', {}, reading);
    case 'datetime':
      return bounded(question, 'datetime', {}, reading);
    case 'time': {
      noteConstraint(question, reading);
      const patternHint = textIn(row, 'constraint_message', reading.languages, reading.note);
      return { type: 'text', ...timeOfDay, ...(patternHint && { patternHint }) };
    }
    default:
      noteConstraint(question, reading);
      return plain(type, label, hint);
  }
}

/** Types that nothing but their label describes. */
function plain(type: QuestionTypeName, label: Text, hint: Text | undefined): Own | undefined {
  if (type === 'geopoint') return { type: 'position' };
  if (type === 'image') return { type: 'photos', max: 1 };
  // What is acknowledged stands in the hint, where there is one.
  return type === 'acknowledge' ? { type: 'declaration', text: hint ?? label } : undefined;
}

const other = { code: 'other', label: { zh: '其他', en: 'Other' } };

function otherField(
  { code, relevant, row, section, lookup }: QuestionRow,
  reading: Reading,
): Field {
  const asked = row.cells.get('name') ?? '';
  const chosen = lookup(asked)?.code ?? asked;
  const quiet = { ...reading, note: () => undefined };
  const shown = shownIn({ relevant, row, lookup } as QuestionRow, quiet).showWhen;
  const isOther: Condition = { field: chosen, equals: other.code };
  const around: Condition[] = shown === undefined ? [] : 'and' in shown ? shown.and : [shown];
  return {
    ...{ type: 'text', code, required: true, maxLength: longest.text },
    label: { zh: '其他（请说明）', en: 'Other (please specify)' },
    showWhen: around.length > 0 ? { and: [...around, isOther] } : isOther,
    ...(section !== undefined && { section }),
  };
}

/** A field with what its constraint says; whatever else the constraint says is listed. */
function bounded(
  question: QuestionRow,
  type: Bounded,
  usual: Record<string, unknown>,
  reading: Reading,
): Own {
  const { row, lookup } = question;
  const { note, languages } = reading;
  const text = row.cells.get('constraint');
  const parsed = text === undefined ? undefined : parseExpression(text);
  const place = { ...placeOf(row), column: 'constraint' };
  const own: Own = { type, ...usual };
  if (parsed && 'problem' in parsed) {
    note({ code: 'expression_not_readable', ...place, params: expressionParams(parsed.problem) });
  } else if (parsed) {
    const decimals = usual.decimals as number | undefined;
    const { properties, lost } = readConstraint(type, parsed.expression, lookup, decimals);
    Object.assign(own, properties);
    for (const { code, part } of lost) note({ code, ...place, params: { part: excerpt(part) } });
  }
  const message = textIn(row, 'constraint_message', languages, note);
  if (message && own.pattern !== undefined) own.patternHint = message;
  else if (message) noteMessage(row, message, reading);
  return own;
}

function noteMessage(row: NamedRow, { en }: Text, { note }: Reading): void {
  const params = { value: excerpt(en) };
  note({ code: 'message_not_carried', ...placeOf(row), column: 'constraint_message', params });
}

/** Of fields that have no bounds. */
function noteConstraint({ row, type }: QuestionRow, reading: Reading): void {
  const { note, languages } = reading;
  const message = type === 'time' ? undefined : textIn(row, 'constraint_message', languages, note);
  if (message) noteMessage(row, message, reading);
  const text = row.cells.get('constraint');
  if (text === undefined) return;
  const params = { part: excerpt(text) };
  note({ code: 'constraint_not_carried', ...placeOf(row), column: 'constraint', params });
}

function noteAppearance({ row }: QuestionRow, appearance: string, { note }: Reading): void {
  const value = excerpt(appearance.trim());
  if (value === '') return;
  note({
    code: 'appearance_not_carried',
    ...placeOf(row),
    column: 'appearance',
    params: { value },
  });
}

function noteChanged({ row, type }: QuestionRow, to: string, { note }: Reading): void {
  note({ code: 'type_changed', ...placeOf(row), column: 'type', params: { from: type, to } });
}

/** `start=0 end=10 step=0.5` */
function rangeOf(parameters: string): Record<string, number> {
  const numberOf = (name: string, usual: number) => {
    const text = new RegExp(`\\b${name}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)`, 'i').exec(parameters)?.[1];
    return text === undefined ? usual : Number(text);
  };
  const step = String(numberOf('step', 1));
  const decimals = Math.min(step.split('.')[1]?.length ?? 0, 6);
  return { min: numberOf('start', 0), max: numberOf('end', 10), decimals };
}

function repeatField(question: QuestionRow, base: object, reading: Reading): Field | undefined {
  const { row, inner } = question;
  const { label } = base as { label: Text };
  noteAppearance(question, row.cells.get('appearance') ?? '', reading);
  noteConstraint(question, reading);
  const count = row.cells.get('repeat_count');
  const isCount = count !== undefined && /^\d{1,3}$/.test(count) && Number(count) > 0;
  if (count !== undefined && !isCount) {
    const params = { part: excerpt(count) };
    const place = { ...placeOf(row), column: 'repeat_count' };
    reading.note({ code: 'expression_not_carried', ...place, params });
  }
  const rows = isCount
    ? { required: true, min: Number(count), max: Number(count) }
    : { max: mostRows };
  const fields = inner.flatMap((each) => fieldOf(each, reading) ?? []);
  const rowLabel = { zh: `${label.zh} {n}`, en: `${label.en} {n}` };
  return { ...base, ...rows, type: 'group', rowLabel, fields } as Field;
}
