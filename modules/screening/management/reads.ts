import { maskName } from '../../../credential/masked-name.ts';
import { readIdentity } from '../../../forms/identity.ts';
import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { cursorOf, keyAfter } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { permissionsHeldBy } from '../../access/public.ts';
import { listFullIdentifiers, maskIdentifier } from '../../people/public.ts';
import { auditEntries, currentProgramme, type Programme } from '../../programmes/public.ts';
import { describeAnswers } from '../answers/reads.ts';
import { phonePurpose } from '../checks/unverified-phone.ts';
import type { screening } from '../contract.ts';
import { countChecks, findAlertOf, findManaged } from './queries.ts';
import type { Key, ManagedRow } from './queries-walk.ts';
import { highFrom, instantAt, reachIn } from './rules.ts';
import { type Asked, findPage, type Search, searchFor } from './search.ts';

type Answer = ResponseOf<typeof screening.managed>;
export type Item = Answer['items'][number];

/** No id comes before it. */
const firstId = '00000000-0000-0000-0000-000000000000';
const minute = 60_000;

/** A page of checks, in either direction from wherever one is. */
export async function managedChecks(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { after, before, jumpTo, limit = 50, ...asked }: BodyOf<typeof screening.managed>,
): Promise<Answer> {
  const search = await searchFor(platform, actor, scope, asked, 'look');
  const { zone } = search.programme.definition;
  const isBack = before !== undefined;
  const newestFirst = search.wanted.newestFirst !== isBack;
  const jump = jumpTo === undefined ? null : instantAt('jumpTo', jumpTo, zone);
  const from =
    keyOf('after', after) ?? keyOf('before', before) ?? (jump && beside(jump, newestFirst));
  const { rows, end } = await findPage(
    platform,
    { ...search, wanted: { ...search.wanted, newestFirst } },
    { after: from, limit: limit + 1 },
  );
  const page = rows.slice(0, limit);
  // Where the walk went on to: behind the last of a full page, or as far as was searched.
  const last = page.at(-1);
  const ahead = rows.length > limit && last ? { at: last.key, id: last.id } : end;
  const behind = page[0] ? { at: page[0].key, id: page[0].id } : from;
  if (isBack) page.reverse();
  const [items] = await Promise.all([
    serialize(platform, search, page),
    note(platform, actor, search, { asked, page }),
  ]);
  const cursor = (key: Key | null) => key && cursorOf(key.at, key.id);
  return {
    items,
    next: cursor(isBack ? behind : ahead),
    previous: from === null ? null : cursor(isBack ? ahead : behind),
    searchedTo: end && new Date(end.at).toISOString(),
  };
}

function keyOf(path: 'after' | 'before', cursor: string | undefined): Key | null {
  const [at, id] = keyAfter(cursor, 'string', 'string') ?? [];
  if (at === undefined || id === undefined) return null;
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw invalid({ path, code: 'cursor_invalid' });
  }
  return { at, id };
}

/** Begins with the checks of this minute, whichever way is gone. */
const beside = (jump: Date, newestFirst: boolean): Key => ({
  at: new Date(jump.getTime() + (newestFirst ? minute : 0)).toISOString(),
  id: firstId,
});

/** The trail keeps whom a page showed; a look for one by the number of a document also whom it found. */
function note(
  platform: Platform,
  actor: Actor,
  search: Search,
  { asked, page }: { asked: Asked; page: ManagedRow[] },
): Promise<void> {
  const { document, name, programmeId, placeId: _, ...filter } = asked;
  const details = { programmeId, ...filter, ...(name && { byName: true }) };
  const entry =
    document === undefined
      ? { action: 'checks.listed' as const, details }
      : { action: 'check.searched' as const, details, personId: search.people?.personId ?? null };
  return notePage(platform, actor, auditEntries(search, entry), page, page.length);
}

/** Checks as those see them who may see names and numbers in full at some places, and masked at others. */
export async function serialize(
  { db, keys }: Platform,
  { programme, reach, highFrom: high }: Pick<Search, 'programme' | 'reach' | 'highFrom'>,
  rows: ManagedRow[],
): Promise<Item[]> {
  const personIds = [...new Set(rows.map(({ personId }) => personId))];
  const known = await listFullIdentifiers(db, keys, programme.realm, personIds);
  return rows.map((row) => {
    const whole = reach.unmask.some((path) => row.sitePath.startsWith(path));
    const document = known.get(row.personId)?.find(({ kind }) => kind === 'identity')?.value;
    const masked = () => document && maskIdentifier('identity', document);
    const number = () => readIdentity(document ?? '')?.number;
    return {
      ...{ id: row.id, enrolmentId: row.enrolmentId, whole },
      name: whole ? row.name : maskName(row.name),
      document: (whole ? number() : masked()) ?? null,
      ...{ siteZh: row.siteZh, siteEn: row.siteEn, scanner: row.scanner, way: row.way },
      checkedAt: row.checkedAt.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
      temperature: row.temperature,
      high: high !== null && row.temperature >= high,
      ...{ colour: row.colour, shown: row.shown, conflict: row.conflict },
      undone: row.undoneAt !== null,
    };
  });
}

/** One check, which the look of its reader is noted for. */
/** How often somebody of one's places was checked at these, and when last; the look stands in the trail. */
export async function checksOfPerson(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  enrolmentId: number,
): Promise<ResponseOf<typeof screening.personChecks>> {
  const found = getOrNotFound(await countChecks(platform.db, scope, enrolmentId));
  const { personId, placeId, count, last } = found;
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'checks.viewed', placeId, personId }),
  );
  return { count, last: last?.toISOString() ?? null };
}

export async function managedCheck(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<ResponseOf<typeof screening.managedCheck>> {
  const { db, keys } = platform;
  const row = getOrNotFound(await findManaged(db, id));
  const programme: Programme = await currentProgramme(platform, row.programmeId);
  const held = await permissionsHeldBy({ db, platform }, actor.personId);
  const reach = reachIn(row.sitePath, held, 'look');
  const isOwn = reach.own.length > 0 && row.scannerId === actor.personId;
  getOrNotFound(reach.all.length > 0 || isOwn || undefined);
  await platform.transaction(actor, (tx) =>
    tx.audit({ action: 'check.viewed', placeId: row.siteId, personId: row.personId }),
  );
  const high = highFrom(programme.definition.colours);
  const [item] = await serialize(platform, { programme, reach, highFrom: high }, [row]);
  const alert = await findAlertOf(db, id);
  const { unverifiedPhone } = row;
  const phone = unverifiedPhone && keys.decrypt(phonePurpose(id), unverifiedPhone).reveal();
  return {
    ...(item as Item),
    remark: row.remark,
    unverifiedPhone: phone && (item?.whole ? phone : maskIdentifier('phone', phone)),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    answers: await describeAnswers(platform, row),
    alert: alert
      ? {
          openedAt: alert.openedAt.toISOString(),
          closedAt: alert.closedAt?.toISOString() ?? null,
          ...{ closedBy: alert.closedBy, note: alert.note },
        }
      : null,
  };
}
