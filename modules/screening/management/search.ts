import { identitiesLike } from '../../../forms/identity.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { placeScope } from '../../../platform/scope.ts';
import { permissionsHeldBy } from '../../access/public.ts';
import { lookupsOf } from '../../people/public.ts';
import { findPath, findPlace } from '../../places/public.ts';
import { type Programme, resolveProgramme } from '../../programmes/public.ts';
import { listWorkOf } from '../../staff/public.ts';
import type { screening } from '../contract.ts';
import { countLook } from '../look/limit.ts';
import { findHolders, listSites } from './queries.ts';
import {
  type Key,
  lanesOf,
  listNamed,
  listOfPeople,
  type ManagedRow,
  type Readable,
  type Wanted,
  walk,
} from './queries-walk.ts';
import { highFrom, type Reach, reachIn, seesNothing, spanOf } from './rules.ts';

export type Asked = Omit<BodyOf<typeof screening.managed>, 'after' | 'before' | 'limit' | 'jumpTo'>;

/** What is looked for, and where. */
export type Search = {
  programme: Programme;
  reach: Reach;
  wanted: Wanted;
  /** Those who are meant, where they are few enough to be asked one by one; null to go through the checks. */
  people: { enrolmentIds: number[]; personId: string | null } | null;
  highFrom: number | null;
  /** Where the look stands in the audit trail. */
  auditPlaces: number[];
};

/** What somebody may see of a programme, or of the part of it below a place. Throws `not_found` outside of the scope. */
async function partOf(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, placeId }: Asked,
): Promise<{ programme: Programme; part: string; auditPlaces: number[] }> {
  const here = await resolveProgramme(platform, scope, { programmeId, placeId });
  const { programme, placePath, auditPlaces } = here;
  if (placeId === undefined) return { programme, part: placePath, auditPlaces };
  const { path } = getOrNotFound(await findPlace(platform.db, here.scope, placeId));
  return { programme, part: path, auditPlaces };
}

export async function searchFor(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  asked: Asked,
  use: 'look' | 'export',
): Promise<Search> {
  const { db } = platform;
  const { programme, part, auditPlaces } = await partOf(platform, scope, asked);
  const reach = reachIn(part, await permissionsHeldBy({ db, platform }, actor.personId), use);
  const high = highFrom(programme.definition.colours);
  const { colour, conflict, undone, sort } = asked;
  const name = asked.name?.normalize('NFKC').trim();
  const wanted: Wanted = {
    ...{ programmeId: programme.id, colour, conflict, undone },
    readable: await readableOf(platform, actor, programme, reach),
    span: spanOf(asked, programme.definition.zone),
    // Where no temperature is high, none is found.
    ...(asked.high && { highFrom: high ?? 100 }),
    newestFirst: sort !== 'oldest',
  };
  const people = await peopleMeant(platform, actor, programme, { ...asked, name });
  const search = { programme, reach, people, highFrom: high, auditPlaces };
  return { ...search, wanted: people || !name ? wanted : { ...wanted, name } };
}

/** The sites whose checks are seen. Whoever sees the whole programme needs no list of them. */
async function readableOf(
  { db }: Platform,
  { personId }: Actor,
  { placeId }: Programme,
  reach: Reach,
): Promise<Readable> {
  if (reach.all.includes(await findPath(db, placeId))) {
    return { readerId: personId, everywhere: true, all: [], own: [] };
  }
  const all = await listSites(db, placeScope(personId, reach.all));
  const work = await listWorkOf(db, personId);
  const known = new Set(all);
  const own = work
    .filter(({ path, siteId }) => !known.has(siteId) && reach.own.some((p) => path.startsWith(p)))
    .map(({ siteId }) => siteId);
  return { readerId: personId, everywhere: false, all, own };
}

/** More people than that are found quicker by going through the checks. */
const mostPeople = 3000;

async function peopleMeant(
  platform: Platform,
  actor: Actor,
  { id, realm }: Programme,
  { document, name }: Pick<Asked, 'document' | 'name'>,
): Promise<Search['people']> {
  if (document === undefined) {
    if (!name) return null;
    const named = await listNamed(platform.db, id, name, mostPeople);
    return named && { enrolmentIds: named, personId: null };
  }
  const values = identitiesLike(document).map((value) => ({ kind: 'identity' as const, value }));
  const lookups = lookupsOf(platform.keys, values).map(({ lookup }) => lookup);
  if (lookups.length === 0) throw invalid({ path: 'document', code: 'document_number' });
  await countLook(platform, actor);
  const found = await findHolders(platform.db, { programmeId: id, realm, lookups });
  const fitting = name
    ? found.filter((each) => each.name.toLowerCase().startsWith(name.toLowerCase()))
    : found;
  return {
    enrolmentIds: fitting.map(({ enrolmentId }) => enrolmentId),
    personId: found[0]?.personId ?? null,
  };
}

type Page = { after: Key | null; limit: number };
type Found = { rows: ManagedRow[]; end: Key | null };

/**
 * A name that so many people have is looked up once for all checks that are gone through; with more, a page is soon
 * full.
 */
const mostNamed = 20_000;

/** So many checks are gone through for one page at most. */
const mostSeen = 20_000;

/**
 * A page of what is looked for. Where few checks are wanted, so many others are gone through as one page may cost; then
 * it ends before it is full, and `end` says where to go on.
 */
export async function findPage(
  { db }: Platform,
  { reach, wanted, people }: Pick<Search, 'reach' | 'wanted' | 'people'>,
  { after, limit }: Page,
): Promise<Found> {
  if (seesNothing(reach)) return { rows: [], end: null };
  if (people) {
    if (people.enrolmentIds.length === 0) return { rows: [], end: null };
    const rows = await listOfPeople(db, wanted, people.enrolmentIds, { after, limit });
    return { rows, end: null };
  }
  return walkOn(db, wanted, { after, limit });
}

async function walkOn(db: Db, wanted: Wanted, { after, limit }: Page): Promise<Found> {
  const lanes = Math.max(1, lanesOf(wanted));
  const rows: ManagedRow[] = [];
  let from = after;
  let most = limit * (isPicky(wanted) ? 16 : 1);
  let left = mostSeen;
  let sought = wanted;
  for (;;) {
    const step = await walk(db, sought, { after: from, most, limit: limit - rows.length });
    rows.push(...step.rows);
    if (rows.length >= limit || step.end === null) return { rows, end: null };
    left -= most * lanes;
    if (left <= 0) return { rows, end: step.end };
    from = step.end;
    sought = await withNamed(db, sought);
    most = nextStep(most, { found: step.rows.length, missing: limit - rows.length });
    most = Math.max(limit, Math.min(most, Math.ceil(left / lanes)));
  }
}

async function withNamed(db: Db, wanted: Wanted): Promise<Wanted> {
  const { programmeId, name, named } = wanted;
  if (name === undefined || named !== undefined) return wanted;
  return { ...wanted, named: await listNamed(db, programmeId, name, mostNamed) };
}

/** Whether many checks are passed over. */
const isPicky = ({ name, colour, highFrom, conflict, undone }: Wanted): boolean =>
  [name, colour, highFrom, conflict, undone].some((each) => each !== undefined);

/** How far the next step goes, if as many are wanted there as in the last one: somewhat further than that needs. */
function nextStep(last: number, { found, missing }: { found: number; missing: number }): number {
  if (found === 0) return last * 8;
  return Math.min(last * 8, Math.ceil((last / found) * missing * 1.3));
}
