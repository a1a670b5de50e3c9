import { noteShown } from '../../../platform/audit-lists.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import {
  activatedApps,
  findLikePairs,
  isSameName,
  listComparedIdentifiers,
  listMaskedOfMerges,
  type ShownIdentifier,
} from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { withIdentifiers } from '../enrolment/identifiers.ts';
import { auditEntries, type ProgrammeView } from '../programme/resolve-programme.ts';
import { getBoth, revisionOf } from './actions.ts';
import { refusalOfActor } from './authority.ts';
import { linesOf } from './pairs.ts';
import { listMerges, listMergesOf, type MergeRow, type RecordRow } from './queries.ts';
import { listDismissalsAmong } from './queries-pairs.ts';
import { proposedToKeep } from './rules.ts';

type Comparison = ResponseOf<typeof programmes.comparePair>;

/** Two records side by side. That somebody looked stands in the trail of both first. */
export async function comparePair(
  platform: Platform,
  actor: Actor,
  { programme, scope }: ProgrammeView,
  { oneId, otherId }: { oneId: number; otherId: number },
): Promise<Comparison> {
  if (oneId === otherId) throw new Problem(programmesProblems.merge_of_one);
  const { db } = platform;
  const { id: programmeId, realm } = programme;
  const both = await getBoth(platform, scope, programmeId, [oneId, otherId]);
  await platform.transaction(actor, async (tx) => {
    for (const { personId, placeId } of both) {
      await tx.audit({
        ...{ action: 'person.pair_viewed', personId, placeId },
        details: { programmeId, oneId, otherId },
      });
    }
  });
  const ids = both.map(({ personId }) => personId);
  const [[one, other], activated, known, refusal, dismissals] = await Promise.all([
    withIdentifiers(platform, programme, both) as Promise<[Known, Known]>,
    activatedApps(db, realm, ids),
    listComparedIdentifiers(platform, realm, ids),
    refusalOfActor({ db, platform }, actor, ids),
    listDismissalsAmong(db, [oneId, otherId]),
  ]);
  const areNamesakes = isSameName(one.name, other.name);
  const [like] = areNamesakes ? await findLikePairs(platform, realm, [ids]) : [];
  const [dismissed] = dismissals;
  const apps = (of: RecordRow) => activated.get(of.personId) ?? [];
  const shown = (row: Known) => side(row, apps(row), known.get(row.personId) ?? []);
  return {
    one: shown(one),
    other: shown(other),
    reasons: like?.reasons ?? [],
    dismissed: dismissed ? { by: dismissed.by, at: dismissed.at.toISOString() } : null,
    keep: proposedToKeep({ ...one, activated: apps(one) }, { ...other, activated: apps(other) }),
    refusal,
  };
}

type Known = RecordRow & Pick<Comparison['one'], 'identifiers'>;

function side(
  row: Known,
  activated: Comparison['one']['activated'],
  known: ShownIdentifier[],
): Comparison['one'] {
  const { placePath: _, updatedAt: __, since, ...shown } = row;
  return {
    ...{ ...shown, activated, known },
    ...{ since: since.toISOString(), revision: revisionOf(row) },
  };
}

type Merge = ResponseOf<typeof programmes.merges>['items'][number];

/** Merges of the programme, newest first. */
export async function mergesOfProgramme(
  platform: Platform,
  actor: Actor,
  view: ProgrammeView,
  { after, limit = 50 }: { after?: string | undefined; limit?: number | undefined },
): Promise<ResponseOf<typeof programmes.merges>> {
  const { programme, scope } = view;
  const [last] = keyAfter(after, 'number') ?? [];
  const rows = await listMerges(platform.db, scope, programme.id, {
    ...{ after: last, limit: limit + 1 },
  });
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ number }) => [number],
  );
  return { ...page, items: await mergesShown(platform, actor, view, page.items) };
}

/** What was merged into a record, and what that was merged into. */
export async function mergesOfRecord(
  platform: Platform,
  actor: Actor,
  view: ProgrammeView,
  enrolmentId: number,
): Promise<{ merges: Merge[] }> {
  const { programme, scope } = view;
  const rows = await listMergesOf(platform.db, scope, programme.id, enrolmentId);
  return { merges: await mergesShown(platform, actor, view, rows) };
}

async function mergesShown(
  platform: Platform,
  actor: Actor,
  { programme, scope, auditPlaces }: ProgrammeView,
  rows: MergeRow[],
): Promise<Merge[]> {
  const lines = await linesOf(
    platform,
    scope,
    programme,
    rows.flatMap(({ survivorId, mergedId }) => [survivorId, mergedId]),
  );
  const details = { programmeId: programme.id };
  const entry = { action: 'roster.merges_viewed' as const, details };
  const people = [...lines.values()].map(({ personId }) => personId);
  if (people.length > 0) {
    await noteShown(platform, actor, auditEntries({ auditPlaces }, entry), people);
  }
  const living = rows.filter(({ undoneAt }) => !undoneAt).map(({ id }) => id);
  const former = await listMaskedOfMerges(platform, living);
  return rows.flatMap(({ survivorId, mergedId, ...row }) => {
    const [survivor, merged] = [lines.get(survivorId), lines.get(mergedId)];
    if (!survivor || !merged) return [];
    const { id, reason, by, at, undoneAt, undoneBy, undoReason } = row;
    const undone = undoneAt && {
      ...{ reason: undoReason ?? '', by: undoneBy ?? '', at: undoneAt.toISOString() },
    };
    const known = { ...merged, identifiers: former.get(id) ?? merged.identifiers };
    return [{ ...{ id, survivor, merged: known, reason, by, undone }, at: at.toISOString() }];
  });
}
