import { dayOf } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { isRetired } from '../../../forms/purposes.ts';
import { movedTo } from '../../../forms/template.ts';
import { allPages } from '../../../platform/all-pages.ts';
import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { ownProgramme, type Programme, requireDays, servicesFor } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { countReported, listPeriods } from './queries.ts';
import { daysIn, type PersonEffect, personEffect } from './rules.ts';

type Effect = ResponseOf<typeof reports.daysEffect>;

/** So many people are looked at at once. */
const batch = 2000;

/** What other days of a programme would change, person by person, by the rules that then change it. */
export async function daysEffect(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, startsOn, endsOn }: QueryOf<typeof reports.daysEffect>,
): Promise<Effect> {
  const programme = await ownProgramme(platform, scope, programmeId);
  requireDays({ startsOn, endsOn });
  const was = programme.definition;
  const now = movedTo({ ...was, forms: [] }, startsOn, endsOn);
  const today = dayOf(platform.clock.now(), was.zone);
  const tally = tallyOf();
  const pages = allPages(
    batch,
    (after: number | undefined, limit) => listPeriods(platform.db, programmeId, after ?? 0, limit),
    ({ enrolmentId }) => enrolmentId,
  );
  for await (const rows of pages) {
    const here = rows.filter(
      ({ person: { withdrawnOn } }) => withdrawnOn === null || withdrawnOn > today,
    );
    const effects = here.map((row) => ({
      ...personEffect(row, was, now, today),
      enrolmentId: row.enrolmentId,
      forms: dailyFormsOf(programme, row.group),
    }));
    for (const each of await withReported(platform.db, effects)) tally.add(each);
  }
  return tally.sum();
}

/** The daily forms that a group is offered: of these, other than by group, nobody is let off. */
function dailyFormsOf(programme: Programme, group: string): string[] {
  const codes = new Set(servicesFor(programme, group).flatMap(({ forms }) => forms ?? []));
  return [...programme.forms.values()]
    .filter(({ form, policy }) => policy.slots === 'daily' && codes.has(form))
    .filter(({ form }) => !isRetired(programme.definition, form))
    .filter(({ offeredTo }) => offeredTo?.groups?.includes(group) ?? true)
    .map(({ form }) => form);
}

type Looked = PersonEffect & { enrolmentId: number; forms: string[] };
const kinds = ['added', 'removed', 'today'] as const;
type Reported = Record<(typeof kinds)[number], number>;

/** Each with how many of the days were reported. */
async function withReported(db: Db, effects: Looked[]): Promise<(Looked & { done: Reported })[]> {
  const all = effects.map((each) => ({ ...each, done: { added: 0, removed: 0, today: 0 } }));
  const asked = all
    .filter(({ forms }) => forms.length > 0)
    .flatMap((each) =>
      kinds.flatMap((kind) =>
        each[kind].map(({ from, to }) => ({
          ...{ each, kind },
          days: { enrolmentId: each.enrolmentId, forms: each.forms, from, to },
        })),
      ),
    );
  const counts = await countReported(
    db,
    asked.map(({ days }) => days),
  );
  asked.forEach(({ each, kind }, index) => {
    each.done[kind] += counts[index] ?? 0;
  });
  return all;
}

function tallyOf() {
  const sum = { people: 0, moved: 0, outside: 0 };
  const extra = { people: 0, days: 0 };
  const forgiven = { people: 0, days: 0 };
  const missed = { people: 0, days: new Set<Day>() };
  const count = (to: typeof extra, days: number) => {
    if (days <= 0) return;
    to.people += 1;
    to.days += days;
  };
  const add = ({ done, forms, ...effect }: Looked & { done: Reported }) => {
    sum.people += 1;
    if (effect.isMoved) sum.moved += 1;
    if (effect.isOutside) sum.outside += 1;
    if (forms.length === 0) return;
    count(extra, done.removed + done.today);
    count(forgiven, daysIn(effect.removed).length - done.removed);
    const added = daysIn(effect.added);
    if (added.length === done.added) return;
    missed.people += 1;
    for (const day of added) missed.days.add(day);
  };
  return {
    add,
    sum: (): Effect => ({
      ...{ ...sum, extra, forgiven },
      missed: { people: missed.people, days: missed.days.size },
    }),
  };
}
