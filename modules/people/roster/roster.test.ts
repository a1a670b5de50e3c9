import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, startKit } from '../../../server/testing/kit.ts';
import { addRealm } from '../accounts/actions.ts';
import { listMaskedIdentifiers } from '../identifiers.ts';
import { namesOf } from '../queries.ts';
import { previewPeople, type RosterAnswer, upsertPeople } from './actions.ts';
import type { RosterIdentifier, RosterPerson } from './rules.ts';

const realm = 'penguins';
let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
  await kit.platform.transaction(null, (tx) =>
    addRealm(tx, { code: realm, ways: ['card'], apps: { portal: 'portal', desk: 'desk' } }),
  );
});
afterAll(() => kit.close());

const load = (...people: RosterPerson[]): Promise<RosterAnswer[]> =>
  kit.platform.transaction(null, (tx) => upsertPeople(tx, realm, people));

type Rest = Partial<RosterPerson> & { aliases?: string[] };

const person = (card: string, name: string, { aliases, ...rest }: Rest = {}): RosterPerson => ({
  identifiers: [{ kind: 'card', value: card, ...(aliases && { aliases }) }],
  name,
  initial: '19990101',
  ...rest,
});

const known = (name: string, ...identifiers: RosterIdentifier[]): RosterPerson => ({
  name,
  identifiers,
  initial: null,
});
const phone = (value: string): RosterIdentifier => ({ kind: 'phone', value });
const username = (value: string): RosterIdentifier => ({ kind: 'username', value });

const findByCard = async (card: string) => {
  const { rows } = await kit.database.pool.query<{ personId: string; alias: boolean }>(
    'select person_id as "personId", alias from identifiers where kind = $1 and lookup = $2',
    ['card', card],
  );
  return rows[0];
};

const idOf = (answer: RosterAnswer | undefined): string => {
  if (!answer || 'error' in answer) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.personId;
};

describe('loading people', () => {
  it('adds, repeats without a change, and corrects', async () => {
    const [first] = await load(person('1000001', 'Ada Finn'));
    expect(first).toMatchObject({ fresh: true, changed: true });
    const [again] = await load(person('1000001', 'Ada Finn'));
    expect(again).toEqual({ personId: idOf(first), fresh: false, changed: false });
    const [named] = await load(person('1000001', 'Ada Finne'));
    expect(named).toEqual({ personId: idOf(first), fresh: false, changed: true });
    const [dated] = await load(person('1000001', 'Ada Finne', { initial: '19990102' }));
    expect(dated).toMatchObject({ changed: true });
    const [kept] = await load(person('1000001', 'Ada Finne', { initial: null }));
    expect(kept).toMatchObject({ changed: false });
    expect((await namesOf(kit.platform.db, [idOf(first)])).get(idOf(first))).toBe('Ada Finne');
  });

  it('leads a further card to the same person and frees it again', async () => {
    const [first] = await load(person('1000010', 'Bo Floe', { aliases: ['2000010'] }));
    const found = await findByCard('2000010');
    expect(found).toEqual({ personId: idOf(first), alias: true });
    const { db, keys } = kit.platform;
    const shown = await listMaskedIdentifiers(db, keys, realm, [idOf(first)]);
    expect(shown.get(idOf(first))).toEqual([{ kind: 'card', value: '1000010' }]);
    // Left out, it stays; an empty list takes it back, and its true owner may have it in the same file.
    expect(await load(person('1000010', 'Bo Floe'))).toMatchObject([{ changed: false }]);
    const [other, corrected] = await load(
      person('2000010', 'Cy Drift'),
      person('1000010', 'Bo Floe', { aliases: [] }),
    );
    expect(corrected).toEqual({ personId: idOf(first), fresh: false, changed: true });
    expect(other).toMatchObject({ fresh: true });
    expect(idOf(other)).not.toBe(idOf(first));
  });

  it('makes the first card a further one when the main card comes later', async () => {
    const [first] = await load(person('2000020', 'Di Krill'));
    const [linked] = await load(person('1000020', 'di  krill', { aliases: ['2000020'] }));
    expect(idOf(linked)).toBe(idOf(first));
    const found = await findByCard('2000020');
    expect(found?.alias).toBe(true);
    expect(await load(person('2000020', 'Di Krill'))).toEqual([
      { error: 'identifier_is_alias', kind: 'card' },
    ]);
  });

  it('refuses what would give one person the card of another', async () => {
    await load(
      person('1000030', 'Ed Berg', { aliases: ['2000030'] }),
      person('1000031', 'Flo Pack'),
    );
    expect(
      await load(
        person('1000030', 'Ed Berg', { aliases: ['1000031'] }),
        person('1000032', 'Gus New', { aliases: ['1000031'] }),
        person('1000033', 'Ed Berg', { aliases: ['2000030'] }),
        person('2000030', 'Somebody Else'),
      ),
    ).toEqual([
      { error: 'identifiers_of_two_people', kind: 'card' },
      { error: 'identifier_of_another', kind: 'card' },
      { error: 'identifier_of_another', kind: 'card' },
      { error: 'identifier_is_alias', kind: 'card' },
    ]);
    expect(await load(person('2000030', 'Somebody Else'))).toEqual([
      { error: 'identifier_of_another', kind: 'card' },
    ]);
    expect(await load(person('1000031', 'Flo Pack'))).toMatchObject([{ changed: false }]);
  });

  it('frees nothing for a row that is refused itself', async () => {
    await load(
      person('1000040', 'Hal Ice', { aliases: ['2000040'] }),
      person('1000041', 'Ivy Sea'),
    );
    expect(
      await load(
        person('1000040', 'Hal Ice', { aliases: ['1000041'] }),
        person('2000040', 'Jo Late'),
      ),
    ).toEqual([
      { error: 'identifiers_of_two_people', kind: 'card' },
      { error: 'identifier_of_another', kind: 'card' },
    ]);
  });

  it('refuses the second of two rows for one card, and somebody who is not there', async () => {
    expect(
      await load(
        person('1000050', 'Kay Gale'),
        person(' 10000５0 ', 'Kay Gale'),
        person('1000051', 'Lou Mist', { personId: '00000000-0000-4000-8000-000000000001' }),
      ),
    ).toMatchObject([
      { fresh: true },
      { error: 'identifier_twice', kind: 'card' },
      { error: 'person_unknown' },
    ]);
  });

  it('gives somebody known by id a new card number', async () => {
    const [first] = await load(person('1000060', 'Mo Skua', { aliases: ['2000060'] }));
    const personId = idOf(first);
    const [moved] = await load(person('1000061', 'Mo Skua', { personId }));
    expect(moved).toEqual({ personId, fresh: false, changed: true });
    expect(await findByCard('1000060')).toBeUndefined();
    expect((await findByCard('2000060'))?.personId).toBe(personId);
    expect(
      await load(
        person('1000061', 'Ned Tern', {
          personId: idOf((await load(person('1000062', 'Ned Tern')))[0]),
        }),
      ),
    ).toEqual([{ error: 'identifier_of_another', kind: 'card' }]);
  });

  it('needs no card: a user name, a phone with a name, or both will do', async () => {
    const [one] = await load(known('Ann Floe', username('Ann.Floe')));
    expect(await load(known('Ann Floe', username('ann.floe')))).toEqual([
      { personId: idOf(one), fresh: false, changed: false },
    ]);
    const [two] = await load(known('Ben Floe', phone('+8613900000001')));
    const repeated = await load(known('ben floe', phone('139 0000 0001')));
    expect(repeated).toEqual([{ personId: idOf(two), fresh: false, changed: true }]);
    const [linked] = await load(known('Ann Floe', username('ann.floe'), phone('+4721000000')));
    expect(linked).toEqual({ personId: idOf(one), fresh: false, changed: true });
    // A kind that the roster does not name stays; one that it names is replaced.
    expect(await load(known('Ann Floe', username('ann.floe')))).toMatchObject([{ changed: false }]);
    const moved = await load(known('Ann Floe', username('ann.floe'), phone('+4721000001')));
    expect(moved).toMatchObject([{ changed: true }]);
    expect(await load(known('Somebody Else', phone('+4721000000')))).toMatchObject([
      { fresh: true },
    ]);
  });

  it('lets a family share a phone once each of them has a user name', async () => {
    const shared = phone('+8613900000010');
    const [first] = await load(known('Cleo Ice', shared));
    expect(
      await load(known('Dora Ice', shared), known('Emil Ice', username('emil.ice'), shared)),
    ).toEqual(Array(2).fill({ error: 'identifier_shared', kind: 'phone' }));
    const all = await load(
      known('Cleo Ice', username('cleo'), shared),
      known('Dora Ice', username('dora.ice'), shared),
    );
    expect(all).toMatchObject([{ personId: idOf(first), fresh: false }, { fresh: true }]);
    expect(await load(known('Dora Ice', shared))).toEqual([
      { personId: idOf(all[1]), fresh: false, changed: false },
    ]);
    expect(await load(known('Fay Ice', shared))).toEqual([
      { error: 'identifier_shared', kind: 'phone' },
    ]);
  });

  it('refuses what leads to nobody, or cannot be an identifier', async () => {
    expect(
      await load(
        known('Gil Ice'),
        known('Hob Ice', phone('12')),
        known('Ida Ice', username('13900000020')),
        known('Jon Ice', username('jon.ice'), { kind: 'card', value: ' ' }),
      ),
    ).toEqual([
      { error: 'identifier_missing' },
      { error: 'identifier_invalid', kind: 'phone' },
      { error: 'identifier_invalid', kind: 'username' },
      { error: 'identifier_invalid', kind: 'card' },
    ]);
  });

  it('stores a phone encrypted, under a hash', async () => {
    const { rows } = await kit.database.pool.query<{ lookup: string; encrypted: Buffer }>(
      "select lookup, encrypted from identifiers where kind = 'phone'",
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { lookup, encrypted } of rows) {
      expect(lookup).toMatch(/^[0-9a-f]{64}$/);
      expect(encrypted.toString('latin1')).not.toMatch(/139|4721/);
    }
  });

  it('previews without writing', async () => {
    const { db, keys } = kit.platform;
    const rows = [person('1000070', 'Oz Gull'), person('1000001', 'Ada Finn')];
    expect(await previewPeople(db, keys, realm, rows)).toMatchObject([
      { fresh: true },
      { fresh: false, changed: true },
    ]);
    expect(await findByCard('1000070')).toBeUndefined();
  });

  it('keeps the initial password encrypted', async () => {
    const { rows } = await kit.database.pool.query<{ initial_encrypted: Buffer }>(
      'select initial_encrypted from memberships where realm = $1 and initial_encrypted is not null',
      [realm],
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) expect(row.initial_encrypted.toString('latin1')).not.toContain('1999');
  });
});
