import { describe, expect, it } from 'vitest';
import {
  mergeSettings,
  type ProgrammeSettings,
  settingsOf,
  withSettings,
} from '../programme-settings.ts';
import { rookery } from '../testing/rookery.ts';
import { compareSettings, type SettingsNames } from './compare-settings.ts';

const base = settingsOf(rookery);
const names: SettingsNames = {
  ...rookery,
  forms: rookery.forms.map(({ definition }) => definition),
};

function changed(change: (copy: ProgrammeSettings) => void): ProgrammeSettings {
  const copy = structuredClone(base);
  change(copy);
  return copy;
}
const told = (after: ProgrammeSettings) =>
  compareSettings(base, after, names).map(
    ({ kind, path, name, before, after: now, needsSecond }) =>
      `${kind} ${path}${name ? ` ${name.en}` : ''}: ${before?.en ?? '-'} > ${now?.en ?? '-'}${needsSecond ? ' (two)' : ''}`,
  );

describe('settings', () => {
  it('do not differ where they are the same, whatever the order of their keys', () => {
    expect(compareSettings(base, structuredClone(base), names)).toEqual([]);
    expect(settingsOf(withSettings(rookery, base))).toEqual(base);
  });

  it('tell in sentences what was added, changed, moved and removed', () => {
    const after = changed((copy) => {
      copy.groups.push({ code: 'guests', name: { zh: '来宾', en: 'Guests' }, services: [] });
      copy.days = [
        {
          for: { groups: ['guests'], attributes: {} },
          from: { enrolment: 'start', days: -1 },
          to: { programme: 'end' },
        },
        ...copy.days,
      ];
      copy.colours?.rules.reverse();
      if (copy.colours) copy.colours.appealDays = 5;
      const [rule] = copy.colours?.rules ?? [];
      if (rule) rule.ends = { afterDays: 2, cleanReport: false };
    });
    expect(told(after)).toMatchInlineSnapshot(`
      [
        "added groups.guests: - > Name: Guests; Services: –",
        "changed days Rules:  > 1. Guests: from 1 day before the person’s first day to the last day of the programme",
        "changed colours Days to decide an appeal: 3 > 5 (two)",
        "changed colours.rules.bitten Ends: only by a decision of staff, or an appeal > after 2 days (two)",
        "moved colours.rules: High temperature, Limping, Met a leopard seal, Bitten > Bitten, Met a leopard seal, Limping, High temperature (two)",
      ]
    `);
  });

  it('are put together part by part; a rule is one part', () => {
    const mine = changed((copy) => {
      const [rule] = copy.colours?.rules ?? [];
      if (rule) rule.ends = { afterDays: 3 };
      if (copy.forms[0]) copy.forms[0].policy.perDay = 3;
    });
    const theirs = changed((copy) => {
      const [rule] = copy.colours?.rules ?? [];
      if (rule) rule.label.en = 'Other words';
      if (copy.forms[0]) copy.forms[0].policy.change = 'never';
    });
    const { merged, conflicts } = mergeSettings(base, mine, theirs);
    expect(conflicts).toEqual([`colours.rules.${base.colours?.rules[0]?.code}`]);
    expect(merged.forms[0]?.policy).toMatchObject({ perDay: 3, change: 'never' });
    expect(merged.colours?.rules[0]).toEqual(mine.colours?.rules[0]);
  });
});
