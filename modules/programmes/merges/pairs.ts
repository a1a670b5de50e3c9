import { notePage, noteShown } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { cursorOf, keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { findLikePairs, type LikePair } from '../../people/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { withIdentifiers } from '../enrolment/identifiers.ts';
import type { Programme } from '../model.ts';
import { auditEntries, type ProgrammeView } from '../programme/resolve-programme.ts';
import { getBoth, inOrder, refuse } from './actions.ts';
import { refusalOfActor } from './authority.ts';
import { listRecords, type RecordRow } from './queries.ts';
import {
  deleteDismissal,
  insertDismissal,
  listDismissals,
  listDismissalsAmong,
  type Walk,
  walkNamesakes,
} from './queries-pairs.ts';

/** So many people are looked through by one statement, and so many at most for one page. */
const atOnce = 2_500;
const mostForPage = 5_000;

type Found = { one: number; other: number; reasons: LikePair['reasons'] };

/**
 * The next records that are likely one person. Everybody of the scope is looked through in the order of names, some for
 * each page: what is searched for is never stored, and a page costs the same however many people there are.
 */
export async function likelyPairs(
  platform: Platform,
  actor: Actor,
  { programme, scope, auditPlaces }: ProgrammeView,
  { after: cursor, limit = 20 }: BodyOf<typeof programmes.likelyPairs>,
): Promise<ResponseOf<typeof programmes.likelyPairs>> {
  const { id: programmeId } = programme;
  const found: Found[] = [];
  let [after = null] = keyAfter(cursor, 'string') ?? [];
  let searched = 0;
  let isOver = false;
  while (!isOver && found.length < limit && searched < mostForPage) {
    const walk = await walkNamesakes(platform.db, scope, { programmeId, after, most: atOnce });
    searched += walk.walked;
    const { pairs, last } = await pairsOf(platform, programme, walk, limit - found.length);
    found.push(...pairs);
    after = last;
    isOver = after === null;
  }
  const lines = await linesOf(
    platform,
    scope,
    programme,
    found.flatMap(({ one, other }) => [one, other]),
  );
  const items = found.flatMap(({ one, other, reasons }) => {
    const [first, second] = [lines.get(one), lines.get(other)];
    return first && second ? [{ one: first, other: second, reasons }] : [];
  });
  const entry = { action: 'roster.pairs_viewed' as const, details: { programmeId } };
  const shown = items.flatMap(({ one, other }) => [one.personId, other.personId]);
  await noteShown(platform, actor, auditEntries({ auditPlaces }, entry), shown);
  return { items, next: after === null ? null : cursorOf(after), searched };
}

/** The likely pairs of a walk, whole name by whole name until there are enough; and the last of these names. */
async function pairsOf(
  platform: Platform,
  { realm }: Programme,
  { groups, last }: Walk,
  limit: number,
): Promise<{ pairs: Found[]; last: string | null }> {
  const namesakes = groups.map(({ people }) => people.map(({ personId }) => personId));
  const alike = await findLikePairs(platform, realm, namesakes);
  const dismissed = await dismissedAmong(platform, groups, alike);
  const pairs: Found[] = [];
  for (const { key, people } of groups) {
    const known = new Map(people.map((each) => [each.personId, each]));
    for (const { one, other, reasons } of alike) {
      const [first, second] = [known.get(one), known.get(other)];
      // Of two that take part no more nobody is counted twice.
      if (!first || !second || (first.withdrawn && second.withdrawn)) continue;
      const pair = inOrder(first.enrolmentId, second.enrolmentId);
      if (dismissed.has(`${pair.oneId} ${pair.otherId}`)) continue;
      pairs.push({ one: pair.oneId, other: pair.otherId, reasons });
    }
    if (pairs.length >= limit) return { pairs, last: key };
  }
  return { pairs, last };
}

async function dismissedAmong(
  { db }: Platform,
  groups: Walk['groups'],
  alike: LikePair[],
): Promise<Set<string>> {
  const people = groups.flatMap((group) => group.people);
  const idOf = new Map(people.map(({ personId, enrolmentId }) => [personId, enrolmentId]));
  const ids = alike.flatMap(({ one, other }) => [idOf.get(one) ?? 0, idOf.get(other) ?? 0]);
  const rows = ids.length > 0 ? await listDismissalsAmong(db, [...new Set(ids)]) : [];
  return new Set(rows.map(({ oneId, otherId }) => `${oneId} ${otherId}`));
}

type Line = ResponseOf<typeof programmes.likelyPairs>['items'][number]['one'];

/** Records as lists name them, by their enrolment. */
export async function linesOf(
  platform: Platform,
  scope: PlaceScope,
  programme: Programme,
  enrolmentIds: number[],
): Promise<Map<number, Line>> {
  const ids = [...new Set(enrolmentIds)];
  const rows = ids.length > 0 ? await listRecords(platform.db, scope, programme.id, ids) : [];
  const known = await withIdentifiers(platform, programme, rows);
  return new Map(known.map((row) => [row.enrolmentId, lineOf(row)]));
}

function lineOf(row: RecordRow & Pick<Line, 'identifiers'>): Line {
  const { enrolmentId, personId, name, identifiers, group, withdrawnOn } = row;
  const { placeId, placeZh, placeEn } = row;
  return {
    ...{ enrolmentId, personId, name, identifiers, group, withdrawnOn },
    ...{ placeId, placeZh, placeEn },
  };
}

/** Pairs of which somebody said that they are two people. */
export async function dismissedPairs(
  platform: Platform,
  actor: Actor,
  { programme, scope, auditPlaces }: ProgrammeView,
  { after, limit = 50 }: { after?: string | undefined; limit?: number | undefined },
): Promise<ResponseOf<typeof programmes.dismissedPairs>> {
  const { id: programmeId } = programme;
  const rows = await listDismissals(platform.db, scope, programmeId, {
    after: keyAfter(after, 'time', 'number', 'number'),
    limit: limit + 1,
  });
  const lines = await linesOf(
    platform,
    scope,
    programme,
    rows.flatMap(({ oneId, otherId }) => [oneId, otherId]),
  );
  const entry = { action: 'roster.pairs_viewed' as const, details: { programmeId } };
  await notePage(
    platform,
    actor,
    auditEntries({ auditPlaces }, entry),
    [...lines.values()],
    lines.size,
  );
  return pageOf(
    rows,
    limit,
    ({ oneId, otherId, by, at }) => ({
      one: lines.get(oneId) as Line,
      other: lines.get(otherId) as Line,
      by,
      at: at.toISOString(),
    }),
    ({ oneId, otherId, at }) => [at.getTime(), oneId, otherId],
  );
}

type Pair = BodyOf<typeof programmes.dismissPair>;

/**
 * Says that two records are two people, or takes that back; what was so before leaves no trace. Who may not merge them may
 * not keep others from it either.
 */
export async function judgePair(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id: programmeId }: Programme,
  { oneId, otherId }: Pair,
  areTwo: boolean,
): Promise<void> {
  if (oneId === otherId) throw new Problem(programmesProblems.merge_of_one);
  await platform.transaction(actor, async (tx) => {
    const both = await getBoth(tx, scope, programmeId, [oneId, otherId]);
    const people = both.map(({ personId }) => personId);
    refuse(await refusalOfActor(tx, actor, people));
    const pair = inOrder(oneId, otherId);
    const isChanged = areTwo
      ? await insertDismissal(tx.db, { ...pair, programmeId, by: actor.personId, at: tx.now })
      : await deleteDismissal(tx.db, pair);
    if (!isChanged) return;
    const action = areTwo ? 'person.pair_dismissed' : 'person.pair_restored';
    for (const { personId, placeId } of both) {
      await tx.audit({ action, personId, placeId, details: { programmeId, ...pair } });
    }
  });
}
