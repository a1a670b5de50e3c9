import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlaceRow } from '../../../modules/places/public.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { createStaff } from '../../../modules/staff/public.ts';
import { addRole, type Cast, enrol } from '../../../server/testing/cast.ts';
import { asIdentifier, newDocument } from '../../../server/testing/documents.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { colourOf, ledgerOf, startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes, ordersPerDay } from '../contract.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
let one: Reporter;
/** Two of the station's health authority, and one of the northern colony's. */
let [hana, hugo, nils]: Client[] = [];
const ids: Record<string, string> = {};

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  const { station, north } = cast.places;
  hana = await authority('hana', station);
  hugo = await authority('hugo', station);
  nils = await authority('nils', north);
  // Administrators give no colours by that; Ada is of the health authority as well.
  await addRole(kit, cast.ada, 'health_authority', cast.places.root);
});
beforeEach(async () => {
  kit.clock.set(startOfTests);
  one = await reporter(kit, programme);
});
afterAll(() => kit.close());

async function authority(username: string, place: PlaceRow): Promise<Client> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username, name: username, role: 'health_authority', placeId: place.id },
      identifiers: [asIdentifier()],
    }),
  );
  ids[username] = personId;
  return kit.as({ personId, realm: 'staff', app: 'console' });
}

const why = { reason: 'A seal bit it', evidence: 'Record 7 of the infirmary' };
const propose = (who = hana as Client, given: object = {}) =>
  who.call(codes.proposeOrder, {
    body: { enrolmentId: one.person.enrolmentId, rule: 'bitten', ...why, ...given },
  });
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;
const approve = (id: string, who = hugo as Client) =>
  who.call(codes.approveOrder, { params: { id } });
const list = (who = hugo as Client, more: object = {}) =>
  who.get(codes.orders, { body: { programmeId: programme.id, ...more } });

describe('the list of orders', () => {
  it('offers a decision where somebody may approve, and not wherever they may look', async () => {
    const id = idOf(await propose());
    const southern = await authority('sofia', cast.places.south);
    const sofia = { ...cast.otto, personId: ids.sofia ?? '' };
    await addRole(kit, sofia, 'organiser', cast.places.station);
    const offered = async (who: Client) =>
      (await list(who, { enrolmentId: one.person.enrolmentId })).items.map(
        ({ mayDecide }) => mayDecide,
      );
    expect(await offered(southern)).toEqual([false]);
    expect((await approve(id, southern)).status).toBe(404);
    expect(await offered(hugo as Client)).toEqual([true]);
    expect(await offered(hana as Client)).toEqual([false]);
  });

  it('tells what the code shows now, by name, and what waits longest comes first', async () => {
    const names: string[] = [];
    for (const minute of [0, 1, 2]) {
      kit.clock.set(new Date(Date.parse(startOfTests) + minute * 60_000));
      one = await reporter(kit, programme);
      names.push(one.person.entry.name);
      await propose();
    }
    const isOurs = ({ person }: { person: { name: string } }) => names.includes(person.name);
    const shownIn = async (more: object) =>
      (await list(hugo, { limit: 200, ...more })).items
        .filter(isOurs)
        .map(({ person }) => person.name);
    expect(await shownIn({ state: 'proposed' })).toEqual(names);
    expect(await shownIn({})).toEqual(names.toReversed());
    const paged: string[] = [];
    for (let after: string | undefined; ; ) {
      const more = { state: 'proposed', limit: 2, ...(after && { after }) };
      const { items, next } = await list(hugo, more);
      paged.push(...items.filter(isOurs).map(({ person }) => person.name));
      if (next === null) break;
      after = next;
    }
    expect(paged).toEqual(names);
    const { items } = await list(hugo, { name: names[1]?.toUpperCase() });
    expect(items).toMatchObject([{ person: { name: names[1] }, now: { colour: 'grey' } }]);
  });
});

describe('an order', () => {
  it('holds once a second person has approved it, and both are in the ledger', async () => {
    const id = idOf(await propose());
    expect(await colourOf(kit, one.person)).toBe('grey');
    const params = { enrolmentId: one.person.enrolmentId };
    expect((await list(hugo, params)).items).toMatchObject([
      { id, state: 'proposed', colour: 'red', mayDecide: true, ...why },
    ]);
    expect((await list(hana, params)).items).toMatchObject([{ id, mayDecide: false }]);
    expect((await approve(id)).status).toBe(200);
    expect(await colourOf(kit, one.person)).toBe('red');
    const seen = await (hana as Client).get(codes.person, { params, query: {} });
    expect(seen.items).toMatchObject([{ actor: 'hana', approver: 'hugo', why: 'order' }]);
    const mine = await one.browser.get(codes.mine);
    expect(mine?.reason).toMatchObject({
      kind: 'order',
      place: { en: 'Ice Floe Station' },
      note: why.reason,
      evidence: why.evidence,
    });
  });

  it('is never approved by whoever proposed it, nor twice', async () => {
    const id = idOf(await propose());
    expect(codeOf(await approve(id, hana))).toBe('own_order');
    const answers = await Promise.all([approve(id), approve(id, await kit.as(cast.ada))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await ledgerOf(kit, one.person)).toEqual(['grey>red order']);
  });

  it('is not approved from an account that the proposer made lately, nor the other way round', async () => {
    const ada = await kit.as(cast.ada);
    const { personId } = await ada.get(staff.add, {
      body: {
        ...{ username: 'puppet', name: 'Puppet', identity: newDocument() },
        ...{ role: 'health_authority', placeId: cast.places.root.id },
      },
    });
    const puppet = () => kit.as({ personId, realm: 'staff', app: 'console' });
    const byAda = idOf(await propose(ada));
    expect(codeOf(await approve(byAda, await puppet()))).toBe('accounts_of_one_hand');
    await ada.get(codes.withdrawOrder, { params: { id: byAda } });
    const byPuppet = idOf(await propose(await puppet()));
    expect(codeOf(await approve(byPuppet, ada))).toBe('accounts_of_one_hand');
    kit.clock.set(new Date(Date.parse(startOfTests) + 7 * 86_400_000));
    expect((await approve(byPuppet, await kit.as(cast.ada))).status).toBe(200);
  });

  it('is approved by the organisation that proposed it, or one above', async () => {
    const id = idOf(await propose());
    expect((await approve(id, nils)).status).toBe(404);
    expect((await approve(id, await kit.as(cast.otto))).status).toBe(403);
    expect((await approve(id, await kit.as(cast.ada))).status).toBe(200);
  });

  it('is about people of the organisation alone, and about rules that are by hand', async () => {
    const south = await reporter(kit, programme, {
      organisation: { code: 'south', zh: '南部群', en: 'South Colony' },
    });
    const { enrolmentId } = south.person;
    expect((await propose(nils, { enrolmentId })).status).toBe(404);
    expect(codeOf(await propose(hana, { rule: 'hot' }))).toBe('rule_not_by_hand');
    expect((await propose(hana, { evidence: ' ' })).status).toBe(422);
    expect((await propose(await kit.as(cast.otto))).status).toBe(403);
  });

  it('is one at a time for each person, and each rule once', async () => {
    const answers = await Promise.all([propose(hana), propose(hugo)]);
    expect(answers.map((each) => codeOf(each) ?? 'taken').sort()).toEqual([
      'order_waiting',
      'taken',
    ]);
    const id = idOf(answers.find(({ status }) => status === 200) as { body: unknown });
    await approve(id, await kit.as(cast.ada));
    expect(codeOf(await propose())).toBe('order_exists');
  });

  it('is never about oneself, whichever account one has', async () => {
    await kit.database.pool.query(
      `insert into identifiers (realm, kind, lookup, encrypted, person_id, alias)
       select $1, kind, lookup, encrypted, $2, false from identifiers
       where person_id = $3 and kind = 'identity'`,
      [programme.realm, one.person.personId, ids.hugo],
    );
    expect(codeOf(await propose(hugo))).toBe('own_code');
    const id = idOf(await propose(hana));
    expect(codeOf(await approve(id, hugo))).toBe('own_code');
  });

  it('is refused with a note, or withdrawn by whoever proposed it', async () => {
    const params = { id: idOf(await propose()) };
    expect((await (hugo as Client).call(codes.withdrawOrder, { params })).status).toBe(409);
    const note = { note: 'No such record' };
    expect((await (hugo as Client).call(codes.refuseOrder, { params, body: note })).status).toBe(
      200,
    );
    expect(codeOf(await approve(params.id, await kit.as(cast.ada)))).toBe('order_decided');
    const again = { id: idOf(await propose()) };
    expect((await (hana as Client).call(codes.withdrawOrder, { params: again })).status).toBe(200);
    expect(await colourOf(kit, one.person)).toBe('grey');
    const { items } = await list(hana, { enrolmentId: one.person.enrolmentId });
    expect(items.map(({ state }) => state).sort()).toEqual(['refused', 'withdrawn']);
  });

  it('ends by hand alone, by two people as well', async () => {
    const id = idOf(await propose());
    await approve(id);
    const params = { id };
    const end = () =>
      (hugo as Client).call(codes.proposeEnd, {
        params,
        body: { reason: 'Healed', evidence: 'Seen' },
      });
    const ending = idOf(await end());
    expect(codeOf(await approve(ending, hugo))).toBe('own_order');
    expect((await approve(ending, hana)).status).toBe(200);
    expect(await ledgerOf(kit, one.person)).toEqual(['grey>red order', 'red>grey order_ended']);
    expect(codeOf(await end())).toBe('order_over');
  });

  it('that has ended by its days can be given anew', async () => {
    const seal = { rule: 'near-leopard-seal' };
    await approve(idOf(await propose(hana, seal)));
    expect(codeOf(await propose(hana, seal))).toBe('order_exists');
    kit.clock.set(new Date(Date.parse(startOfTests) + 10 * 86_400_000));
    const later = await kit.as({ personId: ids.hana ?? '', realm: 'staff', app: 'console' });
    expect((await propose(later, seal)).status).toBe(200);
  });

  it('is told to the person, and stands in the audit trail', async () => {
    const id = idOf(await propose());
    await approve(id);
    const { rows: notices } = await kit.database.pool.query(
      "select link from notices where person_id = $1 and kind = 'codes.order'",
      [one.person.personId],
    );
    expect(notices).toEqual([{ link: '/code' }]);
    const { rows } = await kit.database.pool.query(
      "select action from audit_entries where person_id = $1 and action like 'order.%' order by id",
      [one.person.personId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['order.proposed', 'order.approved']);
  });

  it('is limited in number for each member of staff and day', async () => {
    const eager = await authority('eager', cast.places.station);
    const body = { rule: 'bitten', ...why };
    for (let count = 0; count < ordersPerDay; count += 1) {
      const params = {
        id: idOf(
          await eager.call(codes.proposeOrder, {
            body: { ...body, enrolmentId: one.person.enrolmentId },
          }),
        ),
      };
      await eager.call(codes.withdrawOrder, { params });
    }
    expect(codeOf(await propose(eager))).toBe('too_many_orders');
    kit.clock.set(new Date(Date.parse(startOfTests) + 25 * 3600_000));
    const nextDay = await kit.as({ personId: ids.eager ?? '', realm: 'staff', app: 'console' });
    expect((await propose(nextDay)).status).toBe(200);
  });

  it('is limited also for whoever asks for many at one moment', async () => {
    const hasty = await authority('hasty', cast.places.station);
    const given = Array.from({ length: ordersPerDay + 2 }, () => ({}));
    const people = await Promise.all(given.map(() => enrol(kit, programme)));
    const answers = await Promise.all(
      people.map(({ enrolmentId }) =>
        hasty.call(codes.proposeOrder, { body: { rule: 'bitten', ...why, enrolmentId } }),
      ),
    );
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken).toHaveLength(ordersPerDay);
  });
});

it('keeps decided orders as they are, whoever asks', async () => {
  const id = idOf(await propose());
  await approve(id);
  for (const sql of [
    "update code_orders set state = 'refused', note = 'x'",
    "update code_orders set reason = 'Another'",
    'delete from code_orders',
  ]) {
    await expect(kit.database.pool.query(sql)).rejects.toThrow();
  }
});
