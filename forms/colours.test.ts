import { describe, expect, it } from 'vitest';
import { checkTemplate } from './check-template.ts';
import { assess, type ColourRules, formsOfColours } from './colours.ts';
import type { FormDefinition } from './definition.ts';
import { gatedRookery, rookery, rookeryColours } from './testing/rookery.ts';

const problemsOf = (change: (colours: ColourRules) => void) => {
  const copy = structuredClone(rookery);
  change(copy.colours as ColourRules);
  return checkTemplate(copy).map(({ path, code }) => `${path}: ${code}`);
};

describe('rules of colours', () => {
  it('of the rookery are as they should be', () => {
    expect(checkTemplate(rookery)).toEqual([]);
  });

  it('are told what is wrong with them', () => {
    const [hot, lame] = [0, 1];
    expect(
      problemsOf(({ forms, rules }) => {
        forms.push('nothing');
        Object.assign(rules[hot]?.reports?.[0] ?? {}, { form: 'nothing' });
        Object.assign(rules[lame]?.reports?.[0]?.when ?? {}, { field: 'wings' });
      }),
    ).toEqual([
      'colours.forms.1: unknown_reference',
      'colours.rules.0.reports.0.form: unknown_reference',
      'colours.rules.1.reports.0.when.field: unknown_reference',
    ]);
    expect(
      problemsOf(({ rules }) => {
        for (const rule of rules) {
          delete rule.reports;
          delete rule.measured;
          delete rule.byHand;
        }
      }),
    ).toEqual([
      'colours.rules.0: missing',
      'colours.rules.0.ends.cleanReport: bad_value',
      'colours.rules.0.ends.normalMeasurement: bad_value',
      'colours.rules.1: missing',
      'colours.rules.1.ends.cleanReport: bad_value',
      'colours.rules.2: missing',
      'colours.rules.3: missing',
    ]);
  });

  it('stand wherever a service opens the code', () => {
    const { colours: _, ...without } = rookery;
    expect(checkTemplate(without)).toEqual([{ path: 'colours', code: 'missing' }]);
  });
});

describe('a form for checks', () => {
  const problemsAfter = (change: (content: typeof gatedRookery) => void) => {
    const copy = structuredClone(gatedRookery);
    change(copy);
    return checkTemplate(copy).map(({ path, code }) => `${path}: ${code}`);
  };

  it('is filled in by scanners alone, with what can be filled in at a gate', () => {
    expect(problemsAfter(() => {})).toEqual([]);
    expect(problemsAfter((content) => Object.assign(content, { screeningForm: 'none' }))).toEqual([
      'screeningForm: unknown_reference',
    ]);
    expect(
      problemsAfter((content) => Object.assign(content, { checkForms: ['crossing'] })),
    ).toEqual(['checkForms.0: duplicate_code']);
    expect(problemsAfter((content) => Object.assign(content, { checkForms: ['diary'] }))).toEqual([
      'checkForms.0: wrong_reference',
    ]);
    const [photos] = [{ type: 'photos', code: 'photos', max: 1, required: false }];
    const label = { zh: '照片', en: 'Photos' };
    for (const change of [
      ({ services }) => void services.find(({ forms }) => forms)?.forms?.push('crossing'),
      ({ forms }) => void Object.assign(forms.at(-1)?.policy ?? {}, { slots: 'single' }),
      ({ forms }) =>
        void forms
          .at(-1)
          ?.definition.fields.push({ ...photos, label } as FormDefinition['fields'][0]),
    ] as ((content: typeof gatedRookery) => void)[]) {
      expect(problemsAfter(change)).toEqual(['screeningForm: wrong_reference']);
    }
  });
});

describe('a report', () => {
  const [checkup, diary] = rookery.forms.map(({ definition }) => definition) as [
    FormDefinition,
    FormDefinition,
  ];
  const told = (temperature: number, limping: boolean) =>
    assess(rookeryColours, checkup, { temperature, limping });

  it('meets rules at their edges, or clears those that look at its form', () => {
    expect(told(39, false)).toEqual({ met: ['hot'], clears: [], renews: true });
    expect(told(39, true)).toEqual({ met: ['hot', 'lame'], clears: [], renews: true });
    expect(told(38.9, false)).toEqual({ met: [], clears: ['hot', 'lame'], renews: true });
  });

  it('of another form says nothing', () => {
    const nothing = { met: [], clears: [], renews: false };
    expect(assess(rookeryColours, diary, { entry: 'Fish' })).toEqual(nothing);
    expect(formsOfColours(rookeryColours)).toEqual(['checkup']);
  });
});
