import { describe, expect, it } from 'vitest';
import { adviceOf, alertsOf, doubtsOf, reasonsOf } from './alerts.ts';
import { checkDefinition } from './check-definition.ts';
import type { Condition, FormDefinition } from './definition.ts';

const label = { zh: '项', en: 'Field' };
const advice = { zh: '请休息', en: 'Please rest' };
const question = { zh: '对吗', en: 'Is that right?' };
const yesno = (code: string) => ({ type: 'yesno' as const, code, label, required: false });

function formOf(when: Condition): FormDefinition {
  return {
    code: 'form',
    title: label,
    fields: [
      { type: 'number', code: 'heat', label, required: false, min: 30, max: 45, decimals: 1 },
      yesno('fever'),
      yesno('cough'),
      { ...yesno('cold'), showWhen: { field: 'cough', equals: true } },
      {
        ...{ type: 'longtext', code: 'details', label, required: false, maxLength: 500 },
        showWhen: { field: 'cough', equals: true },
      },
    ],
    alerts: [{ code: 'ill', label, level: 'fever', when, advice }],
    doubts: [
      {
        code: 'unlikely',
        question,
        when: {
          and: [
            { field: 'heat', gte: 37.3 },
            { field: 'fever', equals: false },
          ],
        },
      },
    ],
  };
}

const hot: Condition = { field: 'heat', gte: 37.3 };
const feverish: Condition = { field: 'fever', equals: true };

/** Why a report with these values raises an alert. */
const why = (when: Condition, values: Record<string, number | boolean | string>) => {
  const definition = formOf(when);
  return reasonsOf(
    definition,
    alertsOf(definition, values).map(({ code }) => code),
    values,
  );
};

describe('what is told of an alert', () => {
  it('names the fields that met the rule, in the form’s order', () => {
    const either: Condition = { or: [feverish, hot] };
    expect(why(either, { heat: 38, fever: true, cough: true })).toEqual(['heat', 'fever']);
    expect(why(either, { heat: 37.3, fever: false })).toEqual(['heat']);
    expect(why(either, { heat: 37.2, fever: true })).toEqual(['fever']);
    expect(why(either, { heat: 37.2, fever: false })).toEqual([]);
    expect(why({ and: [feverish, hot] }, { heat: 38, fever: true })).toEqual(['heat', 'fever']);
    expect(why({ anyYes: ['fever', 'cough', 'cold'] }, { cough: true, fever: false })).toEqual([
      'cough',
    ]);
    expect(why({ not: { or: [hot, feverish] } }, { heat: 36 })).toEqual(['heat', 'fever']);
    expect(why({ not: { anyYes: ['cough'] } }, {})).toEqual(['cough']);
  });

  it('does not name what is hidden', () => {
    const cold: Condition = { or: [{ field: 'cold', equals: true }, hot] };
    expect(why(cold, { heat: 38, cough: false, cold: true })).toEqual(['heat']);
    expect(why(cold, { heat: 38, cough: true, cold: true })).toEqual(['heat', 'cold']);
  });

  it('names what the person wrote about it', () => {
    const coughing: Condition = { anyYes: ['fever', 'cough'] };
    const details = 'At night';
    expect(why(coughing, { cough: true, details })).toEqual(['cough', 'details']);
    expect(why(coughing, { cough: true })).toEqual(['cough']);
    expect(why(coughing, { fever: true, cough: false, details })).toEqual(['fever']);
    expect(why(hot, { heat: 38, cough: true, details })).toEqual(['heat']);
  });

  it('gives advice with the alerts that have some', () => {
    expect(adviceOf(formOf(hot), { heat: 38 })).toEqual([advice]);
    expect(adviceOf(formOf(hot), { heat: 37.2 })).toEqual([]);
    const { advice: _, ...silent } = (formOf(hot).alerts ?? [])[0] as NonNullable<
      FormDefinition['alerts']
    >[number];
    expect(adviceOf({ ...formOf(hot), alerts: [silent] }, { heat: 38 })).toEqual([]);
  });
});

describe('doubts', () => {
  const doubted = (values: object) => doubtsOf(formOf(hot), values).map(({ code }) => code);

  it('are raised by what is typed, complete or not', () => {
    expect(doubted({ heat: 38.5, fever: false })).toEqual(['unlikely']);
    expect(doubted({ heat: 38.5, fever: true })).toEqual([]);
    expect(doubted({ heat: 38.5 })).toEqual([]);
    expect(doubted({ heat: 36.5, fever: true })).toEqual([]);
    expect(doubted({ heat: 'hot', fever: false })).toEqual([]);
  });

  it('and advice are checked like all of a definition', () => {
    const problems = (more: object) =>
      checkDefinition({ ...formOf(hot), ...more }).map(({ path, code }) => `${path}: ${code}`);
    expect(problems({})).toEqual([]);
    const doubt = { code: 'odd', question, when: { field: 'none', equals: true } };
    expect(problems({ doubts: [doubt] })).toEqual(['doubts.0.when.field: unknown_reference']);
    expect(problems({ doubts: [{ code: 'odd', when: hot }] })).toEqual([
      'doubts.0.question: missing',
    ]);
    const [rule] = formOf(hot).alerts ?? [];
    expect(problems({ alerts: [{ ...rule, advice: { zh: '休息' } }] })).toEqual([
      'alerts.0.advice: missing_text',
    ]);
  });
});
