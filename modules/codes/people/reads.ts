import { notePage } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { cursorOf, keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import {
  auditEntries,
  type ProgrammeView,
  resolveProgramme,
  withIdentifiers,
} from '../../programmes/public.ts';
import type { codes } from '../contract.ts';
import { findCountedAt } from '../figures/queries.ts';
import { shownOf } from '../view/shown.ts';
import {
  areFew,
  type ColouredFilter,
  type ColouredKey,
  type ColouredPerson,
  findStretch,
  listAmongFew,
  listInStretch,
} from './queries.ts';

type Listed = ResponseOf<typeof codes.people>;

/** As many are looked at as a whole; where there are more, a page of them is met soon. */
const few = 5000;
/**
 * One request looks at so many people, and at no more: the next one goes on from there. Whose code is green or grey is
 * in no index, for every report would have to change it.
 */
const stretch = 5000;

/** Who has a colour now; the look goes into the audit trail. */
export async function peopleOf(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  asked: BodyOf<typeof codes.people>,
): Promise<Listed> {
  const { programmeId, colour, limit = 50 } = asked;
  const after = keyAfter(asked.after, 'number', 'number') ?? [0, 0];
  const here = await resolveProgramme(platform, scope, asked);
  const { rows, reached } = await find(platform, here, { colour, after, limit: limit + 1 });
  const entry = { action: 'code.listed' as const, details: { programmeId, colour } };
  await notePage(platform, actor, auditEntries(here, entry), rows, limit);
  const items = await told(platform, here, rows);
  const page = pageOf(
    items,
    limit,
    (item) => item,
    ({ placeId, enrolmentId }) => [placeId, enrolmentId],
  );
  const countedAt = await findCountedAt(platform.db, programmeId);
  return {
    items: page.items,
    next: page.next ?? (reached ? cursorOf(...reached) : null),
    countedAt: countedAt?.toISOString() ?? null,
  };
}

type Wanted = Pick<ColouredFilter, 'colour'> & { after: ColouredKey; limit: number };

/** The next of them; `reached` is how far was looked where that was not to the end. */
async function find(
  { db }: Platform,
  { programme, placePath, scope, today, now }: ProgrammeView,
  { colour, after, limit }: Wanted,
): Promise<{ rows: ColouredPerson[]; reached: ColouredKey | null }> {
  if (!programme.definition.colours) return { rows: [], reached: null };
  const filter = { programmeId: programme.id, placePath, colour, today, now };
  const isOfRule = colour !== 'green' && colour !== 'grey';
  if (isOfRule && (await areFew(db, filter, few))) {
    return { rows: await listAmongFew(db, scope, filter, { after, limit }), reached: null };
  }
  const upTo = await findStretch(db, scope, filter, { after, size: stretch });
  const rows = await listInStretch(db, scope, filter, { after, upTo, limit });
  return { rows, reached: upTo };
}

/** People as the list shows them: what they are known by, and why they have their colour since when. */
async function told(
  platform: Platform,
  { programme, now }: ProgrammeView,
  rows: ColouredPerson[],
): Promise<Listed['items']> {
  const ids = rows.map(({ enrolmentId }) => enrolmentId);
  const [people, shown] = await Promise.all([
    withIdentifiers(platform, programme, rows),
    shownOf(platform.db, programme, ids, now),
  ]);
  return people.flatMap((person) => {
    const code = shown.get(person.enrolmentId);
    return code ? [{ ...person, ...code }] : [];
  });
}
