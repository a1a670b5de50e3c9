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

/** An instant as a person in `zone` reads it, with the zone's name: no time without its place. */
function readable(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(instant));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value;
  return `${get('year')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')} ${zone}`;
}

/** The sentence for an issue, the same in the browser and on the server. Times are told in `zone`. */
export function message(issue: Issue, lang: Lang, zone = 'UTC'): string {
  return messages[issue.code][lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = issue.params?.[`${name}_${lang}`] ?? issue.params?.[name] ?? '';
    return typeof value === 'string' && INSTANT.test(value) ? readable(value, zone) : `${value}`;
  });
}
