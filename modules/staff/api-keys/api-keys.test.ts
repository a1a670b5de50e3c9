import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BodyOf } from '../../../platform/contract.ts';
import { modules } from '../../../server/modules.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import { programmes } from '../../programmes/contract.ts';
import type { Programme } from '../../programmes/public.ts';
import { staff } from '../contract.ts';
import { createStaff } from '../public.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
});
afterAll(() => kit.close());

type Given = Partial<BodyOf<typeof staff.addApiKey>>;

async function add(given: Given = {}, who = cast.ada) {
  const body = {
    ...{ name: 'Nightly roster', role: 'organiser', placeId: cast.places.north.id },
    ...{ lastDay: '2022-02-01', ...given },
  };
  return (await kit.as(who)).call(staff.addApiKey, { body });
}

/** What another system is answered that shows a key, and no app and no cookie. */
async function ask(key: string, url: string, method: 'GET' | 'POST' = 'GET') {
  const headers = { authorization: `Bearer ${key}` };
  const { statusCode, body } = await kit.server.inject({ method, url, headers });
  const isJson = statusCode >= 400;
  return { status: statusCode, code: isJson ? JSON.parse(body).code : undefined, body };
}

const exported = () =>
  `/api/reports/export?programmeId=${expedition.id}&form=daily&from=2022-01-20&to=2022-01-20&format=csv&lang=en`;

it('exports with the role and at the place that it was made for, by its own name', async () => {
  const { body } = await add();
  expect(body.key).toMatch(/^axk_[\w-]{43}$/);
  const north = await ask(body.key, exported());
  expect(north.status).toBe(200);
  expect(await ask(body.key, `${exported()}&placeId=${cast.places.south.id}`)).toMatchObject({
    ...{ status: 404, code: 'not_found' },
  });
  const { rows } = await kit.database.pool.query(
    `select p.name, e.action, e.place_id from audit_entries e join persons p on p.id = e.actor_id
     where p.name = 'Nightly roster' order by e.id limit 1`,
  );
  expect(rows[0]).toMatchObject({ name: 'Nightly roster', action: 'export.started' });
  const [listed] = (await (await kit.as(cast.ada)).get(staff.apiKeys)).items;
  expect(listed).toMatchObject({
    ...{ ending: body.key.slice(-4), role: { code: 'organiser' }, revokedAt: null },
    ...{ usedAt: kit.clock.now().toISOString(), createdBy: 'Ada' },
  });
  expect(JSON.stringify(listed)).not.toContain(body.key);
});

it('imports a roster by itself', async () => {
  const { body } = await add({ placeId: cast.places.station.id });
  const nobody = await kit.as(null, 'console');
  const headers = { authorization: `Bearer ${body.key}` };
  const rows = ['Card number,Name,Group,Organisation code', 'E0000001,Nil Night,emperors,north'];
  const file = { name: 'roster.csv', mime: 'text/csv', data: Buffer.from(rows.join('\n')) };
  const params = { id: expedition.id };
  const { id: importId } = await nobody.get(programmes.startImport, { params, file, headers });
  await kit.work();
  const whole = { params: { ...params, importId }, headers };
  const checked = await nobody.get(programmes.import, whole);
  expect(checked.createdBy).toBe('Nightly roster');
  expect(['checked', 'refused']).toContain(checked.state);
  expect((await nobody.call(programmes.import, { params: whole.params })).status).toBe(401);
});

it('opens imports and exports alone, and only as its role may', async () => {
  const { body } = await add({ role: 'reader' });
  expect(await ask(body.key, exported())).toMatchObject({ status: 403, code: 'forbidden' });
  const answers = await Promise.all(
    modules
      .flatMap(({ routes }) => routes)
      .filter(({ endpoint }) => !endpoint.unattended)
      .map(async ({ endpoint }) => {
        const url = endpoint.url.replace(/:\w+/g, '1');
        const headers = { authorization: `Bearer ${body.key}` };
        const answer = await kit.server.inject({ method: endpoint.method, url, headers });
        return answer.json().code;
      }),
  );
  expect(new Set(answers)).toEqual(new Set(['not_for_keys']));
});

it('ends on its day, with its place, and when it is revoked', async () => {
  const { body } = await add({ lastDay: '2022-01-21' });
  kit.clock.set('2022-01-21T23:59:59Z');
  expect((await ask(body.key, exported())).status).toBe(200);
  kit.clock.set('2022-01-22T00:00:00Z');
  expect(await ask(body.key, exported())).toMatchObject({ status: 401, code: 'key_expired' });
  const other = await add();
  const ada = await kit.as(cast.ada);
  const { north } = cast.places;
  const setDisabled = (disabled: boolean) =>
    kit.database.pool.query('update places set disabled = $1 where id = $2', [disabled, north.id]);
  await setDisabled(true);
  expect((await ask(other.body.key, exported())).status).toBe(403);
  await setDisabled(false);
  expect((await ask(other.body.key, exported())).status).toBe(200);
  const params = { id: other.body.id };
  await ada.get(staff.revokeApiKey, { params });
  expect(await ask(other.body.key, exported())).toMatchObject({ code: 'not_signed_in' });
  expect((await ada.call(staff.revokeApiKey, { params })).body.code).toBe('api_key_revoked');
  const made = await ask(`axk_${'A'.repeat(43)}`, exported());
  expect(made).toMatchObject({ status: 401, code: 'not_signed_in' });
});

it('stops while the account of whoever made it is disabled, and the list says so', async () => {
  const { body } = await add();
  const otto = await kit.as(cast.otto);
  const setDisabled = (disabled: boolean) =>
    kit.database.pool.query('update memberships set disabled = $1 where person_id = $2', [
      disabled,
      cast.ada.personId,
    ]);
  const listed = async () => {
    const { items } = await (await kit.as(cast.ada)).get(staff.apiKeys);
    return items.find(({ id }) => id === body.id);
  };
  expect(await listed()).toMatchObject({ isStopped: false });
  await setDisabled(true);
  expect(await ask(body.key, exported())).toMatchObject({ status: 401, code: 'key_stopped' });
  await setDisabled(false);
  expect((await ask(body.key, exported())).status).toBe(200);
  expect((await otto.call(staff.apiKeys)).status).toBe(403);
});

it('is listed page by page, each once', async () => {
  const ada = await kit.as(cast.ada);
  const all = (await ada.get(staff.apiKeys)).items.map(({ id }) => id);
  expect(all.length).toBeGreaterThan(3);
  const paged: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const query = { limit: 2, ...(after && { after }) };
    const { items, next } = await ada.get(staff.apiKeys, { query });
    paged.push(...items.map(({ id }) => id));
    after = next;
  }
  expect(paged).toEqual(all);
});

it('is made by whoever holds its role there, for days to come', async () => {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: 'nora', name: 'Nora', role: 'administrator', placeId: cast.places.north.id },
    }),
  );
  const nora = { ...cast.ada, personId };
  expect((await add({}, cast.otto)).status).toBe(403);
  await kit.database.pool.query(
    `insert into roles (code, name_zh, name_en) values ('keeper', '密钥员', 'Keeper of keys')`,
  );
  await kit.database.pool.query(
    `insert into role_permissions (role, permission) values ('keeper', 'key.manage')`,
  );
  const kim = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: 'kim', name: 'Kim', role: 'keeper', placeId: cast.places.station.id },
    }),
  );
  expect((await add({}, { ...cast.ada, personId: kim.personId })).body.code).toBe('forbidden');
  expect((await add({ role: 'senior_scanner' })).body.code).toBe('grant_of_scanner');
  expect((await add({ role: 'penguin' })).body.fields).toEqual([
    { path: 'role', code: 'role_unknown' },
  ]);
  expect((await add({ placeId: cast.places.south.id }, nora)).body.code).toBe('not_found');
  const own = await add({}, nora);
  const whole = await add({ placeId: cast.places.station.id });
  const seen = (await (await kit.as(nora)).get(staff.apiKeys)).items;
  expect(seen.map(({ id }) => id)).toContain(own.body.id);
  expect(seen.map(({ id }) => id)).not.toContain(whole.body.id);
  const params = { id: whole.body.id };
  expect((await (await kit.as(nora)).call(staff.revokeApiKey, { params })).status).toBe(404);
  for (const lastDay of ['2022-01-22', '2022-01-01', '2023-01-24', '2022-02-30']) {
    const { body } = await add({ lastDay });
    expect(body.fields).toMatchObject([{ path: 'lastDay', code: 'key_days' }]);
  }
  expect((await add({ lastDay: '2023-01-23' })).status).toBe(200);
});
