import { addDays, isDay, startOfDay } from '../../forms/days.ts';
import { noteShown } from '../../platform/audit-lists.ts';
import type { BodyOf, QueryOf, ResponseOf } from '../../platform/contract.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import type { Platform } from '../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../platform/problems.ts';
import { type Actor, type PlaceScope, placeScope } from '../../platform/scope.ts';
import { searchQuery } from '../../platform/search-words.ts';
import { coversEverything, findPlace } from '../places/public.ts';
import { listProgrammes, type Programme, programmeAt } from '../programmes/public.ts';
import type { oversight } from './contract.ts';
import { detailsInWords } from './details.ts';
import { findEntryPlace, listActorsInTrail, listPeopleInTrail, listSubjects } from './queries.ts';
import { type AuditFilter, type AuditRow, listEntries } from './queries-entries.ts';

/** A page of the audit trail. Its days are those of the zone that the programmes are in. */
export async function auditTrail(
  platform: Platform,
  scope: PlaceScope,
  { after, limit = 50, ...asked }: QueryOf<typeof oversight.audit>,
): Promise<ResponseOf<typeof oversight.audit>> {
  const [at, id] = keyAfter(after, 'time', 'number') ?? [];
  const before = at !== undefined && id !== undefined ? { at: new Date(at), id } : undefined;
  const { zone, programmes, part, filter } = await searchOf(platform, scope, asked);
  const rows = await listEntries(platform.db, part, { ...filter, before, limit: limit + 1 });
  const show = (row: AuditRow) => serializeEntry(row, programmes);
  const page = pageOf(rows, limit, show, (row) => [row.at.getTime(), row.id]);
  return { ...page, zone };
}

type Asked = Omit<QueryOf<typeof oversight.audit>, 'after' | 'limit'>;

/** What is looked for, by the clocks of which zone, and the programmes that entries name. */
export async function searchOf(
  platform: Platform,
  scope: PlaceScope,
  { action, kind, from, to, actorId, personId, placeId }: Asked,
): Promise<{
  zone: string;
  /** Of the scope what is looked at. */
  part: PlaceScope;
  programmes: Programme[];
  filter: Omit<AuditFilter, 'before' | 'limit'>;
}> {
  for (const [path, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day)) throw invalid({ path, code: 'not_a_date' });
  }
  const listed = await listProgrammes(platform.db);
  const programmes = await Promise.all(
    listed.map(({ id, version }) => programmeAt(platform, id, version)),
  );
  const zone = programmes[0]?.definition.zone ?? 'UTC';
  const place =
    placeId === undefined ? undefined : getOrNotFound(await findPlace(platform.db, scope, placeId));
  const part = place ? placeScope(scope.personId, [place.path]) : scope;
  const filter = {
    ...{ action, kind, actorId, personId },
    since: from === undefined ? null : startOfDay(from, zone),
    until: to === undefined ? null : startOfDay(addDays(to, 1), zone),
    everything: !place && (await coversEverything(platform.db, scope)),
  };
  return { zone, programmes, part, filter };
}

const mostFound = 20;

/** People of a name who did something in the trail, or whom it concerns. */
export async function peopleInTrail(
  platform: Platform,
  scope: PlaceScope,
  { name, as }: BodyOf<typeof oversight.findPeople>,
): Promise<ResponseOf<typeof oversight.findPeople>> {
  const everything = await coversEverything(platform.db, scope);
  const given = { name: name.trim(), everything, limit: mostFound };
  if (given.name === '') return [];
  if (as === 'actor') return listActorsInTrail(platform.db, scope, given);
  return listPeopleInTrail(platform.db, scope, { ...given, words: searchQuery(given.name) });
}

/** Whom the list of an entry showed; to read that is a look at them as well, and noted. */
export async function peopleOfEntry(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, after, limit = 50 }: { id: number; after?: string | undefined; limit?: number | undefined },
): Promise<ResponseOf<typeof oversight.shown>> {
  const [last] = keyAfter(after, 'string') ?? [];
  if (last !== undefined && !isId.test(last))
    throw invalid({ path: 'after', code: 'cursor_invalid' });
  const everything = await coversEverything(platform.db, scope);
  const { placeId } = getOrNotFound(await findEntryPlace(platform.db, scope, id, everything));
  const of = { entryId: id, everything };
  const rows = await listSubjects(platform.db, scope, of, { after: last, limit: limit + 1 });
  const entry = { action: 'audit.people_viewed' as const, placeId, details: { entryId: id } };
  const shown = rows.slice(0, limit).map(({ personId }) => personId);
  await noteShown(platform, actor, [entry], shown);
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ personId }) => [personId],
  );
  return { ...page, whole: everything };
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function serializeEntry({ at, ...row }: AuditRow, programmes: Programme[]) {
  return { ...row, at: at.toISOString(), inWords: detailsInWords(row.details, programmes) };
}
