import { addDays, dayNumber } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import type { Part } from '../../../platform/subtree.ts';
import { type ProgrammeView, resolveProgramme } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { countMilestoneUnknown } from '../missing/queries-people.ts';
import { checkRange } from '../range.ts';
import { peopleFilter } from './audience.ts';
import {
  type LevelSum,
  listCompletion,
  listCompletionByPart,
  listLevel,
  listTrend,
} from './queries-units.ts';

/** What the organisers see: who reported, who did not, and what needs attention. */

export async function completion(
  platform: Platform,
  scope: PlaceScope,
  query: QueryOf<typeof reports.completion>,
): Promise<ResponseOf<typeof reports.completion>> {
  const here = await resolveProgramme(platform, scope, query);
  const filter = peopleFilter(here, query);
  const [rows, milestoneUnknown] = await Promise.all([
    listCompletion(platform.db, here.scope, filter, query.day),
    countMilestoneUnknown(platform.db, here.scope, filter),
  ]);
  return { today: here.today, milestoneUnknown, rows };
}

/** One level of the tree, summed up: what a page shows does not grow with the number of units below. */
export async function completionLevel(
  platform: Platform,
  scope: PlaceScope,
  query: QueryOf<typeof reports.completionLevel>,
): Promise<ResponseOf<typeof reports.completionLevel>> {
  const { placeId, day } = query;
  const here = await resolveProgramme(platform, scope, query);
  const filter = peopleFilter(here, query);
  // Where no place is named, the parts of the programme that are looked at stand at the top.
  const level = placeId === undefined ? { tops: here.auditPlaces } : { parentId: placeId };
  const [rows, milestoneUnknown] = await Promise.all([
    listLevel(platform.db, here.scope, filter, day, level),
    countMilestoneUnknown(platform.db, here.scope, filter),
  ]);
  const byPlace = Map.groupBy(rows, ({ placeId }) => placeId);
  const placed = [...byPlace].flatMap(([id, sums]) => {
    const [{ nameZh, nameEn } = {}] = sums;
    if (id === null || nameZh == null || nameEn == null) return [];
    const hasChildren = sums.some((each) => each.hasChildren);
    return [
      {
        id,
        nameZh,
        nameEn,
        hasChildren,
        sums: sums.map(({ group, due, done }) => ({ group, due, done })),
      },
    ];
  });
  const byGroup = Map.groupBy(rows, ({ group }) => group);
  const sums = [...byGroup].map(([group, all]) => ({ group, ...totalOf(all) }));
  return { today: here.today, milestoneUnknown, sums, places: placed };
}

const totalOf = (all: LevelSum[]) => ({
  due: all.reduce((sum, { due }) => sum + due, 0),
  done: all.reduce((sum, { done }) => sum + done, 0),
});

export async function trend(
  platform: Platform,
  scope: PlaceScope,
  query: QueryOf<typeof reports.trend>,
): Promise<ResponseOf<typeof reports.trend>> {
  checkRange(query.from, query.to);
  const here = await resolveProgramme(platform, scope, query);
  return trendIn(platform, here, query);
}

type TrendDay = { day: Day; due: number; done: number };

/** Due and done of a daily form, day by day, in the part of a programme that is looked at. */
export async function trendIn(
  { db }: Pick<Platform, 'db'>,
  here: ProgrammeView,
  { form, from, to, group }: { form: string; from: Day; to: Day; group?: string | undefined },
): Promise<TrendDay[]> {
  const filter = peopleFilter(here, { form, day: from, group });
  const rows = await listTrend(db, here.scope, filter, from, to);
  const known = new Map(rows.map((row) => [row.day, row]));
  let due = 0;
  const length = dayNumber(to) - dayNumber(from) + 1;
  return Array.from({ length: Math.max(length, 0) }, (_, index) => {
    const day = addDays(from, index);
    const { change, done } = known.get(day) ?? { change: 0, done: 0 };
    due += change;
    return { day, due, done };
  });
}

/** Due and done of a daily form today, in each of these parts of a programme. */
export function completionByPart(
  { db }: Pick<Platform, 'db'>,
  here: ProgrammeView,
  { form, parts }: { form: string; parts: readonly Part[] },
): Promise<{ placeId: number; due: number; done: number }[]> {
  return listCompletionByPart(db, parts, peopleFilter(here, { form, day: here.today }), here.today);
}
