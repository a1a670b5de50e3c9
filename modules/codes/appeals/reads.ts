import { colourNames } from '../../../forms/colours.ts';
import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import {
  auditEntries,
  type EnrolmentFacts,
  type Programme,
  programmeAt,
  resolveProgramme,
  withIdentifiers,
} from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import type { Content } from '../tables.ts';
import { findContent } from '../view/history.ts';
import { listNames, listPlaceNames } from '../view/queries.ts';
import { shownOf } from '../view/shown.ts';
import { appealable } from './actions.ts';
import {
  type AppealRow,
  countAppeals,
  listAppeals,
  listEntriesOf,
  listOwnAppeals,
} from './queries.ts';

type Own = ResponseOf<typeof codes.ownAppeals>;

/** One's own appeals, and whether one may write another. */
export async function ownAppeals(platform: Platform, facts: EnrolmentFacts): Promise<Own> {
  const { enrolmentId, programmeId, programmeVersion } = facts;
  const programme = await programmeAt(platform, programmeId, programmeVersion);
  const now = platform.clock.now();
  const [rows, known] = await Promise.all([
    listOwnAppeals(platform.db, enrolmentId),
    appealable({ db: platform.db, now }, enrolmentId),
  ]);
  return {
    items: rows.map((row) => serializeAppeal(programme, row, now)),
    entry: known?.entry ?? null,
    days: programme.definition.colours?.appealDays ?? 0,
  };
}

/** Appeals for one's places to decide; the look goes into the audit trail. */
export async function appeals(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { programmeId, state, name, after, limit = 50 }: BodyOf<typeof codes.appeals>,
): Promise<ResponseOf<typeof codes.appeals>> {
  const here = await resolveProgramme(platform, scope, { programmeId });
  const page = { after: keyAfter(after, 'time', 'number'), limit: limit + 1 };
  const filter = { programmeId, state, name: name?.trim() };
  const rows = await listAppeals(platform.db, scope, filter, page);
  const details = { programmeId, ...(state && { state }), ...(name && { byName: true }) };
  const entries = auditEntries(here, { action: 'appeal.viewed', details });
  await notePage(platform, actor, entries, rows, limit);
  const ids = rows.map(({ enrolmentId }) => enrolmentId);
  const [people, shown, against] = await Promise.all([
    withIdentifiers(platform, here.programme, rows),
    shownOf(platform.db, here.programme, ids, here.now),
    entriesOf(platform, rows),
  ]);
  return pageOf(
    people,
    limit,
    ({ identifiers, ...row }) => {
      const { enrolmentId, personId, name, group, placeId, placeZh, placeEn } = row;
      return {
        ...serializeAppeal(here.programme, row, here.now),
        person: { enrolmentId, personId, name, identifiers, group, placeId, placeZh, placeEn },
        now: shown.get(enrolmentId) ?? null,
        against: against.get(row.id) ?? null,
      };
    },
    ({ dueAt, id }) => [dueAt.getTime(), id],
  );
}

type Against = NonNullable<ResponseOf<typeof codes.appeals>['items'][number]['against']>;

type Told = { entry: Content; reason: NonNullable<Content['reason']>; cause: Content | undefined };

/**
 * What each appeal is against, with the names of those who are behind it: not of whoever ended something else, or
 * published rules, and left this.
 */
async function entriesOf({ db }: Platform, rows: AppealRow[]): Promise<Map<number, Against>> {
  const entries = await listEntriesOf(db, rows);
  const told = new Map<number, Told>();
  for (const { id, enrolmentId } of rows) {
    const entry = entries.get(id);
    if (!entry?.reason) continue;
    const { reason } = entry;
    const isOwn = entry.cause === reason.id;
    const cause = isOwn ? entry : await findContent(db, enrolmentId, reason.id);
    told.set(id, { entry, reason, cause });
  }
  const causes = [...told.values()].flatMap(({ cause }) => cause ?? []);
  const placeIds = [...new Set(causes.flatMap(({ placeId }) => placeId ?? []))];
  const [names, places] = await Promise.all([
    listNames(
      db,
      causes.flatMap(({ actorId, approverId }) => [actorId, approverId].flatMap((by) => by ?? [])),
    ),
    listPlaceNames(db, placeIds),
  ]);
  const placeOf = new Map(placeIds.map((id, index) => [id, places[index]]));
  const against = ({ entry, reason, cause }: Told): Against => ({
    ...{ at: entry.at, kind: reason.kind, causedAt: reason.at },
    place: (cause?.placeId !== undefined && placeOf.get(cause.placeId)) || null,
    ...{ note: cause?.note ?? null, evidence: cause?.evidence ?? null },
    // Whose report it was is the person, or a carer who may be in nobody's places.
    actor: (reason.kind !== 'report' && cause?.actorId && names.get(cause.actorId)) || null,
    approver: (cause?.approverId && names.get(cause.approverId)) || null,
  });
  return new Map([...told].map(([id, each]) => [id, against(each)]));
}

export async function appealCount(
  platform: Platform,
  scope: PlaceScope,
  programmeId: number,
): Promise<ResponseOf<typeof codes.appealCount>> {
  await resolveProgramme(platform, scope, { programmeId });
  return countAppeals(platform.db, scope, programmeId, platform.clock.now());
}

function serializeAppeal(
  { definition }: Programme,
  row: AppealRow,
  now: Date,
): Own['items'][number] {
  const rule = definition.colours?.rules.find(({ code }) => code === row.rule);
  const { id, entry, words, writtenAt, state, turnZh, turnEn, dueAt, atTop } = row;
  return {
    ...{
      id,
      entry,
      words,
      state,
      level: row.level,
      answer: row.answer,
      awaitsSecond: row.awaitsSecond,
    },
    colour: rule?.colour ?? 'grey',
    label: rule?.label ?? colourNames.grey,
    writtenAt: writtenAt.toISOString(),
    place: { zh: turnZh, en: turnEn },
    dueAt: dueAt.toISOString(),
    overdue: state === 'open' && atTop && dueAt <= now,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
