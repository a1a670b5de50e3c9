/** The colours of health codes: what they are called, and the rules by which a programme gives them. */
import type { Condition, FormDefinition, Text, Values } from './definition.ts';
import {
  code,
  finite,
  flag,
  list,
  listWithCodes,
  nonEmptyText,
  object,
  oneOf,
  optional,
  type Static,
  text,
  unchecked,
  whole,
} from './schema.ts';
import type { StateColour } from './state-colours.ts';
import { plansOf, type Test, testOf, visibleValues } from './visibility.ts';

/** From the best to the worst: where several hold, the worst is shown. */
export const codeColours = [
  'green',
  'grey',
  'yellow',
  'orange',
  'red',
] as const satisfies StateColour[];

export type CodeColour = StateColour;

/** What each is called; a colour never stands without its word. */
export const colourNames = {
  green: { zh: '绿码', en: 'Green' },
  grey: { zh: '无信息', en: 'No information' },
  yellow: { zh: '黄码', en: 'Yellow' },
  orange: { zh: '橙码', en: 'Orange' },
  red: { zh: '红码', en: 'Red' },
} as const satisfies Record<CodeColour, Text>;

export function isWorse(one: CodeColour, other: CodeColour): boolean {
  return codeColours.indexOf(one) > codeColours.indexOf(other);
}

/** How what a rule says ends. None of these: only by hand, or by an appeal. */
const ends = object({
  /** At the earliest so many days after what caused it; with nothing else, exactly then. */
  afterDays: optional(whole(1, 366)),
  /** Not before a later report of the rule's forms that meets no rule at all. */
  cleanReport: optional(flag),
  /** At once, when a temperature is measured that is not high; whatever else ends it. */
  normalMeasurement: optional(flag),
});

const rule = object({
  code,
  colour: oneOf('yellow', 'orange', 'red'),
  /** Why the person has the colour, and what they are to do. */
  label: text,
  advice: text,
  /** Reports that cause it. */
  reports: optional(
    list(object({ form: nonEmptyText, when: unchecked<Condition>() }), { min: 1, max: 20 }),
  ),
  /** A measured temperature that causes it, in degrees Celsius. */
  measured: optional(object({ gte: finite })),
  /** People who may do so can assign it. */
  byHand: optional(flag),
  ends,
});

export const colourRulesSchema = object({
  /** Forms whose reports give the code its age. */
  forms: list(nonEmptyText, { min: 1, max: 20 }),
  green: object({ label: text, advice: text }),
  /** Without a report, or once the newest is so many days old. */
  grey: object({ label: text, advice: text, afterDays: whole(1, 366) }),
  rules: listWithCodes(rule, { min: 1, max: 50 }),
  /** In so many days an appeal is decided, or goes to the organisation above. */
  appealDays: whole(1, 30),
  /** The signed code that phones show. */
  credential: optional(
    object({
      /** A code is good for so many hours; 24 where nothing is said. */
      hours: optional(whole(1, 168)),
      /** Past so many hours without news, scanners confirm no green code any more; 12 where nothing is said. */
      listHours: optional(whole(1, 168)),
    }),
  ),
});

/** By which rules a programme gives colours. */
export type ColourRules = Static<typeof colourRulesSchema>;
export type ColourRule = ColourRules['rules'][number];
export type ColourEnds = ColourRule['ends'];

/** The forms that colours rest on: all whose reports are looked at. */
export function formsOfColours({ forms, rules }: ColourRules): string[] {
  return [...new Set([...forms, ...rules.flatMap(({ reports = [] }) => reports.map(formOf))])];
}

const formOf = ({ form }: { form: string }) => form;

/** Rules that can be assigned by hand. */
export function rulesByHand({ rules }: ColourRules): ColourRule[] {
  return rules.filter(({ byHand }) => byHand);
}

/** What a report says to the rules. */
export type Assessment = {
  /** Codes of the rules that it meets. */
  met: string[];
  /** Codes of the rules that it speaks for: it meets none at all, and they look at its form. */
  clears: string[];
  /** Whether it gives the code its age. */
  renews: boolean;
};

const NO_ROW: ReadonlySet<string> = new Set();
const tests = new WeakMap<ColourRule, Map<string, Test>>();

/** `values` are cleaned ones of a report of the form. */
export function assess(
  { forms, rules }: ColourRules,
  definition: FormDefinition,
  values: Values,
): Assessment {
  const about = rules.filter(({ reports = [] }) => reports.map(formOf).includes(definition.code));
  const seen = visibleValues(plansOf(definition), values);
  const codesOf = (those: ColourRule[]) => those.map((each) => each.code);
  const met = codesOf(about.filter((each) => testFor(each, definition.code)(seen, seen)));
  const renews = forms.includes(definition.code);
  return { met, clears: met.length > 0 ? [] : codesOf(about), renews };
}

function testFor(rule: ColourRule, form: string): Test {
  const known = tests.get(rule) ?? new Map<string, Test>();
  tests.set(rule, known);
  let test = known.get(form);
  if (!test) {
    const conditions = (rule.reports ?? []).filter((each) => each.form === form);
    const parts = conditions.map(({ when }) => testOf(when, NO_ROW));
    test = (row, whole) => parts.some((part) => part(row, whole));
    known.set(form, test);
  }
  return test;
}
