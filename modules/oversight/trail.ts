import { addDays, isDay, startOfDay } from '../../forms/days.ts';
import type { BodyOf, QueryOf, ResponseOf } from '../../platform/contract.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import type { Platform } from '../../platform/platform.ts';
import { invalid } from '../../platform/problems.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { coversEverything } from '../places/public.ts';
import { listProgrammes, type Programme, programmeAt } from '../programmes/public.ts';
import type { oversight } from './contract.ts';
import { detailsInWords } from './details.ts';
import { type AuditFilter, type AuditRow, listEntries, listPeopleInTrail } from './queries.ts';

/** A page of the audit trail. Its days are those of the zone that the programmes are in. */
export async function auditTrail(
  platform: Platform,
  scope: PlaceScope,
  { after, limit = 50, ...asked }: QueryOf<typeof oversight.audit>,
): Promise<ResponseOf<typeof oversight.audit>> {
  const [before] = keyAfter(after, 'number') ?? [];
  const { zone, programmes, filter } = await searchOf(platform, scope, asked);
  const rows = await listEntries(platform.db, scope, { ...filter, before, limit: limit + 1 });
  const show = (row: AuditRow) => serializeEntry(row, programmes);
  return { ...pageOf(rows, limit, show, ({ id }) => [id]), zone };
}

type Asked = Omit<QueryOf<typeof oversight.audit>, 'after' | 'limit'>;

/** What is looked for, by the clocks of which zone, and the programmes that entries name. */
export async function searchOf(
  platform: Platform,
  scope: PlaceScope,
  { action, from, to, actorId, personId }: Asked,
): Promise<{
  zone: string;
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
  const filter = {
    ...{ action, actorId, personId },
    since: from === undefined ? null : startOfDay(from, zone),
    until: to === undefined ? null : startOfDay(addDays(to, 1), zone),
    alsoPlaceless: await coversEverything(platform.db, scope),
  };
  return { zone, programmes, filter };
}

const mostFound = 20;

/** People of a name who did something in the trail, or whom it concerns. */
export async function peopleInTrail(
  platform: Platform,
  scope: PlaceScope,
  { name, as }: BodyOf<typeof oversight.findPeople>,
): Promise<ResponseOf<typeof oversight.findPeople>> {
  const alsoPlaceless = await coversEverything(platform.db, scope);
  const filter = { name: name.trim(), as, alsoPlaceless, limit: mostFound };
  return filter.name === '' ? [] : listPeopleInTrail(platform.db, scope, filter);
}

function serializeEntry({ at, ...row }: AuditRow, programmes: Programme[]) {
  return { ...row, at: at.toISOString(), inWords: detailsInWords(row.details, programmes) };
}
