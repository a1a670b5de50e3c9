import { Type } from 'typebox';
import { checkColours } from './check-colours.ts';
import { checkDefinition } from './check-definition.ts';
import { checkScreeningForms } from './check-screening-form.ts';
import { checkShape, isPlain } from './check-shape.ts';
import { colourRulesSchema } from './colours.ts';
import type { FormDefinition } from './definition.ts';
import { identityKinds } from './identity.ts';
import type { Match } from './policy.ts';
import { collector, type Problem, type Report } from './problems.ts';
import { initialPasswords, type ProgrammeContent, participantApps } from './programme.ts';
import { isCheckForm } from './purposes.ts';
import {
  code,
  day,
  flag,
  list,
  listWithCodes,
  nonEmptyText,
  nullable,
  object,
  oneOf,
  optional,
  optionCode,
  pattern,
  record,
  scalar,
  string,
  text,
  unchecked,
  union,
  whole,
  zone,
} from './schema.ts';
import { documentsOf, initialPasswordOf, maxSecurityQuestions, questionsOf } from './sign-in.ts';

const match = object({
  groups: optional(list(nonEmptyText, { min: 1 })),
  /** Attribute names and what they must be. */
  attributes: optional(record(scalar)),
});

const days = optional(whole(-366, 366));
const fixedEdges = [
  object({ on: day }),
  object({ programme: oneOf('start', 'end'), days }),
  object({ enrolment: oneOf('start', 'end'), days }),
] as const;
// A second milestone behind the first is enough for every rule met so far.
const otherwise = union(...fixedEdges, object({ milestone: nonEmptyText, days }));
const edge = union(
  ...fixedEdges,
  object({ milestone: nonEmptyText, days, otherwise: optional(otherwise) }),
);

const options = listWithCodes(object({ code: optionCode, label: text }), { min: 1 });

const cardWay = object({
  type: Type.Literal('card'),
  label: text,
  hint: optional(text),
  shortLabel: optional(text),
  furtherLabel: optional(text),
  pattern,
  initialPassword: optional(oneOf(...initialPasswords)),
  documents: list(
    object({ kind: oneOf(...identityKinds), label: text, date: oneOf('validFrom', 'issuedOn') }),
  ),
});
const phoneWay = object({ type: Type.Literal('phone') });
const wechatWay = object({ type: Type.Literal('wechat') });

const signIn = object({
  ways: list(union(cardWay, phoneWay, wechatWay), { min: 1 }),
  credentials: oneOf('app', 'programme'),
  password: oneOf('required', 'optional'),
  registration: optional(object({ documents: list(oneOf(...identityKinds), { min: 1 }) })),
  securityQuestions: optional(object({ count: whole(1, maxSecurityQuestions), choices: options })),
});

const policy = object({
  slots: oneOf('daily', 'single', 'many'),
  perDay: optional(whole(1, 100)),
  change: oneOf('anytime', 'never'),
  backfill: flag,
  window: nullable(object({ from: edge, to: edge })),
});

const template = object({
  code,
  name: text,
  shortName: text,
  zone,
  startsOn: day,
  endsOn: day,
  organiser: text,
  contacts: object({ phone: nonEmptyText, mail: nonEmptyText, cards: list(nonEmptyText) }),
  brand: optional(object({ colour: string('^#[\\da-f]{6}$', 7) })),
  signIn,
  systems: list(oneOf(...participantApps), { min: 1 }),
  declaration: optional(object({ title: text, text, version: whole(1, 1000) })),
  groups: listWithCodes(object({ code, name: text, services: list(nonEmptyText) }), { min: 1 }),
  services: listWithCodes(
    object({
      code,
      kind: oneOf('reports', 'messages', 'support', 'page', 'code'),
      name: text,
      description: optional(text),
      forms: optional(list(nonEmptyText, { min: 1 })),
      page: optional(nonEmptyText),
    }),
    { min: 1 },
  ),
  attributes: listWithCodes(
    object({
      code,
      label: text,
      type: oneOf('yesno', 'text', 'choice'),
      options: optional(options),
      required: flag,
      default: optional(scalar),
    }),
  ),
  days: list(object({ for: optional(match), from: edge, to: edge })),
  milestones: listWithCodes(
    object({
      code,
      label: text,
      kind: oneOf('day', 'instant'),
      pick: oneOf('first', 'latest'),
      sources: list(object({ form: nonEmptyText, field: nonEmptyText }), { min: 1 }),
    }),
  ),
  phases: listWithCodes(
    object({
      code,
      label: text,
      for: optional(match),
      from: optional(nonEmptyText),
      until: optional(nonEmptyText),
    }),
  ),
  pages: listWithCodes(object({ code, title: text, body: text })),
  colours: optional(colourRulesSchema),
  screeningForm: optional(nonEmptyText),
  checkForms: optional(list(nonEmptyText)),
  placedForms: optional(list(nonEmptyText)),
  retiredForms: optional(list(nonEmptyText)),
  forms: list(
    object({
      definition: unchecked<FormDefinition>(),
      policy,
      offeredTo: optional(match),
      requiredOf: optional(match),
    }),
  ),
});

/**
 * Everything that is wrong with a programme template, its forms included; nothing is thrown,
 * whatever it is. References are looked at once the shape is right.
 */
export function checkTemplate(value: unknown): Problem[] {
  const { problems, report } = collector();
  checkShape(template, value, '', report);
  if (isPlain(value) && Array.isArray(value.forms)) {
    value.forms.forEach((form: unknown, index) => {
      const definition = isPlain(form) ? form.definition : undefined;
      for (const problem of checkDefinition(definition)) {
        report(`forms.${index}.definition.${problem.path}`, problem.code, problem.params);
      }
    });
  }
  if (problems.length === 0) checkReferences(value as ProgrammeContent, report);
  return problems;
}

function checkReferences(programme: ProgrammeContent, report: Report): void {
  if (programme.startsOn > programme.endsOn) report('endsOn', 'min_above_max');
  checkSignIn(programme, report);
  checkRegistration(programme, report);
  checkServices(programme, report);
  checkMatches(programme, report);
  checkMilestoneSources(programme, report);
  checkMilestoneUses(programme, report);
  checkPolicies(programme, report);
  if (programme.colours) checkColours(programme.colours, programme.forms, report);
  checkScreeningForms(programme, report);
  checkPlacedForms(programme, report);
  checkCodes(programme.retiredForms ?? [], formCodes(programme), 'retiredForms', report);
  programme.forms.forEach(({ definition }, index) => {
    const twin = programme.forms.findIndex((each) => each.definition.code === definition.code);
    if (twin < index) {
      report(`forms.${index}.definition.code`, 'duplicate_code', { code: definition.code });
    }
  });
}

/**
 * Who is due on which days stands once, in the programme's `days`, and is counted by group: a daily
 * form with days or attributes of its own would be counted otherwise than it is taken.
 */
function checkPolicies(programme: ProgrammeContent, report: Report): void {
  programme.forms.forEach(({ policy: { slots, perDay, backfill, window }, offeredTo }, index) => {
    const path = `forms.${index}`;
    if (perDay && slots !== 'many') report(`${path}.policy.perDay`, 'only_many');
    if (slots !== 'daily') {
      if (backfill) report(`${path}.policy.backfill`, 'only_daily');
      return;
    }
    if (window) report(`${path}.policy.window`, 'not_daily');
    if (Object.keys(offeredTo?.attributes ?? {}).length > 0) {
      report(`${path}.offeredTo.attributes`, 'not_daily');
    }
  });
}

/** A daily form goes by group alone, so that a unit has one count; forms of checks have a rule of their own. */
function checkPlacedForms(programme: ProgrammeContent, report: Report): void {
  const { placedForms = [], forms } = programme;
  checkCodes(placedForms, formCodes(programme), 'placedForms', report);
  placedForms.forEach((code, index) => {
    const form = forms.find(({ definition }) => definition.code === code);
    if (form?.policy.slots === 'daily') report(`placedForms.${index}`, 'not_by_place', { code });
    if (isCheckForm(programme, code)) report(`placedForms.${index}`, 'wrong_reference', { code });
  });
}

function checkSignIn({ signIn, systems }: ProgrammeContent, report: Report): void {
  const { ways, password, credentials } = signIn;
  const types = ways.map(({ type }) => type);
  types.forEach((type, index) => {
    if (types.indexOf(type) < index) {
      report(`signIn.ways.${index}.type`, 'duplicate_code', { code: type });
    }
  });
  // Nobody comes in by it who has not come in by another one once.
  if (types[0] === 'wechat') report('signIn.ways.0.type', 'bad_value');
  const initial = initialPasswordOf(signIn);
  // Others know an initial password, be it a date or on a list: it must be replaced.
  if (password === 'optional' && initial) report('signIn.password', 'bad_value');
  if (initial === 'date' && documentsOf(signIn).length === 0) report('signIn.ways', 'bad_value');
  // A one-time password lets somebody in once: no second account can begin with it.
  if (initial === 'random' && credentials === 'app' && systems.length > 1) {
    report('signIn.credentials', 'bad_value');
  }
  const { count, choices } = questionsOf(signIn);
  if (choices.length < count) report('signIn.securityQuestions.choices', 'empty_list');
}

/** Who registers has a phone, a password for all apps, and nothing else to answer than who they are. */
function checkRegistration(programme: ProgrammeContent, report: Report): void {
  const { signIn, attributes, systems } = programme;
  const { ways, registration, password, credentials, securityQuestions } = signIn;
  if (!registration) return;
  // There people register, whatever else they use later.
  if (!systems.includes('portal')) report('systems', 'bad_value');
  const isAllowed = ({ type }: { type: string }) => type === 'phone' || type === 'wechat';
  if (!ways.every(isAllowed)) report('signIn.ways', 'bad_value');
  if (password !== 'required') report('signIn.password', 'bad_value');
  if (credentials !== 'programme') report('signIn.credentials', 'bad_value');
  if (securityQuestions) report('signIn.securityQuestions', 'bad_value');
  attributes.forEach((each, index) => {
    if (each.required && each.default === undefined) {
      report(`attributes.${index}.default`, 'missing');
    }
  });
}

/** Tells those of `used` that are not among `known`. */
function checkCodes(
  used: readonly string[],
  known: readonly string[],
  path: string,
  report: Report,
): void {
  used.forEach((each, index) => {
    if (!known.includes(each)) report(`${path}.${index}`, 'unknown_reference', { code: each });
  });
}

function formCodes({ forms }: ProgrammeContent): string[] {
  return forms.map(({ definition }) => definition.code);
}

function codesOf(items: readonly { code: string }[]): string[] {
  return items.map((item) => item.code);
}

function checkServices(programme: ProgrammeContent, report: Report): void {
  const services = codesOf(programme.services);
  programme.groups.forEach((group, index) => {
    checkCodes(group.services, services, `groups.${index}.services`, report);
  });
  const forms = formCodes(programme);
  programme.services.forEach((service, index) => {
    const path = `services.${index}`;
    if (service.kind === 'reports' && !service.forms) report(`${path}.forms`, 'missing');
    if (service.kind === 'page' && !service.page) report(`${path}.page`, 'missing');
    if (service.kind === 'code' && !programme.colours) report('colours', 'missing');
    checkCodes(service.forms ?? [], forms, `${path}.forms`, report);
    if (service.page !== undefined && !codesOf(programme.pages).includes(service.page)) {
      report(`${path}.page`, 'unknown_reference', { code: service.page });
    }
  });
}

function checkMatches(programme: ProgrammeContent, report: Report): void {
  const groups = codesOf(programme.groups);
  const attributes = codesOf(programme.attributes);
  const check = (found: Match | undefined, path: string) => {
    checkCodes(found?.groups ?? [], groups, `${path}.groups`, report);
    checkCodes(Object.keys(found?.attributes ?? {}), attributes, `${path}.attributes`, report);
  };
  programme.days.forEach((rule, index) => {
    check(rule.for, `days.${index}.for`);
  });
  programme.phases.forEach((phase, index) => {
    check(phase.for, `phases.${index}.for`);
  });
  programme.forms.forEach((form, index) => {
    check(form.offeredTo, `forms.${index}.offeredTo`);
    check(form.requiredOf, `forms.${index}.requiredOf`);
  });
  programme.attributes.forEach((attribute, index) => {
    if (attribute.type === 'choice' && !attribute.options) {
      report(`attributes.${index}.options`, 'missing');
    }
  });
}

/** A milestone is read from fields of its kind. */
function checkMilestoneSources(programme: ProgrammeContent, report: Report): void {
  programme.milestones.forEach((milestone, index) => {
    milestone.sources.forEach(({ form, field }, position) => {
      const path = `milestones.${index}.sources.${position}`;
      const definition = programme.forms.find((each) => each.definition.code === form)?.definition;
      const found = definition?.fields.find((each) => each.code === field);
      if (!definition) report(`${path}.form`, 'unknown_reference', { code: form });
      else if (!found) report(`${path}.field`, 'unknown_reference', { code: field });
      else if (found.type !== (milestone.kind === 'day' ? 'date' : 'datetime')) {
        report(`${path}.field`, 'wrong_reference', { code: field });
      }
    });
  });
}

/** Days and phases rest on milestones that are days, checks of forms on instants. */
function checkMilestoneUses(programme: ProgrammeContent, report: Report): void {
  const check = (milestone: string, kind: 'day' | 'instant', path: string) => {
    const found = programme.milestones.find((each) => each.code === milestone);
    if (!found) report(path, 'unknown_reference', { code: milestone });
    else if (found.kind !== kind) report(path, 'wrong_reference', { code: milestone });
  };
  const checkEdge = (value: object | undefined, path: string): void => {
    if (!value || !('milestone' in value)) return;
    check(String(value.milestone), 'day', path);
    if ('otherwise' in value) checkEdge(value.otherwise as object | undefined, `${path}.otherwise`);
  };
  programme.days.forEach((rule, index) => {
    checkEdge(rule.from, `days.${index}.from`);
    checkEdge(rule.to, `days.${index}.to`);
  });
  programme.phases.forEach((phase, index) => {
    if (phase.from !== undefined) check(phase.from, 'day', `phases.${index}.from`);
    if (phase.until !== undefined) check(phase.until, 'day', `phases.${index}.until`);
  });
  programme.forms.forEach((form, index) => {
    checkEdge(form.policy.window?.from, `forms.${index}.policy.window.from`);
    checkEdge(form.policy.window?.to, `forms.${index}.policy.window.to`);
    form.definition.checks?.forEach((each, position) => {
      const path = `forms.${index}.definition.checks.${position}.milestone`;
      check(each.milestone, 'instant', path);
    });
  });
}
