import type { CodeColour } from '../../../forms/colours.ts';
import { addDays, startOfDay } from '../../../forms/days.ts';
import { stateColours } from '../../../forms/state-colours.ts';
import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { notFound } from '../../../platform/problems.ts';
import { type PlaceScope, placeScope } from '../../../platform/scope.ts';
import { findCountedAt, sumColours, sumColoursByPart } from '../../codes/public.ts';
import { type ProgrammeView, resolveProgramme } from '../../programmes/public.ts';
import { completionByPart, countAlerts, trendIn } from '../../reports/public.ts';
import { countOpenAlerts, listChecksByPart, listChecksByQuarter } from '../../screening/public.ts';
import type { oversight } from '../contract.ts';
import { listPartsBelow, listTopParts, listTrail, type PartLine } from './queries.ts';
import { checksByHour } from './rules.ts';

export type Figures = ResponseOf<typeof oversight.overview>;

/** A level of the tree that has more is looked for by name, on another page. */
const mostParts = 500;

const daysShown = 14;

/** A programme, the topmost places of it that somebody sees, and those above which they may not look. */
export type OverviewView = ProgrammeView & { topmost: PlaceScope };

/** The part of a programme that is looked at. Throws `not_found` for what lies outside the scope or beside the programme. */
export async function viewOf(
  platform: Platform,
  scope: PlaceScope,
  asked: QueryOf<typeof oversight.overview>,
): Promise<OverviewView> {
  const here = await resolveProgramme(platform, scope, asked);
  const part = within(here.scope, here.placePath);
  if (part.paths.length === 0) throw notFound();
  return { ...here, scope: part, topmost: within(scope, here.placePath) };
}

/** What of a scope lies in the subtree of a programme. */
function within({ personId, paths }: PlaceScope, root: string): PlaceScope {
  const inside = paths.flatMap((path) =>
    root.startsWith(path) ? [root] : path.startsWith(root) ? [path] : [],
  );
  return placeScope(personId, [...new Set(inside)]);
}

/** How the part of a programme stands now. */
export async function figuresOf(platform: Platform, view: OverviewView): Promise<Figures> {
  const { db, clock } = platform;
  const { programme, scope, topmost, today } = view;
  const now = clock.now();
  const { zone, colours } = programme.definition;
  const startOfToday = startOfDay(today, zone);
  const form = dailyFormOf(view);
  const [only] = scope.paths.length === 1 ? scope.paths : [];
  const lines = only
    ? await listPartsBelow(db, scope, idOf(only), mostParts + 1)
    : await listTopParts(db, scope, mostParts + 1);
  const parts = lines.slice(0, mostParts);
  const [trail, days, alerts, quarters, high, counted, people, ofParts] = await Promise.all([
    only ? listTrail(db, topmost, only) : [],
    form === null
      ? []
      : trendIn(platform, view, { form, from: addDays(today, 1 - daysShown), to: today }),
    countAlerts(db, scope, programme.id, null),
    listChecksByQuarter(db, scope, earlier(startOfToday, now)),
    countOpenAlerts(db, scope),
    colours ? findCountedAt(db, programme.id) : null,
    colours ? sumColours(db, scope, programme.id) : [],
    figuresOfParts(platform, view, { parts, form, startOfToday }),
  ]);
  return {
    ...{ at: now.toISOString(), today },
    trail: trail.map(({ path, ...place }) => place),
    daily: form === null ? null : { form, days },
    alerts: { open: alerts.open, care: alerts.care },
    checks: { ...checksByHour(quarters, { now, startOfToday }), high },
    colours: colours
      ? { countedAt: counted?.toISOString() ?? null, people: byColour(people) }
      : null,
    ...{ parts: ofParts, cut: lines.length > mostParts },
  };
}

async function figuresOfParts(
  platform: Platform,
  view: OverviewView,
  given: { parts: PartLine[]; form: string | null; startOfToday: Date },
): Promise<Figures['parts']> {
  const { db } = platform;
  const { parts, form, startOfToday } = given;
  const [completion, checks, colours] = await Promise.all([
    form === null ? [] : completionByPart(platform, view, { form, parts }),
    listChecksByPart(db, parts, startOfToday),
    view.programme.definition.colours ? sumColoursByPart(db, parts, view.programme.id) : [],
  ]);
  const reported = new Map(completion.map((row) => [row.placeId, row]));
  const checked = new Map(checks.map((row) => [row.placeId, row.checks]));
  const coloured = Map.groupBy(colours, ({ placeId }) => placeId);
  return parts.map(({ path, ...part }) => ({
    ...part,
    due: reported.get(part.id)?.due ?? 0,
    done: reported.get(part.id)?.done ?? 0,
    checks: checked.get(part.id) ?? 0,
    colours: byColour(coloured.get(part.id) ?? []),
  }));
}

function dailyFormOf({ programme }: ProgrammeView): string | null {
  const daily = [...programme.forms.values()].find(({ policy }) => policy.slots === 'daily');
  return daily?.form ?? null;
}

const noColours = Object.fromEntries(
  Object.keys(stateColours).map((colour) => [colour, 0]),
) as Record<CodeColour, number>;

function byColour(rows: { colour: CodeColour; people: number }[]): Record<CodeColour, number> {
  return { ...noColours, ...Object.fromEntries(rows.map((row) => [row.colour, row.people])) };
}

const idOf = (path: string) => Number(path.split('/').at(-2));

/** A day and an hour back, or the start of the day where its clocks were put back. */
function earlier(startOfToday: Date, now: Date): Date {
  return new Date(Math.min(startOfToday.getTime(), now.getTime() - 25 * 3600_000));
}
