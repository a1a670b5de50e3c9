import { colourNames } from '../../../forms/colours.ts';
import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { permissionsHeldBy } from '../../access/public.ts';
import {
  auditEntries,
  type Programme,
  programmeAt,
  resolveProgramme,
  withIdentifiers,
} from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import { shownOf } from '../view/shown.ts';
import { countWaiting, listOrders, type OrderRow } from './queries.ts';

type Order = ResponseOf<typeof codes.orders>['items'][number];

/** What was given and ended by hand; the look goes into the audit trail. */
export async function orders(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { programmeId, enrolmentId, state, name, after, limit = 50 }: BodyOf<typeof codes.orders>,
): Promise<ResponseOf<typeof codes.orders>> {
  const here = await resolveProgramme(platform, scope, { programmeId });
  const filter = { programmeId, enrolmentId, state, name: name?.trim() };
  const page = { after: keyAfter(after, 'time', 'string'), limit: limit + 1 };
  const rows = await listOrders(platform.db, scope, filter, page);
  const details = { programmeId, ...(state && { state }), ...(name && { byName: true }) };
  const entries = auditEntries(here, { action: 'order.viewed', details });
  await notePage(platform, actor, entries, rows, limit);
  const ids = rows.map((row) => row.enrolmentId);
  const [known, shown] = await Promise.all([
    withIdentifiers(platform, here.programme, rows),
    shownOf(platform.db, here.programme, ids, here.now),
  ]);
  const programme = await programmeAt(platform, programmeId, here.programme.version);
  const mayApprove = await approving(platform, actor);
  return pageOf(
    known,
    limit,
    (row) => ({
      ...serializeOrder(programme, row),
      now: shown.get(row.enrolmentId) ?? null,
      mayDecide: mayApprove(row),
    }),
    ({ proposedAt, id }) => [proposedAt.getTime(), id],
  );
}

export async function orderCount(
  platform: Platform,
  scope: PlaceScope,
  programmeId: number,
): Promise<{ waiting: number }> {
  await resolveProgramme(platform, scope, { programmeId });
  return { waiting: await countWaiting(platform.db, scope, programmeId) };
}

/** Tells of which orders somebody may decide; the database judges once more when they do. */
async function approving(
  platform: Platform,
  { personId }: Actor,
): Promise<(row: OrderRow) => boolean> {
  const held = await permissionsHeldBy({ db: platform.db, platform }, personId);
  const paths = held.flatMap(({ permission, path }) => (permission === 'code.approve' ? path : []));
  return ({ state, proposedBy, orderPlacePath }) =>
    state === 'proposed' &&
    proposedBy !== personId &&
    paths.some((path) => orderPlacePath.startsWith(path));
}

function serializeOrder(
  { definition }: Programme,
  row: OrderRow & { identifiers: Order['person']['identifiers'] },
): Omit<Order, 'now' | 'mayDecide'> {
  const rule = definition.colours?.rules.find(({ code }) => code === row.rule);
  const { enrolmentId, personId, name, identifiers, group, placeId, placeZh, placeEn } = row;
  const { id, ends, reason, evidence, state, note } = row;
  return {
    id,
    person: { enrolmentId, personId, name, identifiers, group, placeId, placeZh, placeEn },
    rule: row.rule,
    colour: rule?.colour ?? 'grey',
    label: rule?.label ?? colourNames.grey,
    isEnd: ends !== null,
    place: { zh: row.orderPlaceZh, en: row.orderPlaceEn },
    reason,
    evidence,
    state,
    proposedBy: { personId: row.proposedBy, name: row.proposerName },
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    note,
  };
}
