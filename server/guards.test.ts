import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { penguins } from '../forms/testing/penguins.ts';
import { builtInRoles } from '../modules/access/built-in-roles.ts';
import { addPlace, type PlaceRow } from '../modules/places/public.ts';
import { createProgramme } from '../modules/programmes/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import type { App, PermissionName } from '../platform/contract.ts';
import type { Route } from '../platform/routes.ts';
import { staffRealm } from '../platform/scope.ts';
import { modules } from './modules.ts';
import { demoRoutes, systemRoutes } from './system.ts';
import { type Cast, enrol, gather, weighInDays } from './testing/cast.ts';
import { asIdentifier } from './testing/documents.ts';
import { startExpedition, withdraw } from './testing/expedition.ts';
import { type Kit, startKit } from './testing/kit.ts';
import { addressesObject, nameOf, namesIn, realObjects, type Sample } from './testing/samples.ts';

/**
 * Every route there is, tried by every kind of person there is. What each must get follows from the
 * route's guard and from whose object it addresses; nothing is listed by hand.
 */

/** One kind of person, signed in to an app. */
type Kind = {
  app: App;
  realm: string;
  personId: string | null;
  mustFinish?: boolean;
  withdrawn?: boolean;
  /** What a member of staff may do, and where. */
  grant?: { permissions: readonly PermissionName[]; place: PlaceRow };
};

const routes: Route[] = modules.flatMap((module) => module.routes);
const named = routes.map((route) => [nameOf(route.endpoint), route] as const);

const reading = named.filter(([, { endpoint }]) => endpoint.method === 'GET');

/** Whatever any route is told, and some of what only queries are; an address says who asks as well. */
const anyNames = [
  ...new Set(
    routes.flatMap(({ endpoint }) =>
      [endpoint.params, endpoint.query, endpoint.body].flatMap(namesIn),
    ),
  ),
  'absentFrom',
].filter((each) => !['app', 'realm', 'person'].includes(each));

/** All that a carer may ask for a ward. */
const forCarers = [
  'GET /api/programmes/mine',
  'POST /api/reports/mine',
  'GET /api/reports/mine',
  'POST /api/reports/mine/declaration',
  'POST /api/reports/mine/effect',
  'GET /api/reports/mine/days',
  'GET /api/reports/mine/missed',
  'GET /api/reports/mine/forms/:form',
  'GET /api/reports/mine/summary',
  'POST /api/reports/mine/photos',
  'GET /api/reports/mine/photos/:id',
  'GET /api/codes/mine',
  'GET /api/codes/mine/history',
  'POST /api/codes/mine/credential',
  'POST /api/codes/mine/phone',
  'GET /api/oversight/mine',
];

let kit: Kit;
let cast: Cast;
let samples: Map<string, Sample>;
const kinds: Record<string, Kind> = {};

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  const expedition = await startExpedition(kit, cast);
  const { hut, arctic } = await otherPlaces();
  const elsewhere = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      content: penguins,
      ...{ code: 'arctic', place: { id: arctic.id }, ...weighInDays },
    }),
  );
  const real = await realObjects(kit, cast, expedition);
  samples = real.samples;
  const owner = real.person.person;
  const gone = await enrol(kit, expedition);
  await withdraw(kit, gone, '2022-01-20');
  kinds.nobody = { app: 'portal', realm: expedition.realm, personId: null };
  kinds['nobody in the console'] = { app: 'console', realm: staffRealm, personId: null };
  kinds['a participant in the portal'] = owner;
  kinds['a participant at the desk'] = { ...owner, app: 'desk' };
  kinds['a participant who has not finished'] = { ...owner, mustFinish: true };
  kinds['another participant'] = await enrol(kit, expedition);
  kinds['a participant who was withdrawn'] = { ...gone, withdrawn: true };
  kinds['a participant of another programme'] = cast.penny;
  kinds['a participant of another organisation'] = await enrol(kit, elsewhere);
  kinds['staff without a role'] = await member();
  kinds['staff without a role in the field'] = { ...(await member()), app: 'field' };
  const { root, station, north, south } = cast.places;
  const spots = { 'on the place itself': station, 'above it': root, 'beside it': hut };
  const intermediate = builtInRoles.find(({ code }) => code === 'intermediate_scanner');
  kinds['the scanner who made the checks'] = {
    ...{ app: 'field', realm: staffRealm, personId: real.checker.personId },
    grant: { permissions: intermediate?.permissions ?? [], place: real.checker.site },
  };
  const administrator = builtInRoles.find(({ code }) => code === 'administrator');
  kinds['the administrator who exports checks and imports places'] = {
    ...cast.ada,
    grant: { permissions: administrator?.permissions ?? [], place: root },
  };
  for (const { code, permissions } of builtInRoles) {
    const everywhere = { ...spots, 'of another organisation': arctic };
    for (const [where, place] of Object.entries(everywhere)) {
      kinds[`${code} ${where}`] = await member(code, { permissions, place });
    }
    if (code !== 'administrator') continue;
    kinds['administrator of one unit'] = await member(code, { permissions, place: north });
    kinds['administrator of another unit'] = await member(code, { permissions, place: south });
    const { [`${code} above it`]: above } = kinds as Record<string, Kind>;
    kinds['administrator in the field'] = { ...(above as Kind), app: 'field' };
    kinds['administrator who must set a password'] = { ...(above as Kind), mustFinish: true };
  }
});

afterAll(() => kit.close());

function otherPlaces() {
  return kit.platform.transaction(null, async (tx) => ({
    hut: await addPlace(tx, {
      ...{ parentId: cast.places.root.id, kind: 'organisation', code: 'hut' },
      ...{ zh: '小屋', en: 'Hut' },
    }),
    arctic: await addPlace(tx, {
      ...{ parentId: null, kind: 'organisation', code: 'arctic' },
      ...{ zh: '北极', en: 'Arctic' },
    }),
  }));
}

let members = 0;

async function member(role?: string, grant?: Kind['grant']): Promise<Kind> {
  members += 1;
  const username = `member-${members}`;
  const placed = role && grant ? { role, placeId: grant.place.id } : {};
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username, name: `Member ${members}`, ...placed },
      identifiers: [asIdentifier()],
    }),
  );
  return { app: 'console', realm: staffRealm, personId, ...(grant && { grant }) };
}

const refusals = [
  '401 not_signed_in',
  '403 must_finish',
  '403 forbidden',
  '403 withdrawn',
  '404 not_found',
];

/** What somebody must get: the refusal, or `in`. */
function expected({ guard }: Route, kind: Kind, sample: Sample | undefined): string {
  if (typeof guard === 'object' && guard.kind === 'public') return 'in';
  if (kind.personId === null) return '401 not_signed_in';
  // Whoever looks the session up later asks for the app before.
  const isLater = typeof guard === 'object' && guard.kind === 'unverified';
  if (isLater && !guard.apps.includes(kind.app)) return '401 not_signed_in';
  if (kind.withdrawn) return '403 withdrawn';
  if (typeof guard === 'string') {
    if (kind.mustFinish) return '401 not_signed_in';
    if (!kind.grant?.permissions.includes(guard)) return '403 forbidden';
    return reaches(kind, sample) ? 'in' : '404 not_found';
  }
  if (!guard.apps.includes(kind.app)) return '401 not_signed_in';
  const isOpen = guard.kind === 'signedIn' && guard.unfinished;
  if (kind.mustFinish && !isOpen) return '403 must_finish';
  return reaches(kind, sample) ? 'in' : '404 not_found';
}

function reaches({ personId, grant }: Kind, sample: Sample | undefined): boolean {
  const reach = sample?.reach ?? 'anybody';
  if (reach === 'anybody') return true;
  if ('owner' in reach) return reach.owner === personId;
  const { at, fromBelow = false } = reach;
  const path = grant?.place.path ?? '';
  return at.path.startsWith(path) || (fromBelow && path.startsWith(at.path));
}

/** What somebody got. Whoever is let in finds the object, even where it cannot be changed that way now. */
async function received(route: Route, kind: Kind, sample: Sample | undefined): Promise<string> {
  const { personId, app, realm } = kind;
  const browser = await kit.as(personId === null ? null : { ...kind, personId }, app, realm);
  const { status, body } = await browser.call(route.endpoint, (await sample?.input()) as never);
  const { code = '' } = (body ?? {}) as { code?: string };
  const answer = `${status} ${code}`.trim();
  if (refusals.includes(answer)) return answer;
  const isFine = sample ? status < 300 || status === 409 : status < 500;
  return isFine ? 'in' : answer;
}

describe('every route', () => {
  it.each(named)('%s lets in whom its guard and its object let in', async (name, route) => {
    const sample = samples.get(name);
    const everybody = Object.entries(kinds);
    const answers = await Promise.all(
      everybody.map(async ([who, kind]) => [who, await received(route, kind, sample)]),
    );
    const wanted = everybody.map(([who, kind]) => [who, expected(route, kind, sample)]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(wanted));
  });

  it('is refused to whoever asks for a ward, unless its guard is open to carers', async () => {
    const headers = { 'x-anxing-for': '00000000-0000-4000-8000-000000000000' };
    const carer = kinds['a participant in the portal'] as Kind & { personId: string };
    const browser = await kit.as(carer);
    const open = [];
    for (const [name, { endpoint }] of named) {
      const input = (await samples.get(name)?.input()) ?? {};
      const { status, body } = await browser.call(endpoint, { ...input, headers } as never);
      if (status === 403 && (body as { code?: string }).code === 'not_for_ward') continue;
      expect([name, status, (body as { code?: string }).code]).toEqual([
        name,
        404,
        'not_your_ward',
      ]);
      open.push(name);
    }
    expect(open).toEqual(forCarers);
  });

  it('that addresses an object has a real one to be tried with', () => {
    const addressing = routes.filter(({ endpoint }) => addressesObject(endpoint));
    const without = addressing.map(({ endpoint }) => nameOf(endpoint));
    expect(without.filter((name) => !samples.has(name))).toEqual([]);
  });

  it('outside of the modules is open to everybody', () => {
    const others = [...systemRoutes, ...demoRoutes(kit.platform)];
    expect(others.map(({ guard }) => guard)).toEqual(others.map(() => ({ kind: 'public' })));
  });

  it('lists nothing of another organisation', async () => {
    const stranger = kinds['administrator of another organisation'] as Kind;
    const lists = routes.filter(
      ({ guard, endpoint }) =>
        typeof guard === 'string' && endpoint.method === 'GET' && !addressesObject(endpoint),
    );
    expect(lists.length).toBeGreaterThan(3);
    for (const { endpoint } of lists) {
      const browser = await kit.as({ ...stranger, personId: stranger.personId as string });
      const { status, raw } = await browser.call(endpoint);
      expect([endpoint.url, status]).toEqual([endpoint.url, 200]);
      for (const name of ['South Colony', 'expedition', 'sample', 'otto']) {
        expect(raw.toString()).not.toContain(name);
      }
    }
  });

  it.each(reading)(
    '%s hears nothing in an address but what its contract names',
    async (name, route) => {
      const { guard, endpoint } = route;
      const apps = typeof guard === 'object' && guard.kind !== 'public' ? guard.apps : [];
      const inApp = apps.includes('field')
        ? 'administrator in the field'
        : 'a participant in the portal';
      const { reach = 'anybody' } = samples.get(name) ?? {};
      const owner = Object.values(kinds).find(
        (kind) => typeof reach === 'object' && 'owner' in reach && kind.personId === reach.owner,
      );
      const allowed = ['administrator', 'health_authority']
        .map((role) => `${role} above it`)
        .find(
          (each) => typeof guard === 'string' && kinds[each]?.grant?.permissions.includes(guard),
        );
      const usual = kinds[allowed ?? (apps.includes('console') ? 'administrator above it' : inApp)];
      const who = (owner ?? usual) as Kind & { personId: string };
      const browser = await kit.as(who);
      const input = (await samples.get(name)?.input()) ?? {};
      const declared = namesIn(endpoint.query);
      const others = anyNames.filter((each) => !declared.includes(each));
      const answer = async (query: object) => {
        const { status, body, raw } = await browser.call(endpoint, { ...input, query } as never);
        return { status, body, raw };
      };
      const wanted = await answer(input.query ?? {});
      expect(wanted.status).toBe(200);
      for (const value of ['1', '2', 'x']) {
        const more = Object.fromEntries(others.map((each) => [each, value]));
        expect(await answer({ ...more, ...(input.query as object) })).toEqual(wanted);
      }
    },
  );

  it.each(named)('%s takes no whole number that the database could not', (_, { endpoint }) => {
    expect(unbounded([endpoint.params, endpoint.query, endpoint.body])).toEqual([]);
  });
});

/** Integers of a schema without both bounds, wherever they stand. */
function unbounded(schema: unknown): object[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, minimum, maximum } = schema as Record<string, unknown>;
  const open =
    type === 'integer' && !(Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum));
  return [...(open ? [schema] : []), ...Object.values(schema).flatMap(unbounded)];
}
