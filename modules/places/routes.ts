import type { QueryOf, ResponseOf } from '../../platform/contract.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import { getOrNotFound } from '../../platform/problems.ts';
import { isPublic, type Route, route } from '../../platform/routes.ts';
import { changePlace, createPlace, revisionOf, setPlaceDisabled } from './actions.ts';
import { places } from './contract.ts';
import { movePlace } from './move.ts';
import { findPlace, type PlaceRow } from './queries.ts';
import {
  countBelow,
  type FoundRow,
  findWholePlace,
  listChildPlaces,
  listTopPlaces,
  searchPlaces,
} from './queries-lists.ts';
import { findWholeRegion, regionsBelow } from './regions/regions.ts';

/** Divisions change once a year. */
const forADay = 'public, max-age=86400';

const serializePlace = (row: PlaceRow): ResponseOf<typeof places.create> => ({
  id: row.id,
  parentId: row.parent_id,
  kind: row.kind,
  code: row.code,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  path: row.path,
  disabled: row.disabled,
});

const serializeFound = (row: FoundRow) => ({
  ...serializePlace(row),
  ...{ regionCode: row.region_code, address: row.address, remark: row.remark, open: row.open },
  region: (row.region_code && findWholeRegion(row.region_code)?.name) || null,
  above: row.above.map(({ id, name_zh, name_en }) => ({ id, nameZh: name_zh, nameEn: name_en })),
});

/** One row more than is shown tells whether there is a next page. */
const pageFor = ({ lang = 'zh', after, limit = 50 }: QueryOf<typeof places.children>) => ({
  ...{ lang, limit: limit + 1, after: keyAfter(after, 'string', 'number') },
  shown: <R extends PlaceRow, T>(rows: R[], show: (row: R) => T) =>
    pageOf(rows, limit, show, ({ id, name_zh, name_en }) => [
      lang === 'zh' ? name_zh : name_en,
      id,
    ]),
});

export const placesRoutes: Route[] = [
  route(places.regions, isPublic, async ({ query, reply }) => {
    reply.header('cache-control', forADay);
    return [...regionsBelow(query.below ?? null)];
  }),
  route(places.children, 'place.read', async ({ platform, scope, query }) => {
    const { placeId: parentId, kind } = query;
    const { shown, ...page } = pageFor(query);
    const rows = await (parentId === undefined
      ? listTopPlaces(platform.db, scope, kind, page)
      : listChildPlaces(platform.db, scope, { parentId, kind }, page));
    return shown(rows, (row) => ({
      ...serializePlace(row),
      ...{ open: row.open, hasChildren: row.has_children },
    }));
  }),
  route(places.search, 'place.read', async ({ platform, scope, body }) => {
    const { kind, region, belowId, open } = body;
    const { shown, ...page } = pageFor(body);
    const filter = { text: body.text?.trim(), kind, region, belowId, open };
    return shown(await searchPlaces(platform.db, scope, filter, page), serializeFound);
  }),
  route(places.create, 'place.manage', async ({ platform, actor, scope, body }) =>
    serializePlace(await createPlace(platform, actor, scope, body)),
  ),
  route(places.rename, 'place.manage', async ({ platform, actor, scope, params, body }) =>
    serializePlace(await changePlace(platform, actor, scope, params.id, body)),
  ),
  route(places.get, 'place.read', async ({ platform, scope, params }) => {
    const row = getOrNotFound(await findWholePlace(platform.db, scope, params.id));
    return { ...serializeFound(row), revision: revisionOf(row) };
  }),
  route(places.sums, 'place.read', async ({ platform, scope, params }) => {
    const { path } = getOrNotFound(await findPlace(platform.db, scope, params.id));
    return countBelow(platform.db, path);
  }),
  route(places.move, 'place.manage', async ({ platform, actor, scope, params, body }) =>
    serializePlace(await movePlace(platform, actor, scope, params.id, body)),
  ),
  route(places.setDisabled, 'place.manage', async ({ platform, actor, scope, params, body }) =>
    serializePlace(await setPlaceDisabled(platform, actor, scope, params.id, body.disabled)),
  ),
];
