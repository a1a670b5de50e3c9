import { expect, test } from 'vitest';
import type { Check } from '../../../forms/definition.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { useBrokenChecks } from './broken-checks.ts';
import { findForm } from './forms.ts';
import { openStage } from './testing/stage.tsx';

const check: Check = {
  code: 'before-dive',
  kind: 'withinHoursBefore',
  field: 'diveAt',
  milestone: 'dive',
  label: { zh: '下水', en: 'the dive' },
  hours: 72,
};

const diving = {
  ...penguins,
  forms: penguins.forms.map((form) =>
    form.definition.code === 'swim'
      ? { ...form, definition: { ...form.definition, checks: [check] } }
      : form,
  ),
};

function broken(checks: string[], milestones: Record<string, string>) {
  const forms = [{ form: 'swim', state: 'done' as const, sentAt: null, checks }];
  const stage = openStage({ programme: diving, overview: { forms, milestones } });
  return stage.render(() => useBrokenChecks(findForm(stage.mine, 'swim'))).result.current;
}

test('a sent report says what it breaks since the milestone moved, in the programme’s time', () => {
  const [text, ...more] = broken(['before-dive'], { dive: '2024-04-12T20:00:00Z' });
  expect(text).toContain('the dive');
  // Eight in the morning at the station.
  expect(text).toMatch(/13 Apr.*08:00/);
  expect(more).toEqual([]);
});

test('nothing is said of a report that fits, or of a milestone that is not known', () => {
  expect(broken([], { dive: '2024-04-12T20:00:00Z' })).toEqual([]);
  expect(broken(['before-dive'], {})).toEqual([]);
});
