import type { ResponseOf } from '../../platform/contract.ts';
import { getOrNotFound } from '../../platform/problems.ts';
import { isPublic, type Route, route } from '../../platform/routes.ts';
import { changePlace, createPlace, setPlaceDisabled } from './actions.ts';
import { places } from './contract.ts';
import { findIsOpen, findPlace, listPlaces, type PlaceRow } from './queries.ts';
import { regionsBelow } from './regions/regions.ts';

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

export const placesRoutes: Route[] = [
  route(places.regions, isPublic, async ({ query, reply }) => {
    reply.header('cache-control', forADay);
    return [...regionsBelow(query.below ?? null)];
  }),
  route(places.list, 'place.read', async ({ platform, scope }) =>
    (await listPlaces(platform.db, scope)).map(serializePlace),
  ),
  route(places.create, 'place.manage', async ({ platform, actor, scope, body }) =>
    serializePlace(await createPlace(platform, actor, scope, body)),
  ),
  route(places.rename, 'place.manage', async ({ platform, actor, scope, params, body }) =>
    serializePlace(await changePlace(platform, actor, scope, params.id, body)),
  ),
  route(places.get, 'place.read', async ({ platform, scope, params }) => {
    const row = getOrNotFound(await findPlace(platform.db, scope, params.id));
    const { region_code: regionCode, address, remark } = row;
    const open = await findIsOpen(platform.db, row.id);
    return { ...serializePlace(row), regionCode, address, remark, open };
  }),
  route(places.setDisabled, 'place.manage', async ({ platform, actor, scope, params, body }) =>
    serializePlace(await setPlaceDisabled(platform, actor, scope, params.id, body.disabled)),
  ),
];
