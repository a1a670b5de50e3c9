import { maskName } from '../../../credential/masked-name.ts';
import { noteShown } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { placeScope } from '../../../platform/scope.ts';
import { listMaskedIdentifiers, maskIdentifier } from '../../people/public.ts';
import { findPlace } from '../../places/public.ts';
import { listWorkOf } from '../../staff/public.ts';
import { describeAnswers } from '../answers/reads.ts';
import { isStillUndoable } from '../checks/actions.ts';
import { phonePurpose } from '../checks/unverified-phone.ts';
import type { screening } from '../contract.ts';
import { codedProgrammesAt, documentLookup } from '../person/find.ts';
import { findByDocument } from '../person/queries.ts';
import { readable } from '../rules.ts';
import {
  findRecord,
  listRecords,
  listRecordsOf,
  type Readable,
  type RecordRow,
} from './queries.ts';

type Summary = ResponseOf<typeof screening.records>['items'][number];

/** Checks at one's sites, or at those of one's sites at or below a place. */
export async function recordsFor(
  platform: Platform,
  actor: Actor,
  { placeId, identity, after, limit = 50 }: BodyOf<typeof screening.records>,
): Promise<ResponseOf<typeof screening.records>> {
  const { db } = platform;
  const path = placeId === undefined ? undefined : await pathOf(platform, actor, placeId);
  const work = await listWorkOf(db, actor.personId, path);
  const sites: Readable = { readerId: actor.personId, ...readable(work) };
  const [key, id] = keyAfter(after, 'string', 'string') ?? [];
  const from = key !== undefined && id !== undefined ? { key, id } : undefined;
  const page = { after: from, limit: limit + 1 };
  const rows = identity
    ? await recordsOfDocument(
        platform,
        actor,
        sites,
        work.map((each) => each.path),
        identity,
        page,
      )
    : await listRecords(db, sites, page);
  await noteAtSites(platform, actor, 'check.list_viewed', rows.slice(0, limit));
  return pageOf(
    rows,
    limit,
    (row) => serialize(row, actor),
    (row) => [row.key, row.id],
  );
}

/** Checks are shown site by site in the trail: whoever answers for one finds who looked there. */
export async function noteAtSites(
  platform: Platform,
  actor: Actor,
  action: 'check.list_viewed' | 'check.alerts_viewed',
  shown: readonly RecordRow[],
): Promise<void> {
  for (const [placeId, rows] of Map.groupBy(shown, ({ siteId }) => siteId)) {
    const people = rows.map(({ personId }) => personId);
    await noteShown(platform, actor, [{ action, placeId }], people);
  }
}

/** A place above or at one of one's sites; one that is none of these shows nothing. */
async function pathOf({ db }: Platform, { personId }: Actor, placeId: number): Promise<string> {
  const place = await findPlace(db, placeScope(personId, ['/']), placeId);
  return getOrNotFound(place).path;
}

type Page = Parameters<typeof listRecords>[2];

/** A search by number is a look at somebody, and noted. */
async function recordsOfDocument(
  platform: Platform,
  actor: Actor,
  sites: Readable,
  paths: string[],
  identity: NonNullable<BodyOf<typeof screening.records>['identity']>,
  page: Page,
): Promise<RecordRow[]> {
  const found = new Map<number, string>();
  const now = platform.clock.now();
  const above = await Promise.all(paths.map((path) => codedProgrammesAt(platform, path)));
  const programmes = [...new Map(above.flat().map((each) => [each.id, each])).values()];
  if (programmes.length === 0) return [];
  const lookup = documentLookup(platform, programmes, identity, now);
  for (const programme of programmes) {
    const person = await findByDocument(platform.db, [programme], lookup, { orWithdrawn: true });
    if (person) found.set(person.enrolmentId, person.personId);
  }
  await platform.transaction(actor, async (tx) => {
    const [personId = null] = found.values();
    await tx.audit({ action: 'check.searched', personId });
  });
  return listRecordsOf(platform.db, sites, [...found.keys()], page);
}

export function serialize(row: RecordRow, { personId }: Actor): Summary {
  return {
    ...{ id: row.id, siteId: row.siteId, siteZh: row.siteZh, siteEn: row.siteEn },
    maskedName: maskName(row.name),
    checkedAt: row.checkedAt.toISOString(),
    ...{ temperature: row.temperature, colour: row.colour, conflict: row.conflict },
    isOwn: row.scannerId === personId,
    undone: row.undoneAt !== null,
  };
}

function maskPhone({ keys }: Platform, id: string, encrypted: Buffer): string {
  return maskIdentifier('phone', keys.decrypt(phonePurpose(id), encrypted).reveal());
}

/** One check, which the look of its reader is noted for. */
export async function recordFor(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<ResponseOf<typeof screening.record>> {
  const { db, keys, clock } = platform;
  const work = await listWorkOf(db, actor.personId);
  const sites: Readable = { readerId: actor.personId, ...readable(work) };
  const row = getOrNotFound(await findRecord(db, sites, id));
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'check.viewed', placeId: row.siteId, personId: row.personId }),
  );
  const identifiers = await listMaskedIdentifiers(db, keys, row.realm, [row.personId]);
  const document = identifiers.get(row.personId)?.find(({ kind }) => kind === 'identity');
  const isRecent = isStillUndoable(row.recordedAt, clock.now());
  return {
    ...serialize(row, actor),
    document: document?.value ?? null,
    ...{ scanner: row.scanner, way: row.way, remark: row.remark, shown: row.shown },
    answers: await describeAnswers(platform, row),
    unverifiedPhone: row.unverifiedPhone && maskPhone(platform, row.id, row.unverifiedPhone),
    recordedAt: row.recordedAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    mayUndo: row.scannerId === actor.personId && row.undoneAt === null && isRecent,
  };
}
