import { notePage } from '../../../platform/audit-lists.ts';
import type { ParamsOf, QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { StoredFile } from '../../../platform/files.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import type { Programme } from '../../programmes/public.ts';
import type { feedback } from '../contract.ts';
import { isPhotoOf } from '../photos.ts';
import { listEntries } from '../queries.ts';
import { contactOf, serializeLine, wordsOf } from '../serializers.ts';
import { countWaiting, findReceived, listReceived, type ReceivedRow } from './queries.ts';
import { programmesOf, searchOf, zoneFor } from './search.ts';

type Line = ResponseOf<typeof feedback.received>['items'][number];

/** Feedback about one's places; the look goes into the audit trail. */
export async function received(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { after, limit = 50, sort, ...asked }: QueryOf<typeof feedback.received>,
): Promise<ResponseOf<typeof feedback.received>> {
  const [last] = keyAfter(after, 'number') ?? [];
  const search = await searchOf(platform, scope, asked);
  const rows = await listReceived(platform.db, search.scope, search.filter, {
    ...{ after: last, limit: limit + 1 },
    direction: sort === 'oldest' ? 'asc' : 'desc',
  });
  const { auditPlaces, details } = search;
  const looks = auditPlaces.map((placeId) => ({
    ...{ action: 'feedback.listed' as const, placeId, details },
  }));
  await notePage(platform, actor, looks, rows, limit);
  const programmes = await programmesOf(platform, rows);
  const page = pageOf(
    rows,
    limit,
    (row) => serializeReceived(platform, row, programmes),
    ({ id }) => [id],
  );
  return { ...page, zone: search.zone };
}

/** How much waits. Tells of nobody, and leaves no trace. */
export async function waiting(
  platform: Platform,
  scope: PlaceScope,
): Promise<ResponseOf<typeof feedback.waiting>> {
  return countWaiting(platform.db, scope);
}

/** One of them; that somebody looked stands in the audit trail first. */
export async function viewFeedback(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
): Promise<ResponseOf<typeof feedback.view>> {
  const row = getOrNotFound(await findReceived(platform.db, scope, id));
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'feedback.viewed', ...concerning(row) }),
  );
  const [programmes, entries] = await Promise.all([
    programmesOf(platform, [row]),
    listEntries(platform.db, [id]),
  ]);
  const programme = programmes.get(row.programmeId ?? 0);
  return {
    ...serializeReceived(platform, row, programmes),
    ...{ enrolmentId: row.enrolmentId, photos: row.photos, version: row.version },
    contact: contactOf(platform.keys, row),
    zone: programme?.definition.zone ?? (await zoneFor(platform, scope)),
    entries: (entries.get(id) ?? []).map((entry) => ({
      ...{ id: entry.id, kind: entry.kind, by: entry.byName },
      words: wordsOf(platform.keys, entry),
      at: entry.at.toISOString(),
    })),
  };
}

/** Whom and what an entry of the audit trail is about. */
export function concerning({ id, placeId, personId, programmeId }: ReceivedRow) {
  const details = { ...(programmeId !== null && { programmeId }), feedbackId: id };
  return { placeId, personId, details };
}

/** A photo of feedback about one's places; the look goes into the audit trail. */
export async function viewPhoto(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { feedbackId, id }: ParamsOf<typeof feedback.receivedPhoto>,
): Promise<StoredFile> {
  const row = getOrNotFound(await findReceived(platform.db, scope, feedbackId));
  const file = await platform.files.get(platform.db, id);
  if (!isPhotoOf(file, feedbackId)) throw notFound();
  const { details, ...concerned } = concerning(row);
  await platform.transaction(actor, (tx) =>
    tx.audit({
      ...{ action: 'feedback.photo_viewed', ...concerned },
      details: { ...details, fileId: id },
    }),
  );
  return file;
}

function serializeReceived(
  platform: Platform,
  row: ReceivedRow,
  programmes: ReadonlyMap<number, Programme>,
): Line {
  const { programmeId, app, name, keeperId, keeperName } = row;
  const programme = programmes.get(programmeId ?? 0);
  return {
    ...serializeLine(platform.keys, row),
    ...{ app, person: name },
    programme: programme ? { id: programme.id, name: programme.definition.name } : null,
    keeper: keeperId && keeperName ? { personId: keeperId, name: keeperName } : null,
  };
}
