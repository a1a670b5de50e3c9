import { serviceKinds } from '../../../forms/compare/compare-settings.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';

/** Whether the controls of the page can show settings: what a program wrote into a draft may be anything. */

type Plain = Record<string, unknown>;
type Is = (value: unknown) => boolean;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isString: Is = (value) => typeof value === 'string';
const listOf =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is);
const optional =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);
const shaped =
  (parts: Record<string, Is>): Is =>
  (value) =>
    isPlain(value) && Object.entries(parts).every(([name, is]) => is(value[name]));

const text = shaped({ zh: isString, en: isString });
const match = shaped({ groups: optional(listOf(isString)), attributes: optional(isPlain) });

const condition: Is = (value) => {
  if (!isPlain(value)) return false;
  if ('and' in value) return listOf(condition)(value.and);
  if ('or' in value) return listOf(condition)(value.or);
  if ('not' in value) return condition(value.not);
  if ('anyYes' in value) return listOf(isString)(value.anyYes);
  return isString(value.field) && (!('in' in value) || Array.isArray(value.in));
};

const edge: Is = (value) => {
  if (!isPlain(value)) return false;
  if ('on' in value) return isString(value.on);
  if ('milestone' in value) return isString(value.milestone) && optional(edge)(value.otherwise);
  return value.programme !== undefined || value.enrolment !== undefined;
};
const span = { from: edge, to: edge };

const policy = shaped({
  slots: (value) => ['daily', 'single', 'many'].includes(String(value)),
  window: (value) => value === null || shaped(span)(value),
});
const alert = shaped({ code: isString, label: text, advice: optional(text), when: condition });
const colourRule = shaped({
  ...{ code: isString, label: text, advice: text },
  colour: (value) => ['yellow', 'orange', 'red'].includes(String(value)),
  reports: optional(listOf(shaped({ form: isString, when: condition }))),
  measured: optional(isPlain),
  ends: isPlain,
});
const said = { label: text, advice: text };

const settings = shaped({
  groups: listOf(shaped({ code: isString, name: text, services: listOf(isString) })),
  services: listOf(
    shaped({
      ...{ code: isString, name: text, description: optional(text) },
      kind: (value) => isString(value) && Object.hasOwn(serviceKinds, String(value)),
      forms: optional(listOf(isString)),
    }),
  ),
  days: listOf(shaped({ ...span, for: optional(match) })),
  forms: listOf(shaped({ code: isString, policy, alerts: listOf(alert) })),
  colours: optional(
    shaped({
      ...{ forms: listOf(isString), green: shaped(said), grey: shaped(said) },
      ...{ rules: listOf(colourRule), credential: optional(isPlain) },
    }),
  ),
});

export const isDrawable = (draft: ProgrammeSettings): boolean => settings(draft);
