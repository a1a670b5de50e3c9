import { describe, expect, it } from 'vitest';
import { checkDefinition } from './check-definition.ts';
import { checkTemplate } from './check-template.ts';
import type { CardWay } from './programme.ts';
import { otters } from './testing/otters.ts';
import { penguinForms } from './testing/penguin-forms.ts';
import { penguins } from './testing/penguins.ts';

const label = { zh: '项', en: 'Field' };
const yesno = { type: 'yesno', code: 'a', label, required: true };
const base = { code: 'form', title: label };

/** Problems of a form with these fields, shortly. */
function problemsOf(fields: unknown[], more: object = {}) {
  return checkDefinition({ ...base, fields, ...more }).map(({ path, code }) => `${path}: ${code}`);
}

/** Problems of one field, the path within it. */
function fieldProblems(field: object) {
  return problemsOf([yesno, { label, required: false, code: 'x', ...field }]).map((problem) =>
    problem.replace('fields.1.', ''),
  );
}

describe('checkDefinition', () => {
  it('finds nothing in whole definitions', () => {
    for (const { definition } of penguinForms) expect(checkDefinition(definition)).toEqual([]);
    expect(problemsOf([yesno])).toEqual([]);
  });

  it('wants a date among the rows where they are to follow one another', () => {
    const when = { type: 'date', code: 'on', label, required: true };
    const rows = {
      type: 'group',
      max: 3,
      rowLabel: label,
      fields: [{ ...yesno, code: 'b' }, when],
    };
    expect(fieldProblems({ ...rows, ascending: 'on' })).toEqual([]);
    expect(fieldProblems({ ...rows, ascending: 'b' })).toEqual(['ascending: wrong_reference']);
    expect(fieldProblems({ ...rows, ascending: 'c' })).toEqual(['ascending: unknown_reference']);
  });

  it('wants a shape', () => {
    expect(checkDefinition(undefined)).toEqual([{ path: '', code: 'not_an_object' }]);
    expect(checkDefinition({}).map(({ path }) => path)).toEqual(['code', 'title', 'fields']);
    expect(problemsOf([])).toEqual(['fields: empty_list']);
    expect(problemsOf([{ ...yesno, showwhen: {} }])).toEqual(['fields.0: unknown_property']);
    expect(problemsOf([yesno, 7])).toEqual(['fields.1: not_an_object']);
    expect(problemsOf([{ ...yesno, type: 'slider' }])).toEqual(['fields.0.type: unknown_type']);
    expect(problemsOf([{ ...yesno, type: 'constructor' }])).toEqual([
      'fields.0.type: unknown_type',
    ]);
    expect(problemsOf([{ ...yesno, required: undefined }])).toEqual(['fields.0.required: missing']);
    expect(problemsOf([yesno], { code: 'Form 1' })).toEqual(['code: bad_code']);
  });

  it('wants codes that are good keys, each once', () => {
    for (const code of ['', 'A', '1a', 'a-b', 'a.b', 'constructor', '__proto__', 'valueOf', 7]) {
      expect(problemsOf([{ ...yesno, code }])).toEqual(['fields.0.code: bad_code']);
    }
    expect(problemsOf([yesno, yesno])).toEqual(['fields.1.code: duplicate_code']);
    const row = { ...yesno, code: 'b' };
    const group = { type: 'group', code: 'g', label, required: false, max: 2, rowLabel: label };
    expect(problemsOf([yesno, { ...group, fields: [row, row] }])).toEqual([
      'fields.1.fields.1.code: duplicate_code',
    ]);
    expect(problemsOf([yesno, { ...group, fields: [yesno] }])).toEqual([
      'fields.1.fields.0.code: duplicate_code',
    ]);
    const twin = { ...group, code: 'h', fields: [row] };
    expect(problemsOf([{ ...group, fields: [row] }, twin])).toEqual([]);
    expect(problemsOf([{ ...group, fields: [{ ...twin, code: 'i' }] }])).toContain(
      'fields.0.fields.0: nested_group',
    );
  });

  it('wants texts in both languages', () => {
    for (const text of [
      '是',
      { zh: '是' },
      { zh: '是', en: ' ' },
      { zh: '是', en: 'yes', fr: 'oui' },
    ]) {
      expect(problemsOf([{ ...yesno, label: text }])).toEqual(['fields.0.label: missing_text']);
    }
  });

  it('wants properties that fit the type', () => {
    expect(fieldProblems({ type: 'text', maxLength: 10, pattern: '(' })).toEqual([
      'pattern: bad_pattern',
    ]);
    // Counts within counts: one text would take a second, a roster hours.
    expect(fieldProblems({ type: 'text', maxLength: 10, pattern: '((a?){30}){30}b' })).toEqual([
      'pattern: bad_pattern',
    ]);
    expect(fieldProblems({ type: 'text', maxLength: 10, pattern: '(?=a)' })).toEqual([
      'pattern: bad_pattern',
    ]);
    expect(fieldProblems({ type: 'text' })).toEqual(['maxLength: missing']);
    expect(fieldProblems({ type: 'longtext', maxLength: 0 })).toEqual(['maxLength: bad_value']);
    expect(fieldProblems({ type: 'number', min: 2, max: 1 })).toEqual(['fields.1: min_above_max']);
    expect(fieldProblems({ type: 'number', decimals: 1.5 })).toEqual(['decimals: bad_value']);
    expect(fieldProblems({ type: 'choice', options: [] })).toEqual(['options: empty_list']);
    const option = { code: 'o', label };
    expect(fieldProblems({ type: 'choice', options: [option, option] })).toEqual([
      'options.1.code: duplicate_code',
    ]);
    expect(fieldProblems({ type: 'photos', max: 0 })).toEqual(['max: bad_value']);
    expect(fieldProblems({ type: 'declaration' })).toEqual(['text: missing']);
    expect(fieldProblems({ type: 'identity', kinds: ['library_card'] })).toEqual([
      'kinds.0: bad_value',
    ]);
    expect(fieldProblems({ type: 'phone', country: 'XX' })).toEqual(['country: bad_value']);
    expect(fieldProblems({ type: 'yesno', max: 3 })).toEqual(['fields.1: unknown_property']);
  });

  it('wants bounds that can be worked out', () => {
    const date = (bound: unknown) => fieldProblems({ type: 'date', max: bound });
    expect(date({ today: 0 })).toEqual([]);
    expect(date({ today: 0.5 })).toEqual(['max.today: bad_value']);
    expect(date({ on: '2024-02-30' })).toEqual(['max.on: bad_day']);
    expect(date({ field: 'nothing' })).toEqual(['max.field: unknown_reference']);
    expect(date({ field: 'a' })).toEqual(['max.field: wrong_reference']);
    expect(date({ field: 'x' })).toEqual(['max.field: wrong_reference']);
    expect(date({ field: 'a', otherwise: { field: 'a' } })).toEqual(['max.otherwise: bad_value']);
    expect(date({ tomorrow: 1 })).toEqual(['max: bad_value']);
    expect(fieldProblems({ type: 'datetime', min: { at: '2024-01-01' } })).toEqual([
      'min.at: bad_instant',
    ]);
    const dive = { type: 'datetime', code: 'd', label, required: false };
    const day = { type: 'date', code: 'e', label, required: false };
    expect(problemsOf([dive, { ...day, min: { field: 'd' } }])).toEqual([]);
    expect(problemsOf([day, { ...dive, min: { field: 'e' } }])).toEqual([
      'fields.1.min.field: wrong_reference',
    ]);
  });

  const shown = (showWhen: unknown) => fieldProblems({ type: 'yesno', showWhen });

  it('wants conditions that can be read', () => {
    expect(shown({ field: 'a', equals: true })).toEqual([]);
    expect(shown({ and: [{ field: 'a', equals: true }, { not: { anyYes: ['a'] } }] })).toEqual([]);
    for (const condition of [
      null,
      [],
      {},
      { field: 'a' },
      { equals: true },
      { field: 'a', equals: true, notEquals: false },
      { field: 'a', looksLike: true },
      { and: [] },
      { and: [{ field: 'a', equals: true }], or: [] },
      { anyYes: [] },
    ]) {
      expect(shown(condition).join()).toMatch(/showWhen\S*: bad_condition/);
    }
    const deep = Array.from({ length: 12 }).reduce((inner) => ({ not: inner }), {
      field: 'a',
      equals: true,
    });
    expect(shown(deep).join()).toMatch(/too_deep/);
  });

  it('wants conditions on fields that exist, stand earlier and fit', () => {
    expect(shown({ field: 'z', equals: true })).toEqual(['showWhen.field: unknown_reference']);
    expect(shown({ field: 'x', equals: true })).toEqual(['showWhen.field: later_reference']);
    expect(fieldProblems({ type: 'yesno', requireWhen: { field: 'x', present: false } })).toEqual(
      [],
    );
    expect(shown({ field: 'a', equals: 'yes' })).toEqual(['showWhen.equals: bad_condition']);
    expect(shown({ field: 'a', gte: 1 })).toEqual(['showWhen.gte: wrong_reference']);
    const choice = {
      type: 'choice',
      code: 'c',
      label,
      required: true,
      options: [{ code: 'one', label }],
    };
    const onChoice = (condition: object) => problemsOf([choice, { ...yesno, showWhen: condition }]);
    expect(onChoice({ field: 'c', in: ['one'] })).toEqual([]);
    expect(onChoice({ field: 'c', in: ['one', 'two'] })).toEqual([
      'fields.1.showWhen.in: unknown_option',
    ]);
    expect(onChoice({ field: 'c', equals: { toString: 1 } })).toEqual([
      'fields.1.showWhen.equals: unknown_option',
    ]);
    expect(onChoice({ anyYes: ['c'] })).toEqual(['fields.1.showWhen.anyYes.0: wrong_reference']);
  });

  it('wants rules about fields that exist', () => {
    const alert = { code: 'hot', label, level: 'fever', when: { field: 'a', equals: true } };
    expect(problemsOf([yesno], { alerts: [alert] })).toEqual([]);
    expect(problemsOf([yesno], { alerts: [alert, { ...alert, level: 'doom' }] })).toEqual([
      'alerts.1.level: bad_value',
      'alerts.1.code: duplicate_code',
    ]);
    expect(problemsOf([yesno], { incompleteWhen: { field: 'b', present: false } })).toEqual([
      'incompleteWhen.field: unknown_reference',
    ]);
    const check = {
      code: 'soon',
      kind: 'withinHoursBefore',
      field: 'a',
      milestone: 'm',
      label,
      hours: 72,
    };
    expect(problemsOf([yesno], { checks: [check] })).toEqual(['checks.0.field: wrong_reference']);
    expect(problemsOf([{ ...yesno, type: 'region' }], { allNo: true })).toEqual([
      'allNo: no_yes_no',
    ]);
  });
});

describe('checkTemplate', () => {
  /** Problems after one change to the penguins. */
  function problemsAfter(change: (template: typeof penguins) => void) {
    const template = structuredClone(penguins);
    change(template);
    return checkTemplate(template).map(({ path, code }) => `${path}: ${code}`);
  }

  it('finds nothing in a whole template', () => {
    expect(problemsAfter(() => {})).toEqual([]);
  });

  it('lets people register with a phone and a document alone', () => {
    const problems = (change: (template: typeof otters) => void) => {
      const template = structuredClone(otters);
      change(template);
      return checkTemplate(template).map(({ path, code }) => `${path}: ${code}`);
    };
    const { signIn, attributes } = penguins;
    expect(problems(() => {})).toEqual([]);
    expect(problems((t) => (t.signIn.registration = { documents: [] }))).toEqual([
      'signIn.registration.documents: empty_list',
    ]);
    expect(problems((t) => (t.signIn.ways = signIn.ways))).toContain('signIn.ways: bad_value');
    expect(problems((t) => (t.signIn.password = 'optional'))).toEqual([
      'signIn.password: bad_value',
    ]);
    expect(problems((t) => (t.signIn.credentials = 'app'))).toEqual([
      'signIn.credentials: bad_value',
    ]);
    expect(problems((t) => (t.systems = ['desk']))).toEqual(['systems: bad_value']);
    expect(problems((t) => (t.attributes = attributes))).toEqual(['attributes.0.default: missing']);
  });

  const cases: [string, (template: typeof penguins) => void][] = [
    ['zone: bad_zone', (t) => (t.zone = 'Pacific/Atlantis')],
    ['startsOn: bad_day', (t) => (t.startsOn = '2024-02-30')],
    ['endsOn: min_above_max', (t) => (t.endsOn = '2024-02-01')],
    ['brand.colour: bad_value', (t) => (t.brand = { colour: 'red' })],
    ['signIn.ways.0.pattern: bad_pattern', (t) => ((t.signIn.ways[0] as CardWay).pattern = '[')],
    ['signIn.ways: empty_list', (t) => (t.signIn.ways = [])],
    ['signIn.ways.1.type: duplicate_code', (t) => t.signIn.ways.push(t.signIn.ways[0]!)],
    ['signIn.ways.0.type: unknown_type', (t) => (t.signIn.ways[0] = { type: 'seal' } as never)],
    ['signIn.password: bad_value', (t) => (t.signIn.password = 'optional')],
    ['signIn.ways: bad_value', (t) => ((t.signIn.ways[0] as CardWay).documents = [])],
    [
      'signIn.ways.0.initialPassword: bad_value',
      (t) => ((t.signIn.ways[0] as CardWay).initialPassword = 'birthday' as never),
    ],
    [
      'signIn.credentials: bad_value',
      (t) => {
        (t.signIn.ways[0] as CardWay).initialPassword = 'random';
        t.systems = ['portal', 'desk'];
      },
    ],
    [
      'signIn.password: bad_value',
      (t) => {
        (t.signIn.ways[0] as CardWay).initialPassword = 'random';
        t.signIn.password = 'optional';
      },
    ],
    [
      'signIn.securityQuestions.choices: empty_list',
      (t) => (t.signIn.securityQuestions!.count = 4),
    ],
    ['groups.1.code: duplicate_code', (t) => (t.groups[1]!.code = 'emperors')],
    ['groups.1.services.0: unknown_reference', (t) => (t.groups[1]!.services = ['spa'])],
    ['services.0.forms.0: unknown_reference', (t) => (t.services[0]!.forms = ['tax'])],
    ['services.0.forms: missing', (t) => delete t.services[0]!.forms],
    ['services.2.page: unknown_reference', (t) => (t.services[2]!.page = 'none')],
    [
      'days.0.for.attributes.0: unknown_reference',
      (t) => (t.days[0]!.for = { attributes: { tall: true } }),
    ],
    ['days.0.from: unknown_reference', (t) => (t.days[0]!.from = { milestone: 'egg' })],
    ['days.0.from: wrong_reference', (t) => (t.days[0]!.from = { milestone: 'dive' })],
    [
      'days.0.to.otherwise: unknown_reference',
      (t) => (t.days[0]!.to = { milestone: 'leaving', otherwise: { milestone: 'egg' } }),
    ],
    ['phases.0.until: unknown_reference', (t) => (t.phases[0]!.until = 'egg')],
    [
      'milestones.0.sources.0.form: unknown_reference',
      (t) => (t.milestones[0]!.sources[0]!.form = 'tax'),
    ],
    [
      'milestones.0.sources.0.field: unknown_reference',
      (t) => (t.milestones[0]!.sources[0]!.field = 'egg'),
    ],
    [
      'milestones.0.sources.0.field: wrong_reference',
      (t) => (t.milestones[0]!.sources[0]!.field = 'diveAt'),
    ],
    ['forms.1.definition.code: duplicate_code', (t) => (t.forms[1]!.definition.code = 'weigh-in')],
    ['placedForms.0: not_by_place', (t) => (t.placedForms = ['weigh-in'])],
    ['placedForms.0: unknown_reference', (t) => (t.placedForms = ['tax'])],
    ['retiredForms.0: unknown_reference', (t) => (t.retiredForms = ['tax'])],
    ['forms.1.policy.perDay: only_many', (t) => (t.forms[1]!.policy.perDay = 3)],
    ['forms.1.policy.backfill: only_daily', (t) => (t.forms[1]!.policy.backfill = true)],
    [
      'forms.0.policy.window: not_daily',
      (t) => (t.forms[0]!.policy.window = t.forms[1]!.policy.window),
    ],
    [
      'forms.0.offeredTo.attributes: not_daily',
      (t) => (t.forms[0]!.offeredTo = { attributes: { visitor: true } }),
    ],
    [
      'forms.1.definition.checks.0.milestone: wrong_reference',
      (t) => (t.forms[1]!.definition.checks![0]!.milestone = 'landing'),
    ],
    [
      'forms.1.requiredOf.groups.0: unknown_reference',
      (t) => (t.forms[1]!.requiredOf = { groups: ['gulls'] }),
    ],
    [
      'forms.0.definition.fields.0.code: bad_code',
      (t) => (t.forms[0]!.definition.fields[0]!.code = 'A B'),
    ],
    ['attributes.1.options: missing', (t) => delete t.attributes[1]!.options],
  ];
  it.each(cases)('finds %s', (problem, change) => {
    expect(problemsAfter(change)).toContain(problem);
  });
});
