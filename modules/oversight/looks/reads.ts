import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { listMergedPeople } from '../../programmes/public.ts';
import { auditKindNames, everyAuditAction, type oversight } from '../contract.ts';
import { type LookRow, listLooks, listStandings } from './queries.ts';

type Page = ResponseOf<typeof oversight.mine>;

const actionNames: Record<string, { zh: string; en: string }> = everyAuditAction;

/**
 * Who looked at somebody's data, for the person. Staff are told by their roles and organisations, as the ledger of
 * codes tells them: who that was, the organisation answers.
 */
export async function looksAtMe(
  platform: Platform,
  self: SelfScope,
  { after, limit = 50 }: QueryOf<typeof oversight.mine>,
): Promise<Page> {
  const [at, id] = keyAfter(after, 'time', 'number') ?? [];
  const before = at !== undefined && id !== undefined ? { at: new Date(at), id } : undefined;
  const merged = await listMergedPeople(platform.db, self);
  const rows = await listLooks(platform.db, self, { before, limit: limit + 1, merged });
  const { items, next } = pageOf(
    rows,
    limit,
    (row) => row,
    (row) => [row.at.getTime(), row.id],
  );
  const looks = items.filter((row, index) => !isSameLook(row, items[index - 1]));
  const actorIds = [...new Set(looks.map(({ actorId }) => actorId))];
  const standings = Map.groupBy(
    await listStandings(platform.db, actorIds),
    ({ personId }) => personId,
  );
  return {
    next,
    items: looks.map((row) => ({
      ...{ kind: row.kind, inList: row.inList, reason: row.reason },
      at: row.at.toISOString(),
      what: actionNames[row.action] ?? auditKindNames[row.kind],
      by: (standings.get(row.actorId) ?? []).map((each) => ({
        role: { zh: each.roleZh, en: each.roleEn },
        place: { zh: each.placeZh, en: each.placeEn },
      })),
    })),
  };
}

/** A look at several parts of a programme has an entry at each; what is done with two records of one person, at both. */
const isSameLook = (one: LookRow, other: LookRow | undefined): boolean =>
  one.at.getTime() === other?.at.getTime() &&
  one.actorId === other.actorId &&
  one.action === other.action;
