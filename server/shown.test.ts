import { afterAll, beforeAll, expect, it } from 'vitest';
import { maskName } from '../credential/masked-name.ts';
import { administratorRole } from '../modules/access/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import { staffApps } from '../platform/contract.ts';
import type { Route } from '../platform/routes.ts';
import { modules } from './modules.ts';
import { addRole, type Cast, gather, type StaffMember } from './testing/cast.ts';
import { startExpedition } from './testing/expedition.ts';
import { type Kit, startKit } from './testing/kit.ts';
import { nameOf, realObjects } from './testing/samples.ts';

/**
 * Every route of the staff is asked once. Whoever of those that take part stands in an answer, by id, name or masked
 * name, must stand in the trail as looked at or as shown, by whoever asked.
 */

/** Routes whose answers may name people without a note, and why. */
const exempt: Record<string, string> = {
  'GET /api/oversight/audit': 'the trail itself: to read it would write what is read',
  'GET /api/programmes/:id/imports/:importId':
    'rows of a file that somebody handed in, as it stands in there; the look at the import is noted',
  'POST /api/oversight/audit/people': 'names that already stand in the trail, to filter it by',
};

/** What shows people where a sample, which is there to be refused, shows none. */
const others: Record<string, object> = {
  'GET /api/oversight/audit': {},
  'POST /api/oversight/audit/people': { body: { as: 'person', name: 'Penny' } },
};

let kit: Kit;
let cast: Cast;
let real: Awaited<ReturnType<typeof realObjects>>;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  real = await realObjects(kit, cast, await startExpedition(kit, cast));
});
afterAll(() => kit.close());

const appsOf = ({ guard }: Route): readonly string[] => {
  if (typeof guard === 'string') return staffApps;
  return guard.kind === 'public' ? [] : guard.apps;
};

/** Reads first: a write may take away whom they show. */
const routes = modules
  .flatMap((module) => module.routes)
  .filter((route) => appsOf(route).some((app) => staffApps.some((each) => each === app)))
  .toSorted((a, b) => Number(b.endpoint.method === 'GET') - Number(a.endpoint.method === 'GET'));

/** Somebody new for each route: nothing that they see was noted a moment ago. */
async function somebodyNew(index: number): Promise<StaffMember> {
  const username = `auditor-${index}`;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username, name: `Auditor ${index}` },
      ...{ role: administratorRole, placeId: cast.places.root.id },
    }),
  );
  await addRole(kit, { personId }, 'health_authority', cast.places.root);
  return { personId, realm: 'staff', app: 'console', username };
}

/** Whom the trail says an actor has seen, or done something to. */
async function notedBy(actorId: string): Promise<Set<string>> {
  const { rows } = await kit.database.pool.query<{ id: string }>(
    `select person_id as id from audit_entries where actor_id = $1 and person_id is not null
     union select s.person_id from audit_subjects s join audit_entries e on e.id = s.entry_id
     where e.actor_id = $1`,
    [actorId],
  );
  return new Set(rows.map(({ id }) => id));
}

async function everybody(): Promise<{ id: string; name: string }[]> {
  const { rows } = await kit.database.pool.query(
    'select distinct n.id, n.name from persons n join enrolments e on e.person_id = n.id',
  );
  return rows;
}

/** As a whole value, in JSON or a row of a sheet. */
const stands = (text: string, value: string): boolean =>
  [`"${value}"`, `,${value},`].some((each) => text.includes(each));

it('notes whom any list, search, export or page of the staff shows', async () => {
  const unnoted: string[] = [];
  const showing: string[] = [];
  for (const [index, route] of routes.entries()) {
    const name = nameOf(route.endpoint);
    const isOfField = !appsOf(route).includes('console');
    const who = isOfField
      ? { personId: real.checker.personId, realm: 'staff', app: 'field' as const }
      : await somebodyNew(index);
    const sample = real.samples.get(name);
    const input = others[name] ?? (await sample?.input()) ?? {};
    const { raw } = await (await kit.as(who)).call(route.endpoint, input as never);
    const text = raw.toString('utf8');
    const people = await everybody();
    // Several may have the same name, masked or not: one of them it was.
    const shown = [
      ...Map.groupBy(people, ({ id }) => id),
      ...Map.groupBy(people, (one) => one.name),
      ...Map.groupBy(people, (one) => maskName(one.name)),
    ].filter(([value]) => stands(text, value));
    if (shown.length === 0) continue;
    showing.push(name);
    const noted = await notedBy(who.personId);
    const isNoted = shown.every(([, several]) => several.some(({ id }) => noted.has(id)));
    if (!isNoted && !exempt[name]) unnoted.push(name);
  }
  expect(unnoted).toEqual([]);
  // An exemption that nothing needs any more is taken out, and most routes that show people were seen to do so.
  expect(Object.keys(exempt).filter((name) => !showing.includes(name))).toEqual([]);
  expect(showing).toEqual(
    expect.arrayContaining([
      'POST /api/programmes/:id/roster',
      'GET /api/programmes/:id/roster-export',
      'POST /api/reports/missing',
      'GET /api/reports/export',
      'GET /api/reports/people/:enrolmentId',
      'POST /api/screening/records',
    ]),
  );
});
