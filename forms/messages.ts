import type { Check, Instant, Lang, Text } from './definition.ts';
import { type FieldIssueCode, fieldIssues } from './fields/registry.ts';
import { type GeneralIssueCode, generalIssues, type IssueParams } from './issues.ts';

/**
 * Everything that a validator can say, in both languages. `{name}` stands for a parameter of the
 * issue: `name_zh` or `name_en` where the parameter is a text, else `name`.
 */
export const messages: Record<IssueCode, Text> = { ...generalIssues, ...fieldIssues };

export type IssueCode = GeneralIssueCode | FieldIssueCode;

/** What is wrong with one field. `path` is its place in the values: `temperature`, `doses.0.date`. */
export type Issue = { path: string; code: IssueCode; params?: IssueParams };

/** What is said of a report that breaks a check against a milestone which is at this instant. */
export function brokenCheck({ field, hours, label }: Check, at: Instant): Issue {
  const params = { hours, milestone_zh: label.zh, milestone_en: label.en, at };
  return { path: field, code: 'not_within_hours_before', params };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * A text with its parameters in place. `readable` writes the instants among them as the reader's clocks
 * show them.
 */
export function fillIn(
  text: Text,
  params: IssueParams,
  lang: Lang,
  readable: (instant: Instant) => string,
): string {
  return text[lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[`${name}_${lang}`] ?? params[name] ?? '';
    return typeof value === 'string' && INSTANT.test(value) ? readable(value) : `${value}`;
  });
}
