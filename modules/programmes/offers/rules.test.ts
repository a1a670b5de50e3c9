import { describe, expect, it } from 'vitest';
import { type FormDraft, withDraft } from '../../../forms/form-draft.ts';
import { changedParts } from '../../../forms/identity-changes.ts';
import type { ProgrammeContent, ProgrammeTemplate } from '../../../forms/programme.ts';
import { identityOf, withIdentity } from '../../../forms/programme-identity.ts';
import { changedSettings, settingsOf, withSettings } from '../../../forms/programme-settings.ts';
import { movedTo, programmeFrom } from '../../../forms/template.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { crossing, rookery } from '../../../forms/testing/rookery.ts';
import { templateOf } from '../../../forms/testing/template-of.ts';
import { formOf } from '../forms/rules.ts';
import { compared, droppedForms, originOf, type Said, saidBy } from './rules.ts';
import { formOffer } from './rules-forms.ts';
import { settingsOffer } from './rules-settings.ts';

/** What a mended template offers: to a programme as it was made, to one that went on by itself, and once more. */

type Change = (content: ProgrammeContent) => unknown;

function changed(content: ProgrammeContent, ...changes: Change[]): ProgrammeContent {
  const copy = structuredClone(content);
  for (const change of changes) change(copy);
  return copy;
}

type Given = {
  /** How the template was mended. */
  template?: Change[];
  /** How the programme was changed since it was made. */
  ours?: Change[];
  /** What the template said when somebody decided about everything. */
  decided?: Change[];
  content?: ProgrammeContent;
  without?: string[];
  parts?: ProgrammeTemplate['parts'];
};

/** Made in another year, under another name. */
const identity = { ...identityOf(penguins), name: { zh: '第二年', en: 'Second year' } };

/** What is offered: where the draft would differ from what is in force, `!` where both changed the same. */
function offers({ content = penguins, without = [], parts = [], ...given }: Given): string[] {
  const { template = [], ours = [], decided } = given;
  const made = programmeFrom(templateOf(content, parts), {
    identity: content === penguins ? identity : identityOf(content),
    without,
  });
  const first = movedTo(made, '2025-03-03', '2025-05-31');
  const inForce = changed(first, ...ours);
  const said = (changes: Change[]): Said =>
    saidBy(templateOf(changed(content, ...changes), parts), without);
  const base = decided ? said(decided) : first;
  const beside = compared(said(template), () => base, inForce);
  const told: string[] = [];
  const settings = settingsOffer(beside, inForce, null);
  if (settings?.before) {
    told.push(...changedSettings(settings.before, settings.keepingOurs));
    const { keepingOurs, takingTheirs } = settings;
    if (takingTheirs) told.push(...changedSettings(keepingOurs, takingTheirs).map(marked));
  }
  for (const { definition } of said(template).forms) {
    const { code } = definition;
    const offer = formOffer(code, beside, inForce, null);
    if (!offer) continue;
    const { before, keepingOurs, takingTheirs } = offer;
    const at = (path: string) => `${code}: ${path.replace('definition.', '')}`;
    told.push(...(before ? changedParts(before, keepingOurs) : ['new']).map(at));
    if (takingTheirs) told.push(...changedParts(keepingOurs, takingTheirs).map(at).map(marked));
  }
  return told;
}
const marked = (path: string) => `!${path}`;

const fieldOf = (content: ProgrammeContent, form: string, field: string) =>
  formOf(content, form)?.definition.fields.find(({ code }) => code === field) as unknown as {
    max: number;
    label: { zh: string; en: string };
    showWhen?: object;
    text: { zh: string; en: string };
  };
const heavier: Change = (copy) => (fieldOf(copy, 'weigh-in', 'weight').max = 50);
const muchHeavier: Change = (copy) => (fieldOf(copy, 'weigh-in', 'weight').max = 60);
const reworded: Change = (copy) => (fieldOf(copy, 'weigh-in', 'fish').label.en = 'Fish today');
const asked: Change = (copy) =>
  formOf(copy, 'weigh-in')?.definition.fields.splice(1, 0, {
    ...{ type: 'yesno', code: 'wet', required: false },
    label: { zh: '湿', en: 'Wet' },
  });
const thinner: Change = (copy) => {
  const [thin] = formOf(copy, 'weigh-in')?.definition.alerts ?? [];
  if (thin) thin.when = { field: 'weight', lt: 2 };
};
const windowed: Change = (copy) => {
  const policy = formOf(copy, 'arrival')?.policy;
  if (policy) policy.window = { from: { programme: 'start' }, to: { on: '2024-04-30' } };
};
const dayRuleLess: Change = (copy) => copy.days.shift();
const crossed: Change = (copy) => {
  copy.forms.push(structuredClone(crossing));
  copy.services[1]?.forms?.unshift('crossing');
};
const crossedLast: Change = (copy) => {
  copy.forms.push(structuredClone(crossing));
  copy.services[1]?.forms?.push('crossing');
};

describe('a mended template', () => {
  it.each<[string, Given, string[]]>([
    ['nothing where nothing was mended', {}, []],
    ['a bound alone', { template: [heavier] }, ['weigh-in: fields.weight.max']],
    ['nothing where the programme alone was changed', { ours: [heavier, thinner, asked] }, []],
    ['nothing that both changed alike', { template: [heavier], ours: [heavier] }, []],
    [
      'what both changed, and differently, as a choice',
      { template: [heavier, reworded], ours: [muchHeavier] },
      ['weigh-in: fields.fish.label.en', '!weigh-in: fields.weight.max'],
    ],
    [
      'a new question beside an own one',
      { template: [asked], ours: [(copy) => formOf(copy, 'weigh-in')?.definition.fields.pop()] },
      ['weigh-in: fields.wet'],
    ],
    [
      'a mended question that the programme has removed as a choice',
      {
        template: [reworded],
        ours: [(copy) => formOf(copy, 'weigh-in')?.definition.fields.pop()],
      },
      ['!weigh-in: fields.fish'],
    ],
    [
      'a question that the template has removed as removed',
      { template: [(copy) => formOf(copy, 'weigh-in')?.definition.fields.splice(2, 2)] },
      ['weigh-in: fields.limping', 'weigh-in: fields.limpDetails'],
    ],
    [
      'whom a form concerns',
      { template: [(copy) => delete formOf(copy, 'arrival')?.requiredOf] },
      ['arrival: requiredOf'],
    ],
    [
      'alerts, windows and days with the settings',
      { template: [thinner, windowed, dayRuleLess] },
      ['days', 'forms.weigh-in.alerts.thin', 'forms.arrival.policy.window'],
    ],
    [
      'no other way in which a form is filled in: that stays',
      {
        template: [
          (copy) => Object.assign(formOf(copy, 'swim')?.policy as object, { slots: 'single' }),
        ],
      },
      [],
    ],
    [
      'a new form, of which the settings say nothing before it is there',
      { template: [crossed] },
      ['crossing: new'],
    ],
    ['nothing of a form that was taken', { template: [crossed], ours: [crossedLast] }, []],
    [
      'nothing of a form that the programme has retired',
      { template: [heavier], ours: [(copy) => (copy.retiredForms = ['weigh-in'])] },
      [],
    ],
    [
      'no removal of a form that it has no more, but that its service offers it no more',
      {
        template: [
          (copy) => {
            copy.forms.pop();
            copy.services[0]?.forms?.pop();
          },
        ],
      },
      ['services.weighing.forms'],
    ],
    [
      'a new service, which no group has yet, and a removed one, which groups lose',
      {
        template: [
          (copy) => {
            copy.services.splice(2, 1, {
              ...{ code: 'ask', kind: 'support', name: { zh: '问', en: 'Ask' } },
            });
          },
        ],
      },
      ['groups.emperors.services', 'services.ask', 'services.help'],
    ],
    [
      'no groups: these are the programme’s own, with people in them',
      { template: [(copy) => copy.groups.pop()], ours: [(copy) => copy.groups.reverse()] },
      [],
    ],
    [
      'colour rules, new, removed and mended',
      {
        content: rookery,
        template: [
          (copy) => {
            const rules = copy.colours?.rules ?? [];
            const [hot] = rules.splice(0, 2);
            if (hot) rules.push({ ...hot, code: 'very-hot' });
          },
        ],
        ours: [(copy) => Object.assign(copy.colours?.grey ?? {}, { afterDays: 7 })],
      },
      ['colours.rules.very-hot', 'colours.rules.hot', 'colours.rules.lame'],
    ],
    [
      'no codes to a programme without',
      { template: [(copy) => (copy.colours = rookery.colours as never)] },
      [],
    ],
  ])('offers %s', (_, given, expected) => {
    expect(offers(given).sort()).toEqual([...expected].sort());
  });

  it('is not another identity, other days or other wording of the programme’s own', () => {
    const own: Change = (copy) => {
      const next = identityOf(copy);
      next.name.en = 'Third year';
      if (next.declaration) next.declaration.text.en = 'I promise.';
      if (next.attributes?.[0]) next.attributes[0].label.en = 'Guest';
      for (const form of next.forms ?? []) {
        if (form.intro) form.intro.en = 'Once only.';
        for (const declared of form.declarations ?? []) declared.text.en = 'I swear.';
      }
      if (next.groups[0]) next.groups[0].name.en = 'Emperor penguins';
      Object.assign(copy, movedTo(withIdentity(copy, next), '2025-03-10', '2025-06-30'));
    };
    const without: Change = (copy) => {
      const definition = formOf(copy, 'arrival')?.definition;
      delete definition?.intro;
    };
    const worded: Change = (copy) => {
      const definition = formOf(copy, 'arrival')?.definition;
      if (definition?.intro) definition.intro.en = 'Just once.';
      fieldOf(copy, 'arrival', 'oath').text.en = 'I promise so.';
    };
    expect(offers({ ours: [own] })).toEqual([]);
    expect(offers({ ours: [own], template: [worded] })).toEqual([]);
    expect(offers({ ours: [without], template: [worded] })).toEqual([]);
    expect(offers({ ours: [own], template: [heavier, windowed] })).toEqual([
      ...['forms.arrival.policy.window', 'weigh-in: fields.weight.max'],
    ]);
  });

  it('offers nothing of parts that the programme does without', () => {
    const part = {
      ...{ code: 'diving', name: identity.name, description: identity.name },
      ...{ forms: ['swim'], attributes: ['visitor'], milestones: ['landing', 'leaving', 'dive'] },
    };
    const mended: Change = (copy) => (fieldOf(copy, 'swim', 'landedOn').label.en = 'Came on');
    const given = { parts: [part], template: [mended, heavier] };
    expect(offers(given)).toContain('swim: fields.landedOn.label.en');
    expect(offers({ ...given, without: ['diving'] })).toEqual(['weigh-in: fields.weight.max']);
  });

  it('is offered from what was decided on, taken or not', () => {
    expect(offers({ template: [heavier], decided: [heavier] })).toEqual([]);
    const again = { template: [heavier, reworded], decided: [heavier] };
    expect(offers(again)).toEqual(['weigh-in: fields.fish.label.en']);
    // A form that was dismissed is offered once it says something else.
    const form = { template: [crossed], decided: [crossed] };
    expect(offers(form)).toEqual([]);
    const better: Change = (copy) => (fieldOf(copy, 'crossing', 'companions').max = 12);
    expect(offers({ ...form, template: [crossed, better] })).toEqual(['crossing: new']);
    // Of one that was taken, its alerts are offered with the settings from then on.
    const alert: Change = (copy) => {
      const definition = formOf(copy, 'crossing')?.definition;
      if (!definition) return;
      const when = { field: 'companions', gte: 5 };
      definition.alerts = [{ code: 'crowd', label: identity.name, level: 'other', when }];
    };
    const taken = { ours: [crossedLast], decided: [crossed] };
    expect(offers({ ...taken, template: [crossed, alert, better] })).toEqual([
      ...['forms.crossing.alerts.crowd', 'crossing: fields.companions.max'],
    ]);
  });

  it('leaves a form of the same code alone that the programme made itself', () => {
    const own: Change = (copy) => copy.forms.push(structuredClone(crossing));
    const theirs: Change = (copy) => (fieldOf(copy, 'crossing', 'companions').max = 3);
    expect(offers({ template: [crossed, theirs], ours: [own] })).toEqual([]);
  });
});

it('leaves whoever takes all of it with what a new programme is made of', () => {
  const changes = [heavier, reworded, asked, thinner, windowed, dayRuleLess, crossedLast];
  const mended = templateOf(changed(penguins, ...changes));
  const made = (template: ProgrammeTemplate) =>
    movedTo(programmeFrom(template, { identity }), '2025-03-03', '2025-05-31');
  const first = made(templateOf(penguins));
  const beside = (inForce: ProgrammeContent) => compared(saidBy(mended, []), () => first, inForce);
  let inForce = first;
  for (const { definition } of mended.structure.forms) {
    const { code } = definition;
    const offer = formOffer(code, beside(inForce), inForce, null);
    if (offer) inForce = withDraft(inForce, code, offer.keepingOurs);
  }
  const settings = settingsOffer(beside(inForce), inForce, null)?.keepingOurs;
  inForce = withSettings(inForce, settings ?? settingsOf(inForce));
  expect(inForce).toEqual(made(mended));
});

it('goes into a draft that is there, finished or not, and leaves its own changes in it', () => {
  const first = programmeFrom(templateOf(penguins), { identity });
  const beside = compared(
    saidBy(templateOf(changed(penguins, heavier, thinner, asked)), []),
    () => first,
    first,
  );
  const [form] = first.forms;
  const typed = structuredClone(form?.definition) as NonNullable<typeof form>['definition'];
  typed.fields = typed.fields.slice(0, 1);
  typed.title.en = '';
  const draft = { purpose: 'report', services: [], byPlace: false, ...form, definition: typed };
  const over = (content: unknown) =>
    formOffer('weigh-in', beside, first, { ...draft, definition: content } as FormDraft);
  expect(over(typed)?.keepingOurs.definition).toMatchObject({
    title: { en: '' },
    fields: [{ code: 'weight', max: 50 }, { code: 'wet' }],
    alerts: form?.definition.alerts,
  });
  for (const odd of [null, 7, 'a', [], {}, { fields: 'none' }]) {
    expect(over(odd)?.keepingOurs).toMatchObject({ purpose: 'report' });
    expect(over(odd)?.takingTheirs?.definition).toMatchObject({
      fields: [{ max: 50 }, { code: 'wet' }, ...Array(4).fill({})],
    });
  }
  const settings = settingsOf(first);
  const odd = { ...settings, services: [{}, { code: 'weighing', forms: 3 }], groups: [{}] };
  expect(settingsOffer(beside, first, odd as never)?.before).toBe(odd);
  const put = settingsOffer(beside, first, { ...settings, days: [] })?.keepingOurs;
  expect(put?.days).toEqual([]);
  expect(withSettings(first, put ?? settings).forms[0]?.definition.alerts?.[0]?.when).toEqual({
    ...{ field: 'weight', lt: 2 },
  });
});

describe('what a programme was made from', () => {
  const part = {
    ...{ code: 'diving', name: identity.name, description: identity.name },
    ...{ forms: ['swim'], attributes: ['visitor'], milestones: ['landing', 'leaving', 'dive'] },
  };
  const templates = [templateOf(rookery), templateOf(penguins, [part])];

  it('is told by its first version, without the parts of which it has nothing', () => {
    const made = (without: string[]) =>
      programmeFrom(templates[1] as ProgrammeTemplate, { identity, without });
    expect(originOf(templates, made([]))).toEqual({ template: 'penguins', without: [] });
    expect(originOf(templates, made(['diving']))).toEqual({
      ...{ template: 'penguins', without: ['diving'] },
    });
    expect(originOf([], made([]))).toBeUndefined();
  });

  it('is nothing known for one whose forms have the same codes and ask something else', () => {
    const own = changed(penguins, (copy) => {
      for (const field of copy.forms[0]?.definition.fields ?? []) field.code = `own${field.code}`;
    });
    expect(originOf(templates, own)).toBeUndefined();
    expect(originOf(templates, { ...penguins, forms: [] })).toBeUndefined();
  });

  it('names forms that came from there and are there no more', () => {
    const said = { forms: penguins.forms.slice(1) };
    const ours = changed(penguins, crossed);
    expect(droppedForms(penguins, said, ours)).toEqual(['weigh-in']);
    expect(droppedForms(penguins, said, { ...ours, retiredForms: ['weigh-in'] })).toEqual([]);
  });
});
