import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IdentifierKind, identifierKinds } from '../../forms/sign-in.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { isPersonalKind, isUniqueKind } from './identifier-kinds.ts';
import { listFullIdentifiers, listMaskedIdentifiers } from './identifiers.ts';
import { upsertPeople } from './roster/actions.ts';
import { addPerson, addTestRealm, realm } from './testing.ts';

let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
});
afterAll(() => kit.close());

it('gives one value of two kinds to two people, and masks the personal one', async () => {
  const value = '13900000001';
  const [card, phone] = await kit.platform.transaction(null, (tx) =>
    upsertPeople(tx, realm, [
      { name: 'Ada Finn', initial: null, identifiers: [{ kind: 'card', value }] },
      { name: 'Bo Floe', initial: null, identifiers: [{ kind: 'phone', value }] },
    ]),
  );
  if (!card || 'error' in card || !phone || 'error' in phone) throw new Error('refused');
  expect(phone.personId).not.toBe(card.personId);
  const { db, keys } = kit.platform;
  const ids = [card.personId, phone.personId];
  const shown = await listMaskedIdentifiers(db, keys, realm, ids);
  expect(ids.map((id) => shown.get(id))).toEqual([
    [{ kind: 'card', value }],
    [{ kind: 'phone', value: '+86 139****0001' }],
  ]);
  const whole = await listFullIdentifiers(db, keys, realm, [phone.personId]);
  expect(whole.get(phone.personId)).toEqual([{ kind: 'phone', value: '+8613900000001' }]);
});

describe('the table', () => {
  let people: string[];
  let count = 0;
  beforeEach(async () => {
    count += 2;
    people = [
      await addPerson(kit.platform, `P${count}`),
      await addPerson(kit.platform, `P${count + 1}`),
    ];
    await kit.database.pool.query('delete from identifiers');
  });

  /** What the database says to a row: nothing, or the name of the constraint that it breaks. */
  const insert = (kind: string, encrypted: string | null, personId = people[0]) =>
    kit.database.pool
      .query(
        `insert into identifiers (realm, kind, lookup, encrypted, person_id)
        values ($1, $2, 'same', $3, $4)`,
        [realm, kind, encrypted, personId],
      )
      .then(
        () => undefined,
        ({ constraint }: { constraint?: string }) => constraint,
      );

  it.each(identifierKinds)('agrees on %s: how it is stored, and who may have it', async (kind) => {
    const [right, wrong] = isPersonalKind(kind) ? ['x', null] : [null, 'x'];
    expect(await insert(kind, wrong)).toMatch(/^identifiers_check/);
    expect(await insert(kind, right)).toBeUndefined();
    const again = await insert(kind, right, people[1]);
    expect(again).toBe(isUniqueKind(kind) ? 'identifiers_once' : undefined);
  });

  it('takes a kind that nobody thought of only encrypted, and once', async () => {
    const kind = 'palmprint' as IdentifierKind;
    expect(await insert(kind, 'x')).toBe('identifiers_kind_check');
    await kit.database.pool.query('alter table identifiers drop constraint identifiers_kind_check');
    expect(await insert(kind, null)).toMatch(/^identifiers_check/);
    expect(await insert(kind, 'x')).toBeUndefined();
    expect(await insert(kind, 'x', people[1])).toBe('identifiers_once');
  });
});
