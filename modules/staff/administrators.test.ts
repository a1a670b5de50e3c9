import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Cast, gather } from '../../server/testing/cast.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { access } from '../access/contract.ts';
import { listGrantsOf } from '../access/public.ts';
import { places } from '../places/contract.ts';
import { addPlace, type PlaceRow } from '../places/public.ts';
import { staff } from './contract.ts';
import { createStaff } from './public.ts';

/** Whatever is done, and whoever does it at the same time: somebody is left who administers each tree. */

let kit: Kit;
let cast: Cast;
let root: PlaceRow;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  root = cast.places.root;
});
afterAll(() => kit.close());

type Person = { personId: string; realm: string; app: 'console' };

let count = 0;

/** Somebody with a role on a place; unless told otherwise their account is active. */
async function hire(role: string, place: PlaceRow, active = true): Promise<Person> {
  count += 1;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: `hired-${count}`, name: `Hired ${count}`, role, placeId: place.id },
      ...(active && { passwordHash: 'none' }),
    }),
  );
  return { personId, realm: 'staff', app: 'console' };
}

beforeEach(async () => {
  await kit.database.pool.query("delete from grants where role in ('administrator', 'deputy')");
});

type Outcome = { status: number; body: { code?: string } };
const outcome = ({ status, body }: Outcome) => (status === 200 ? 'done' : body.code);

const acts: Record<string, (by: Person, on: Person) => Promise<Outcome>> = {
  revoke: async (by, { personId }) => {
    const client = await kit.as(by);
    const [grant] = await listGrantsOf(kit.platform.db, personId);
    return client.call(staff.revokeRole, { params: { personId, grantId: grant?.id ?? 0 } });
  },
  disable: async (by, { personId }) =>
    (await kit.as(by)).call(staff.change, { params: { personId }, body: { disabled: true } }),
  reset: async (by, { personId }) =>
    (await kit.as(by)).call(staff.reset, { params: { personId }, body: { reason: 'Forgot it' } }),
};

/** Who could still administer the tree: their account is active. */
async function left(): Promise<number> {
  const { rows } = await kit.database.pool.query(
    `select count(distinct g.person_id)::int as people from grants g
      join accounts a on a.person_id = g.person_id and a.realm = 'staff'
      join memberships m on m.person_id = g.person_id and m.realm = 'staff' and not m.disabled
      where g.role = 'administrator' and g.place_id = $1`,
    [root.id],
  );
  return rows[0].people;
}

it.each(Object.entries(acts))(
  'two who %s each other at once do not both succeed',
  async (_, act) => {
    for (let round = 0; round < 3; round += 1) {
      await kit.database.pool.query("delete from grants where role = 'administrator'");
      const [one, other] = [await hire('administrator', root), await hire('administrator', root)];
      const both = await Promise.all([act(one, other), act(other, one)]);
      expect(both.map(outcome).filter((each) => each === 'done')).toHaveLength(1);
      expect(await left()).toBe(1);
    }
  },
);

it('whoever was disabled or lost the role a moment ago does nothing more, even while a third one is left', async () => {
  for (const name of ['revoke', 'disable'] as const) {
    await hire('administrator', root);
    const [one, other] = [await hire('administrator', root), await hire('administrator', root)];
    const act = acts[name] as (typeof acts)[string];
    const both = await Promise.all([act(one, other), act(other, one)]);
    expect(both.map(outcome).filter((each) => each === 'done')).toHaveLength(1);
  }
});

/** The last administrator, and somebody who holds the same by another role and so may act on them. */
async function lastAndDeputy(active: boolean) {
  const last = await hire('administrator', root);
  await kit.database.pool.query(
    "insert into roles (code, name_zh, name_en) values ('deputy', '副手', 'Deputy') on conflict do nothing",
  );
  await kit.database.pool.query(
    `insert into role_permissions select 'deputy', permission from role_permissions
      where role = 'administrator' on conflict do nothing`,
  );
  return { last, deputy: await hire('deputy', root, active) };
}

it.each(Object.entries(acts))(
  'an account that was never activated counts for nobody: %s',
  async (_, act) => {
    const { last, deputy } = await lastAndDeputy(false);
    expect(outcome(await act(deputy, last))).toBe('last_administrator');
    expect(await left()).toBe(1);
    const active = await lastAndDeputy(true);
    expect(outcome(await act(active.deputy, last))).toBe('done');
  },
);

it('a role keeps what the last administrators of a tree need', async () => {
  const ada = await kit.as(await hire('administrator', root));
  const change = async (without: string) => {
    const params = { code: 'administrator' };
    const role = await ada.get(access.managedRole, { params });
    const { zh: nameZh, en: nameEn, description, version } = role;
    const permissions = role.permissions.filter((each) => each !== without);
    const body = { nameZh, nameEn, description, version, permissions };
    return outcome(await ada.call(access.changeRole, { params, body }));
  };
  expect(await change('staff.manage')).toBe('last_administrator');
  expect(await change('role.manage')).toBe('last_administrator');
  expect(await change('report.export')).toBe('done');
  // Two who hold one half each are nobody who holds both.
  await kit.database.pool.query(
    `insert into roles (code, name_zh, name_en) values ('half', '一半', 'Half')`,
  );
  await kit.database.pool.query("insert into role_permissions values ('half', 'role.manage')");
  await hire('half', root);
  expect(await change('role.manage')).toBe('last_administrator');
});

it('every tree is looked after by itself, and one that had nobody can be set up', async () => {
  const arctic = await kit.platform.transaction(null, (tx) =>
    addPlace(tx, {
      ...{ parentId: null, kind: 'organisation', code: 'arctic', zh: '北极', en: 'Arctic' },
    }),
  );
  const ada = await hire('administrator', root);
  const reader = await hire('reader', root);
  expect(outcome((await acts.disable?.(ada, reader)) as Outcome)).toBe('done');
  const [north, south] = [await hire('administrator', arctic), await hire('administrator', arctic)];
  expect(outcome((await acts.disable?.(north, south)) as Outcome)).toBe('done');
  // Ada administers another tree, and is of no help in this one.
  const { deputy } = await lastAndDeputy(true);
  await kit.database.pool.query('update grants set place_id = $1 where person_id = $2', [
    arctic.id,
    deputy.personId,
  ]);
  await kit.database.pool.query('delete from accounts where person_id = $1', [deputy.personId]);
  expect(outcome((await acts.revoke?.(deputy, north)) as Outcome)).toBe('last_administrator');
});

it('nobody closes the root of a tree, where whoever administers it would be shut out', async () => {
  const ada = await kit.as(await hire('administrator', root));
  const answer = await ada.call(places.setDisabled, {
    params: { id: root.id },
    body: { disabled: true },
  });
  expect(answer.body).toMatchObject({ code: 'place_is_own' });
});
