import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRealm, upsertPeople } from '../modules/people/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import type { Endpoint } from '../platform/contract.ts';
import type { Guard, Route } from '../platform/routes.ts';
import type { Browser } from './browser.ts';
import { modules } from './modules.ts';
import { type Kit, startKit } from './testing/kit.ts';

/** Every route there is, tried by those who must not get in. */

let kit: Kit;
const routes: Route[] = modules.flatMap((module) => module.routes);
const named = routes.map(
  (route) => [`${route.endpoint.method} ${route.endpoint.url}`, route] as const,
);
const people: Record<string, Browser> = {};

beforeAll(async () => {
  kit = await startKit();
  const personId = await kit.platform.transaction(null, async (tx) => {
    const apps = { portal: 'portal', desk: 'desk' };
    await addRealm(tx, { code: 'penguins', ways: ['card'], apps });
    const identifiers = [{ kind: 'card' as const, value: '1000001' }];
    const row = { name: 'Penny', identifiers, initial: '20190118' };
    const [answer] = await upsertPeople(tx, 'penguins', [row]);
    if (!answer || !('personId' in answer)) throw new Error('Penny was refused');
    return answer.personId;
  });
  const { personId: staffId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, { username: 'nobody-in-particular', name: 'Nemo' }),
  );
  const participant = { personId, realm: 'penguins' };
  people.nobody = await kit.as(null, 'console');
  people.portal = await kit.as({ ...participant, app: 'portal' });
  people.unfinished = await kit.as({ ...participant, app: 'portal', mustFinish: true });
  people.staff = await kit.as({ personId: staffId, realm: 'staff', app: 'console' });
});

afterAll(() => kit.close());

const isPermission = (guard: Guard) => typeof guard === 'string';

/** Input that passes the schemas of most routes, so that the guard is what answers. */
function plausible(endpoint: Endpoint) {
  const ids = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
  const values = ids.map((name) => [name, name === 'id' || name.endsWith('Id') ? '1' : 'x']);
  return { params: Object.fromEntries(values) } as never;
}

/** Guards answer before input is looked at: a stranger is not even told what a route expects. */
async function statusOf(browser: Browser | undefined, route: Route): Promise<number> {
  const { status } = await (browser as Browser).call(route.endpoint, plausible(route.endpoint));
  return status;
}

const only = (wanted: (guard: Guard) => boolean) => named.filter(([, { guard }]) => wanted(guard));

describe('every route', () => {
  const notPublic = only((guard) => !(typeof guard === 'object' && guard.kind === 'public'));
  it.each(notPublic)('%s is closed to nobody', async (_, route) => {
    expect(await statusOf(people.nobody, route)).toBe(401);
  });

  const finished = only(
    (guard) => typeof guard === 'object' && guard.kind === 'signedIn' && !guard.unfinished,
  );
  it.each(finished)('%s is closed until the first sign-in is finished', async (_, route) => {
    expect([401, 403]).toContain(await statusOf(people.unfinished, route));
  });

  it.each(only(isPermission))('%s is closed to participants', async (_, route) => {
    expect([401, 403]).toContain(await statusOf(people.portal, route));
  });

  it.each(only(isPermission))('%s is closed to staff without a role', async (_, route) => {
    expect(await statusOf(people.staff, route)).toBe(403);
  });

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
