import { byName } from '../../../forms/natural-order.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { keyAfter } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { listPlaces } from '../../places/public.ts';
import type { programmes } from '../contract.ts';
import type { ProgrammeView } from '../programme/resolve-programme.ts';
import type { FoundOrder, FoundRow } from './queries-found.ts';
import type { NameOrder, RosterOrder, RosterRow } from './queries-roster.ts';

type Wanted = Pick<BodyOf<typeof programmes.roster>, 'sort' | 'after' | 'jumpTo' | 'lang'>;
/** By what the page behind a row is found. */
export type KeyOf<R> = (row: R) => (string | number)[];
type Ordered<O, R> = { order: O; keyOf: KeyOf<R> };

/** In which order a list of people is read, and by what its next page is found. */
export async function orderOf(
  platform: Platform,
  here: ProgrammeView,
  wanted: Wanted,
): Promise<Ordered<RosterOrder, RosterRow>> {
  const { sort, after, jumpTo } = wanted;
  if (sort !== 'name') return otherOrderOf(platform, here, { ...wanted, sort });
  return {
    order: { by: 'name', after: keyAfter(after, 'string', 'number'), jumpTo },
    keyOf: ({ nameOrder, enrolmentId }) => [nameOrder, enrolmentId],
  };
}

/** As {@link orderOf}, of those whom a search finds. */
export async function foundOrderOf(
  platform: Platform,
  here: ProgrammeView,
  wanted: Wanted,
): Promise<Ordered<FoundOrder, FoundRow>> {
  const { sort, after, jumpTo } = wanted;
  if (sort !== 'name') return otherOrderOf(platform, here, { ...wanted, sort });
  return {
    order: { by: 'name', after: keyAfter(after, 'number', 'string', 'number'), jumpTo },
    keyOf: ({ section, nameOrder, enrolmentId }) => [section, nameOrder, enrolmentId],
  };
}

async function otherOrderOf(
  platform: Platform,
  here: ProgrammeView,
  { sort, after, jumpTo, lang = 'zh' }: Wanted & { sort: Exclude<Wanted['sort'], 'name'> },
): Promise<Ordered<Exclude<RosterOrder, NameOrder>, RosterRow>> {
  switch (sort) {
    case undefined: {
      const [id] = keyAfter(after, 'number') ?? [];
      return { order: { by: 'id', after: id }, keyOf: ({ enrolmentId }) => [enrolmentId] };
    }
    case 'known':
      return {
        order: { by: 'known', after: keyAfter(after, 'string', 'number'), jumpTo },
        keyOf: ({ knownBy, enrolmentId }) => [knownBy, enrolmentId],
      };
    case 'group': {
      const keys = here.programme.definition.groups.map(({ code }) => code);
      return bySections({ by: 'group', keys }, after, ({ group }) => keys.indexOf(group));
    }
    case 'place': {
      const keys = await placesInOrder(platform, here, lang);
      return bySections({ by: 'place', keys }, after, ({ placeId }) => keys.indexOf(placeId));
    }
  }
}

function bySections(
  sections: Extract<RosterOrder, { by: 'sections' }>['sections'],
  after: string | undefined,
  indexOf: (row: RosterRow) => number,
) {
  // Sections are counted from 1, as SQL does.
  return {
    order: {
      by: 'sections',
      sections,
      after: keyAfter(after, 'number', 'string', 'number'),
    } as const,
    keyOf: (row: RosterRow) => [indexOf(row) + 1, row.nameOrder, row.enrolmentId],
  };
}

/** The places of the programme that are seen, by name: 单位2 before 单位10. */
export async function placesInOrder(
  { db }: Platform,
  { placePath, scope }: ProgrammeView,
  lang: 'zh' | 'en',
): Promise<number[]> {
  const places = (await listPlaces(db, scope)).filter(({ path }) => path.startsWith(placePath));
  const name = (place: (typeof places)[number]) => (lang === 'zh' ? place.name_zh : place.name_en);
  return byName(places, name, lang).map(({ id }) => id);
}
