import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRookery } from '../../../forms/testing/rookery.ts';
import { placeScope } from '../../../platform/scope.ts';
import {
  addRole,
  type Cast,
  cardOf,
  enrol,
  type Participant,
} from '../../../server/testing/cast.ts';
import { asIdentifier } from '../../../server/testing/documents.ts';
import type { Client, Kit } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { csvOf, importRoster, rosterRow, upload } from '../../../server/testing/roster.ts';
import { people } from '../../people/contract.ts';
import { listFullIdentifiers } from '../../people/public.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { programmes } from '../contract.ts';
import type { Programme } from '../model.ts';
import { type Walk, walkNamesakes } from './queries-pairs.ts';

let kit: Kit;
let cast: Cast;
/** People of it are known by documents and phones. */
let rookery: Programme;
let [otto, olga]: Client[] = [];

beforeAll(async () => {
  ({ kit, cast, programme: rookery } = await startRookeryKit({}, openRookery));
  otto = await kit.as(cast.otto);
  olga = await kit.as(cast.olga);
});
afterAll(() => kit.close());

const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;
const paramsOf = (programme: Programme, more: object = {}) => ({ id: programme.id, ...more });

const compare = (one: Participant, other: Participant, programme = cast.programme) =>
  (otto as Client).get(programmes.comparePair, {
    params: { id: programme.id, oneId: one.enrolmentId, otherId: other.enrolmentId },
  });

/** Merges the first record into the second one, as both are on record now. */
async function merge(
  from: Participant,
  into: Participant,
  { programme = cast.programme, who = otto as Client } = {},
) {
  const { one, other } = await compare(from, into, programme);
  const body = {
    ...{ survivorId: into.enrolmentId, mergedId: from.enrolmentId },
    revisions: { survivor: other.revision, merged: one.revision },
    reason: 'Seen with both cards',
  };
  return who.call(programmes.mergePair, { params: { id: programme.id }, body });
}

const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;

const undo = (mergeId: string, programme = cast.programme, who = otto as Client) =>
  who.call(programmes.undoMerge, {
    params: { id: programme.id, mergeId },
    body: { reason: 'They are cousins' },
  });

async function signIn(card: string) {
  const client = await kit.as(null, 'portal', 'penguins');
  const captcha = await solveCaptcha(kit.platform);
  return client.call(people.signInByCard, { body: { card, password: '20190118', captcha } });
}

const stored = async (sql: string, ...values: unknown[]) =>
  (await kit.database.pool.query(sql, values)).rows;

const identifiersOf = ({ personId }: Participant) =>
  stored(
    `select kind, lookup, encrypted, alias, merge_id from identifiers where person_id = $1
      order by kind, lookup`,
    personId,
  );

const enrolmentOf = async ({ enrolmentId }: Participant) =>
  (
    await stored(
      'select withdrawn_on, merged_into, words::text, known_by from enrolments where id = $1',
      enrolmentId,
    )
  )[0];

let passports = 0;
const newPassport = () => {
  passports += 1;
  return { kind: 'identity' as const, value: `passport QX${passports * 1_111_111}` };
};

describe('likely pairs', () => {
  const document = (number: string) => ({ kind: 'identity' as const, value: `passport ${number}` });
  const phone = { kind: 'phone' as const, value: '+8613900000001' };
  const all = async (who = otto as Client) => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const body = { limit: 1, ...(after && { after }) };
      const page = await who.get(programmes.likelyPairs, { params: paramsOf(rookery), body });
      for (const { one, other, reasons } of page.items) {
        found.push(`${one.name}/${other.name}: ${reasons.join()}`);
      }
      after = page.next ?? undefined;
    } while (after);
    return found.sort();
  };

  it('are found by rules within a name, page by page, and each can be dismissed', async () => {
    const add = (name: string, ...identifiers: { kind: 'identity' | 'phone'; value: string }[]) =>
      enrol(kit, rookery, { name, identifiers, initial: null });
    await add('Typo Finn', document('E12345678'));
    await add('ＴＹＰＯ finn', document('E12345679'));
    await add('Typo Finn', document('X99999999'));
    const swapped = await add('Swap Finn', document('E87654321'));
    const other = await add('Swap Finn', document('E87654231'), phone);
    await add('Swap Finn', document('A11111111'), phone);
    await add('Kind Finn', document('12345678'));
    await add('Kind Finn', { kind: 'identity', value: 'taiwan_permit 12345678' });
    await add('Born Finn', { kind: 'identity', value: 'prc_id 11010519491231002X' });
    await add('Born Finn', { kind: 'identity', value: 'prc_id 110105194912310038' });
    await add('Alone Finn', document('E12345677'));
    const pairs = [
      'Born Finn/Born Finn: near_number,same_birth',
      'Kind Finn/Kind Finn: same_number',
      'Swap Finn/Swap Finn: near_number',
      'Swap Finn/Swap Finn: same_phone',
      'Typo Finn/ＴＹＰＯ finn: near_number',
    ];
    expect(await all()).toEqual(pairs);
    // Nobody of the north is looked through for the south.
    expect(await all(await kit.as(cast.boris))).toEqual([]);
    // However few are looked through at once, each name is looked through as a whole, and once.
    for (const name of ['No 9', 'no 10', 'NO 9', 'No 10', 'No 9']) await add(name, newPassport());
    const scope = placeScope(cast.otto.personId, [cast.places.north.path]);
    // A page ends with a name that it may tell.
    await enrol(kit, rookery, {
      ...{ name: 'Out Finn', identifiers: [newPassport()], initial: null },
      organisation: cast.zelda.entry.organisation,
    });
    const ends: (string | null)[] = [];
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const by = { programmeId: rookery.id, after, most: 4 };
      const walk: Walk = await walkNamesakes(kit.platform.db, scope, by);
      walked.push(...walk.groups.map(({ key, people }) => `${key} ${people.length}`));
      after = walk.last;
      ends.push(after);
    } while (after !== null);
    expect(ends).not.toContain('outfinn');
    expect(walked).toEqual([
      ...['bornfinn 2', 'kindfinn 2', 'no10 2', 'no9 3', 'swapfinn 3', 'typofinn 3'],
    ]);
    const body = { oneId: other.enrolmentId, otherId: swapped.enrolmentId };
    await otto?.get(programmes.dismissPair, { params: paramsOf(rookery), body });
    expect(await all()).toEqual(pairs.filter((each) => each !== pairs[2]));
    const listed = await otto?.get(programmes.dismissedPairs, { params: paramsOf(rookery) });
    expect(listed?.items).toMatchObject([{ by: 'Otto', one: { name: 'Swap Finn' } }]);
    await otto?.get(programmes.restorePair, { params: paramsOf(rookery), body });
    expect(await all()).toEqual(pairs);
    const { one, other: second, reasons } = await compare(swapped, other, rookery);
    expect(reasons).toEqual(['near_number']);
    // Masked, but for where they differ.
    expect(one.known).toMatchObject([{ value: 'E8****321' }]);
    expect(second.known).toContainEqual({ kind: 'identity', value: 'E8****231', alias: false });
    // A record made up beside somebody whose number is half guessed shows no more of it.
    const guess = await add('Guess Finn', document('E87654999'), phone);
    const beside = await compare(swapped, guess, rookery);
    expect(beside.one.known).toMatchObject([{ value: 'E8*****21' }]);
  });
});

describe('a merge', () => {
  it('leads all that the record was known by to the other one, and is undone exactly', async () => {
    const kept = await enrol(kit, cast.programme);
    const gone = await enrol(kit, cast.programme, { name: kept.entry.name });
    const before = [await identifiersOf(gone), await identifiersOf(kept)];
    const rows = [await enrolmentOf(gone), await enrolmentOf(kept)];
    const browser = await kit.as(gone);
    const done = await merge(gone, kept);
    expect(done).toMatchObject({ status: 200 });
    expect((await browser.call(programmes.mine)).status).toBe(403);
    const answer = await signIn(cardOf(gone));
    expect(answer).toMatchObject({ status: 200, body: { usedAlias: true } });
    expect((answer.body as { me: { personId: string } }).me.personId).toBe(kept.personId);
    expect(await identifiersOf(gone)).toEqual([]);
    const found = await otto?.get(programmes.roster, {
      ...{ params: paramsOf(cast.programme), body: { search: cardOf(gone), state: 'active' } },
    });
    expect(found?.items).toMatchObject([{ enrolmentId: kept.enrolmentId }]);
    const params = paramsOf(cast.programme, { enrolmentId: gone.enrolmentId });
    const of = await otto?.get(programmes.mergesOf, { params: params as never });
    expect(of?.merges).toMatchObject([
      {
        ...{ by: 'Otto', reason: 'Seen with both cards', undone: null },
        merged: { identifiers: [{ kind: 'card', value: cardOf(gone) }] },
      },
    ]);
    // Whoever opens the merged record cannot have it take part again.
    const entry = await otto?.get(programmes.enrolledPerson, { params: params as never });
    const again = await otto?.call(programmes.changePerson, {
      params: params as never,
      body: { ...(entry as NonNullable<typeof entry>), again: true },
    });
    expect(codeOf(again as { body: unknown })).toBe('person_is_merged');

    const both = await stored(
      "select person_id, action, reason from audit_entries where action like 'person.merge%'",
    );
    expect(both.map((each) => each.person_id).sort()).toEqual(
      [kept.personId, gone.personId].sort(),
    );
    const twice = await Promise.all([undo(idOf(done)), undo(idOf(done))]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([await identifiersOf(gone), await identifiersOf(kept)]).toEqual(before);
    expect([await enrolmentOf(gone), await enrolmentOf(kept)]).toEqual(rows);
    expect((await (await kit.as(gone)).call(programmes.mine)).status).toBe(200);
    const merges = await otto?.get(programmes.merges, { params: paramsOf(cast.programme) });
    expect(merges?.items[0]).toMatchObject({ undone: { by: 'Otto', reason: 'They are cousins' } });
  });

  it('brings a card to who had none, and has lists show and sort by it until it is undone', async () => {
    const identifiers = [{ kind: 'phone' as const, value: '+8613900000002' }];
    const kept = await enrol(kit, cast.programme, { identifiers });
    const gone = await enrol(kit, cast.programme);
    const id = idOf(await merge(gone, kept));
    expect(await enrolmentOf(kept)).toMatchObject({ known_by: cardOf(gone) });
    await undo(id);
    expect(await enrolmentOf(kept)).toMatchObject({ known_by: '' });
    expect(await enrolmentOf(gone)).toMatchObject({ known_by: cardOf(gone) });
  });

  it('has rosters mean the record that is left by either number, and never makes a third', async () => {
    const kept = await enrol(kit, cast.programme);
    const gone = await enrol(kit, cast.programme, { name: kept.entry.name });
    await merge(gone, kept);
    const [{ count: people }] = await stored('select count(*)::int as count from persons');
    const sheet = (ring: string, more = {}) =>
      csvOf([rosterRow({ 'Ring number': ring, Name: kept.entry.name, ...more })]);
    const first = await importRoster(kit, otto as Client, cast.programme.id, sheet(cardOf(gone)));
    expect(first.receipt).toMatchObject({ fresh: 0, refused: 0 });
    await importRoster(kit, otto as Client, cast.programme.id, sheet(cardOf(kept)));
    expect(await identifiersOf(kept)).toMatchObject([
      { lookup: cardOf(kept), alias: false },
      { lookup: cardOf(gone), alias: true },
    ]);
    const [{ count }] = await stored('select count(*)::int as count from persons');
    expect(count).toBe(people);
    expect(await enrolmentOf(kept)).toMatchObject({ known_by: cardOf(kept), withdrawn_on: null });
    expect(await enrolmentOf(gone)).toMatchObject({ merged_into: kept.enrolmentId });
  });

  it('may come while a roster waits or was carried out: nobody is added, nor absent', async () => {
    const kept = await enrol(kit, cast.programme);
    const gone = await enrol(kit, cast.programme);
    const { id } = cast.programme;
    const data = csvOf([rosterRow({ 'Ring number': cardOf(gone), Name: gone.entry.name })]);
    const named = await importRoster(kit, otto as Client, id, data);
    const waiting = await upload(kit, otto as Client, id, data);
    await merge(gone, kept);
    const absentFrom = async (importId: string) => {
      const page = await otto?.get(programmes.absent, {
        ...{ params: { id, importId }, query: { limit: 100 } },
      });
      return page?.items.map(({ enrolmentId }) => enrolmentId);
    };
    expect(await absentFrom(named.id)).not.toContain(kept.enrolmentId);
    await otto?.get(programmes.confirmImport, {
      ...{ params: { id, importId: waiting.id }, body: { version: 0 } },
    });
    await kit.work();
    expect(await absentFrom(waiting.id)).not.toContain(kept.enrolmentId);
    expect(await identifiersOf(gone)).toEqual([]);
  });

  it('is made once by two at once, and chains are undone from their end', async () => {
    const [a, b, c] = [
      await enrol(kit, cast.programme),
      await enrol(kit, cast.programme),
      await enrol(kit, cast.programme),
    ] as [Participant, Participant, Participant];
    const twice = await Promise.all([merge(a, b), merge(a, b, { who: olga as Client })]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    const first = idOf(twice.find(({ status }) => status === 200) as { body: unknown });
    expect(codeOf(await merge(a, c))).toBe('merge_of_merged');
    const second = idOf(await merge(b, c));
    expect((await identifiersOf(c)).map(({ lookup }) => lookup).sort()).toEqual(
      [cardOf(a), cardOf(b), cardOf(c)].sort(),
    );
    expect(codeOf(await undo(first))).toBe('merge_survivor_merged');
    expect((await undo(second)).status).toBe(200);
    expect((await undo(first)).status).toBe(200);
    for (const each of [a, b, c]) {
      expect(await identifiersOf(each)).toMatchObject([
        { lookup: cardOf(each), alias: false, merge_id: null },
      ]);
    }
    // Either order of two that cross leaves a chain or a refusal, and never a circle.
    const crossed = await Promise.all([merge(a, b), merge(b, c)]);
    expect(crossed.some(({ status }) => status === 200)).toBe(true);
    expect(crossed.every(({ status }) => [200, 409].includes(status))).toBe(true);
  });

  it('is not undone once a number has become the main one of the record that was kept', async () => {
    const kept = await enrol(kit, cast.programme);
    const gone = await enrol(kit, cast.programme);
    const id = idOf(await merge(gone, kept));
    const params = { id: cast.programme.id, enrolmentId: kept.enrolmentId };
    const entry = await otto?.get(programmes.enrolledPerson, { params });
    const { fields, placeId, revision } = entry as NonNullable<typeof entry>;
    const body = { fields: { ...fields, card: cardOf(gone) }, placeId, revision };
    expect((await otto?.call(programmes.changePerson, { params, body }))?.status).toBe(200);
    expect(codeOf(await undo(id))).toBe('merge_identifier_taken');
  });

  it('is refused outside of the scope, of what was changed, of oneself and of superiors', async () => {
    const north = await enrol(kit, cast.programme);
    const other = await enrol(kit, cast.programme);
    expect((await merge(cast.zelda, north, { who: olga as Client })).status).toBe(404);
    const seen = await compare(north, other);
    await stored('update enrolments set updated_at = now() where id = $1', north.enrolmentId);
    const stale = await otto?.call(programmes.mergePair, {
      params: paramsOf(cast.programme),
      body: {
        ...{ survivorId: other.enrolmentId, mergedId: north.enrolmentId, reason: 'Same' },
        revisions: { survivor: seen.other.revision, merged: seen.one.revision },
      },
    });
    expect(codeOf(stale as { body: unknown })).toBe('person_changed');
    const { db, keys } = kit.platform;
    const own = await listFullIdentifiers(db, keys, 'staff', [cast.otto.personId]);
    const document = own.get(cast.otto.personId)?.find(({ kind }) => kind === 'identity');
    const identifiers = [document as NonNullable<typeof document>];
    const ottos = await enrol(kit, rookery, { name: 'Otto', identifiers, initial: null });
    const another = await enrol(kit, rookery, { identifiers: [asIdentifier()], initial: null });
    expect((await compare(ottos, another, rookery)).refusal).toBe('merge_of_oneself');
    expect(codeOf(await merge(ottos, another, { programme: rookery }))).toBe('merge_of_oneself');
    // Nor may they say that it is somebody else's.
    const pair = { oneId: ottos.enrolmentId, otherId: another.enrolmentId };
    const judged = await otto?.call(programmes.dismissPair, {
      ...{ params: paramsOf(rookery), body: pair },
    });
    expect(codeOf(judged as { body: unknown })).toBe('merge_of_oneself');
    expect((await compare(other, cast.penny)).refusal).toBeNull();
    await addRole(kit, { personId: other.personId }, 'administrator', cast.places.root);
    expect((await compare(other, cast.penny)).refusal).toBe('merge_of_superior');
    expect(codeOf(await merge(other, cast.penny))).toBe('merge_of_superior');
  });
});
