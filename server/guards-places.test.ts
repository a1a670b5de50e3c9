import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPlace, type PlaceRow } from '../modules/places/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import type { PermissionName } from '../platform/contract.ts';
import type { Route } from '../platform/routes.ts';
import { staffRealm } from '../platform/scope.ts';
import { modules } from './modules.ts';
import { addRole, type Cast, gather } from './testing/cast.ts';
import { asIdentifier } from './testing/documents.ts';
import { startExpedition } from './testing/expedition.ts';
import { type Kit, startKit } from './testing/kit.ts';
import { nameOf, realObjects, type Sample } from './testing/samples.ts';

/**
 * Every route that names a permission, tried by somebody who holds this one and no other: on the place of its object,
 * on the place above, on one beside it, and in another tree. `guards.test.ts` derives from guards what must come of
 * it; here it is written down, so that a new route, or one that lets in somebody else, is seen in review.
 */

type Guarded = Route & { guard: PermissionName };

const routes = modules
  .flatMap((module) => module.routes)
  .filter((route): route is Guarded => typeof route.guard === 'string');

const spots = ['own', 'parent', 'sibling', 'foreign'] as const;
type Spot = (typeof spots)[number];

const letters: Record<string, string> = { forbidden: 'f', not_found: 'n', not_signed_in: '-' };

const legend = `\
+ done or shown, or found in a state in which it cannot be changed that way    n not found
o let in, and shown nothing of the tree                                        f forbidden
`;

/** What stands only in the tree of the objects; none of it is anybody's who has no part of that tree. */
const ofObjects = [
  ...['Ice Floe', '浮冰', 'Colony', '北部群', '"Gate"', '大门', '"Pier"', '码头'],
  ...['expedition', 'Penguin', 'sample', 'Ada Finn', '"Checker"'],
];

/** What routes are told that list things by words or ids. */
const searches: Record<string, object> = {
  'POST /api/places/search': { body: {} },
  'POST /api/staff/sites/search': { body: {} },
  'POST /api/oversight/audit/people': { body: { name: 'Sam', as: 'person' } },
  'POST /api/codes/ledgers/verify': { body: { after: 0 } },
};

/** The same for everybody: a map has places' names and nothing of theirs. */
const isMap = (name: string) => name === 'GET /api/oversight/overview/boundaries/:code';

let kit: Kit;
let cast: Cast;
let samples: Map<string, Sample>;
let arctic: PlaceRow;
const beside = new Map<number, PlaceRow>();

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  const expedition = await startExpedition(kit, cast);
  ({ samples } = await realObjects(kit, cast, expedition));
  arctic = await placeNamed('arctic', null);
  for (const permission of new Set(routes.map(({ guard }) => guard))) {
    await kit.database.pool.query('insert into roles values ($1, $1, $1)', [only(permission)]);
    await kit.database.pool.query('insert into role_permissions values ($1, $2)', [
      only(permission),
      permission,
    ]);
  }
});
afterAll(() => kit.close());

const only = (permission: string) => `only ${permission}`;

const placeNamed = (code: string, parentId: number | null) =>
  kit.platform.transaction(null, (tx) =>
    addPlace(tx, { parentId, kind: 'organisation', code, zh: code, en: code }),
  );

/** Where the object of a route stands: that of one that lists is the station, with all below it. */
const placeOf = ({ endpoint }: Route): PlaceRow => {
  const { reach } = samples.get(nameOf(endpoint)) ?? {};
  return typeof reach === 'object' && 'at' in reach ? reach.at : cast.places.station;
};

async function spotOf(spot: Spot, place: PlaceRow): Promise<PlaceRow> {
  if (spot === 'own') return place;
  if (spot === 'foreign') return arctic;
  const { root, station, north, south } = cast.places;
  const parent = [root, station, north, south].find(({ id }) => id === place.parent_id);
  if (!parent) throw new Error(`${place.code} stands below a place that this test does not know`);
  if (spot === 'parent') return parent;
  const other = beside.get(place.id) ?? (await placeNamed(`beside-${place.id}`, parent.id));
  beside.set(place.id, other);
  return other;
}

/** By these, roles are given and taken. */
const givesRoles: string[] = ['staff.manage', 'key.manage'] satisfies PermissionName[];

let count = 0;

async function tried(route: Guarded, spot: Spot): Promise<string> {
  const place = await spotOf(spot, placeOf(route));
  count += 1;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: `holder-${count}`, name: `Holder ${count}`, identifiers: [asIdentifier()] },
      ...{ role: only(route.guard), placeId: place.id },
    }),
  );
  // Nobody gives or takes what they do not hold: whoever manages staff is here a reader, as those whom they manage.
  if (givesRoles.includes(route.guard)) await addRole(kit, { personId }, 'reader', place);
  const browser = await kit.as({ personId, realm: staffRealm, app: 'console' });
  const name = nameOf(route.endpoint);
  const sample = samples.get(name);
  const input = (await sample?.input()) ?? searches[name] ?? {};
  const { status, body, raw } = await browser.call(route.endpoint, input as never);
  const told = raw.toString();
  const leaked = ofObjects.filter((text) => told.includes(text));
  const isStranger = spot === 'sibling' || spot === 'foreign';
  if (isStranger && leaked.length > 0 && !isMap(name)) return `! ${leaked.join(', ')}`;
  const isList = typeof sample?.reach !== 'object';
  if (status < 300) return isList && leaked.length === 0 ? 'o' : '+';
  const code = (body as { code?: string } | undefined)?.code ?? '';
  return letters[code] ?? (status === 409 ? '+' : `${status} ${code}`);
}

it('lets in whoever holds its permission on the place or above, and tells others nothing of it', async () => {
  const lines = [legend, spots.join(' ')];
  for (const route of routes) {
    const cells: string[] = [];
    for (const spot of spots) cells.push((await tried(route, spot)).padEnd(spot.length));
    lines.push(`${cells.join(' ')} ${nameOf(route.endpoint)}`);
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('testing/guards-places.txt');
}, 180_000);

/** Sent as a file by a permission that lets do more: a part of that act, or a single document of what one sees. */
const partsOfActs = [
  'GET /api/staff/place-imports/:importId/refused',
  'GET /api/staff/member-imports/:importId/refused',
  // Whoever adds somebody by hand is shown their password once as well.
  'POST /api/staff/member-imports/:importId/passwords',
  // A form itself, which holds nobody's answers.
  'GET /api/programmes/:id/forms/:form/versions/:version/file',
  'GET /api/programmes/:id/roster-template',
  'GET /api/programmes/:id/imports/:importId/refused',
  'GET /api/reports/people/:enrolmentId/photos/:id',
  'GET /api/codes/people/:enrolmentId/printed',
  // What was asked stands in a request of its own; the file is fetched by the same permission.
  'GET /api/screening/managed/exports/:id/file',
  'GET /api/feedback/received/:feedbackId/photos/:id',
  // What a page shows, as it changes, and a map.
  'GET /api/oversight/overview/live',
  'GET /api/oversight/overview/boundaries/:code',
  // A certificate is about nobody.
  'GET /api/oversight/retention/certificates/:runId/pdf',
];

it('exports nothing by a permission that also lets see or enter', () => {
  const others = routes.filter(({ endpoint }) => endpoint.response !== 'stream');
  const shared = new Set(others.map(({ guard }) => guard));
  const files = routes.filter(({ endpoint }) => endpoint.response === 'stream');
  const alike = files.filter(({ guard }) => shared.has(guard));
  expect(alike.map(({ endpoint }) => nameOf(endpoint))).toEqual(partsOfActs);
});
