import { describe, expect, it } from 'vitest';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import type { ReportingPeriodRow } from '../periods/rules.ts';
import { daysIn, personEffect } from './rules.ts';

const was: ProgrammeDefinition = {
  ...penguins,
  days: [{ from: { enrolment: 'start' }, to: { enrolment: 'end' } }],
  ...{ startsOn: '2026-12-01', endsOn: '2026-12-03' },
};
const on = (startsOn: string, endsOn: string) => ({ ...was, startsOn, endsOn });

/** A person with a first and a last day, by the programme's days before. */
function row(from = was.startsOn, to: string | null = null): ReportingPeriodRow {
  const person = { group: 'emperors', attributes: {}, from, to, withdrawnOn: null };
  return { person, milestones: {}, from, to: to ?? was.endsOn } as ReportingPeriodRow;
}

describe('what other days of a programme mean for one person', () => {
  it.each([
    ['days before today become due', '2026-11-29', '2026-12-03', '2026-12-01', '11-29 11-30', ''],
    ['today does not count as missed', '2026-11-29', '2026-12-03', '2026-11-29', '', ''],
    ['days that passed are due no more', '2026-12-08', '2026-12-10', '2026-12-02', '', '12-01'],
    ['longer on both sides', '2026-11-30', '2026-12-05', '2026-12-05', '11-30 12-04', ''],
    ['shorter on both sides', '2026-12-02', '2026-12-02', '2026-12-05', '', '12-01 12-03'],
  ])('%s', (_, startsOn, endsOn, today, added, removed) => {
    const effect = personEffect(row(), was, on(startsOn, endsOn), today);
    expect(effect).toMatchObject({ isMoved: true, isOutside: false });
    const short = (days: string[]) => days.map((day) => day.slice(5)).join(' ');
    expect(short(daysIn(effect.added))).toBe(added);
    expect(short(daysIn(effect.removed))).toBe(removed);
  });

  it('today is due no more when it is put off in the morning', () => {
    const later = on('2026-12-08', '2026-12-10');
    const { today, removed } = personEffect(row(), was, later, '2026-12-01');
    expect(daysIn(today)).toEqual(['2026-12-01']);
    expect(removed).toEqual([]);
    expect(personEffect(row(), was, later, '2026-11-30').today).toEqual([]);
  });

  it('none where both days are one’s own, which then may lie outside', () => {
    const own = row('2026-12-02', '2026-12-02');
    const later = on('2026-12-08', '2026-12-10');
    expect(personEffect(own, was, later, '2026-12-05')).toEqual({
      ...{ isMoved: false, isOutside: true, added: [], removed: [], today: [] },
    });
    expect(personEffect(own, was, on('2026-12-01', '2026-12-02'), '2026-12-05').isOutside).toBe(
      false,
    );
    // Who began before the programme did not come to do so by this.
    expect(personEffect(row('2026-11-20', '2026-12-02'), was, later, '2026-12-05').isOutside).toBe(
      false,
    );
  });
});
