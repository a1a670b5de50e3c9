import { maskName } from '../../../credential/masked-name.ts';
import type { Text } from '../../../forms/definition.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { listMergedInto, programmeAt } from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import type { Standing } from '../evaluate/standing.ts';
import type { Content } from '../tables.ts';
import { type CurrentCode, coloursOf } from './current.ts';
import {
  type CodeRow,
  listCodes,
  listEntriesBefore,
  listNames,
  listPlaceNames,
} from './queries.ts';
import { toldColour } from './words.ts';

type Current = NonNullable<ResponseOf<typeof codes.mine>>;
type Entry = ResponseOf<typeof codes.person>['items'][number];
type Told = { reason: Standing['reason']; colour: Standing['colour'] };

const atOnce = 30;

/** Which programme's rules tell of somebody who has no code yet. */
export type Whose = { enrolmentId: number; programmeId: number; programmeVersion: number };

/** A person's code at this moment, with the words why; null where the programme has no codes. */
export async function currentOf(platform: Platform, whose: Whose): Promise<Current | null> {
  const { enrolmentId } = whose;
  const now = platform.clock.now();
  const code = (await coloursOf(platform.db, [enrolmentId], now)).get(enrolmentId) as CurrentCode;
  const { colour, reason, since, reportedAt, staleAt, rulesOf, entries } = code;
  const { programmeId: id, programmeVersion } = whose;
  const programme = rulesOf ?? { id, version: programmeVersion };
  if (!(await coloursIn(platform, programme))) return null;
  const brought = reason ? await findContent(platform.db, enrolmentId, reason.id) : undefined;
  const told = await tell(
    platform,
    { colour, reason, programme, note: brought?.note, evidence: brought?.evidence },
    brought?.placeId,
  );
  return {
    ...told,
    since: since?.toISOString() ?? null,
    reportedAt: reportedAt?.toISOString() ?? null,
    staleAt: staleAt?.toISOString() ?? null,
    entries,
  };
}

/** What the ledger says of whatever made a rule hold. */
export async function findContent(
  db: Platform['db'],
  enrolmentId: number,
  cause: string,
): Promise<Content | undefined> {
  const [own] = await listEntriesBefore(db, enrolmentId, { cause, limit: 1 });
  if (own?.content) return JSON.parse(own.content);
  // A merge brought it here: the ledger of the record where it happened tells of it.
  for (const merged of await listMergedInto(db, enrolmentId)) {
    const [row] = await listEntriesBefore(db, merged, { cause, limit: 1 });
    if (row?.content) return JSON.parse(row.content);
  }
  return undefined;
}

/** A person's ledger, newest first, with what time alone has changed since. */
export async function historyOf(
  platform: Platform,
  { enrolmentId, personId }: { enrolmentId: number; personId: string },
  before: number | undefined,
): Promise<{ items: Entry[]; next: number | null; forgotten: number }> {
  const rows = await listEntriesBefore(platform.db, enrolmentId, { before, limit: atOnce + 1 });
  const page = rows.slice(0, atOnce);
  const contents = page.flatMap(({ number, content }) =>
    content === null ? [] : [{ number, content: JSON.parse(content) as Content }],
  );
  const [code] = before === undefined ? await listCodes(platform.db, [enrolmentId]) : [];
  const recent = code ? sinceNewest(code, platform.clock.now()) : [];
  const all = [...recent.toReversed().map((content) => ({ number: null, content })), ...contents];
  const names = await listNames(platform.db, all.flatMap(peopleOf));
  const items: Entry[] = [];
  for (const { number, content } of all) {
    const { at, from, why, approverId } = content;
    const told = await tellEntry(platform, content);
    const who = {
      actor: actorOf(content, personId, names),
      approver: (approverId && names.get(approverId)) || null,
    };
    items.push({ number, at, from, why, ...told, ...who });
  }
  return {
    items,
    next: rows.length > atOnce ? (page.at(-1)?.number ?? null) : null,
    forgotten: page.length - contents.length,
  };
}

/** Who did it; masked where a carer has sent the report, who may be in nobody's places. */
function actorOf(
  { actorId, why }: Content,
  personId: string,
  names: Map<string, string>,
): string | null {
  const name = actorId && names.get(actorId);
  if (!name) return null;
  return why === 'report' && actorId !== personId ? maskName(name) : name;
}

const peopleOf = ({ content: { actorId, approverId } }: { content: Content }) =>
  [actorId, approverId].flatMap((id) => id ?? []);

/** What the ledger will tell once something happens: changes by time since its newest entry. */
function sinceNewest(
  { timeline, last, staleAt, programmeId, version }: CodeRow,
  now: Date,
): Content[] {
  const at = now.toISOString();
  const past = timeline.slice(1).filter((each) => each.at <= at);
  const told = past.map((each) => (each.reason ? each : withAge(each, staleAt)));
  const newest = told.at(-1) ?? last;
  const stale = staleAt?.toISOString();
  if (!newest.reason && newest.colour === 'green' && stale !== undefined && stale <= at) {
    told.push({ at: stale, colour: 'grey', reason: null });
  }
  const programme = { id: programmeId, version };
  return told.map((each, index) => ({
    ...each,
    from: (told[index - 1] ?? last).colour,
    why: 'time' as const,
    cause: null,
    programme,
    actorId: null,
  }));
}

function withAge({ at }: Standing, staleAt: Date | null): Standing {
  const isFresh = staleAt !== null && at < staleAt.toISOString();
  return { at, colour: isFresh ? 'green' : 'grey', reason: null };
}

async function tellEntry(platform: Platform, content: Content) {
  const { colour, reason, programme, placeId, note = null, evidence = null, why } = content;
  // Who ended something has not given the reason that is left.
  const isOwn = why === 'measurement' || why === 'order';
  const told = await tell(platform, { colour, reason, programme }, isOwn ? placeId : undefined);
  const [place = null] = await placeNames(platform, [placeId]);
  return { ...told, place, note, evidence };
}

async function tell(
  platform: Platform,
  {
    colour,
    reason,
    programme,
    note,
    evidence,
  }: Told & Pick<Content, 'programme' | 'note' | 'evidence'>,
  placeId: number | undefined,
) {
  const colours = getOrNotFound(await coloursIn(platform, programme));
  const { ends, ...told } = toldColour(colours, { colour, reason });
  const [place] = await placeNames(platform, [placeId]);
  if (!reason) return { ...told, reason: null };
  const { rule, kind, at, until } = reason;
  return {
    ...told,
    reason: {
      ...{ rule, kind, at, until, ends, place: place ?? null },
      ...{ note: note ?? null, evidence: evidence ?? null },
    },
  };
}

async function coloursIn(platform: Platform, { id, version }: Content['programme']) {
  return (await programmeAt(platform, id, version)).definition.colours;
}

async function placeNames(platform: Platform, ids: (number | undefined)[]): Promise<Text[]> {
  const known = ids.flatMap((id) => id ?? []);
  return known.length === 0 ? [] : listPlaceNames(platform.db, known);
}
