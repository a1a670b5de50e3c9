import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientWaits } from '../../../platform/pool.ts';
import { browserOf } from '../../../server/browser.ts';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { access } from '../../access/contract.ts';
import { people } from '../../people/contract.ts';
import { staffRealm, startSession } from '../../people/public.ts';
import { places } from '../../places/contract.ts';
import { addPlace } from '../../places/public.ts';
import { staff } from '../contract.ts';
import { assign, type Crew, gatherCrew, type Member, scannerPassword } from './testing.ts';

const origin = 'http://anxing.test';

let kit: Kit;
let crew: Crew;
let crews = 0;

beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

/** A crew that no other test has changed. */
async function fresh(): Promise<Crew> {
  crews += 1;
  crew = await gatherCrew(kit.platform, `crew${crews}`);
  return crew;
}

const as = ({ personId }: { personId: string }) =>
  kit.as({ personId, realm: staffRealm, app: 'field' });

const turn = async (
  by: Client,
  { scannerId }: Pick<Member, 'scannerId'>,
  what: 'self' | 'line',
  disabled: boolean,
): Promise<string> => {
  const params = { scannerId };
  const { status, body } = await by.call(staff.switchScanner, { params, body: { what, disabled } });
  return status === 200 ? 'done' : `${body.code}`;
};

const replace = async (by: Client, target: Member, replacement: Member): Promise<string> => {
  const { status, body } = await by.call(staff.replaceScanner, {
    params: { scannerId: target.scannerId },
    body: { replacementId: replacement.scannerId },
  });
  return status === 200 ? 'done' : `${body.code}`;
};

/** Signs in as the app does; what came of it. */
async function enter(username: string, at?: Kit['server']): Promise<string> {
  const client = at
    ? browserOf(at, { app: 'field', realm: staffRealm }, undefined, origin)
    : await kit.as(null, 'field');
  const body = { username, password: scannerPassword };
  const answer = await client.call(people.signInByUsername, { body });
  return answer.status === 200 ? 'in' : `${answer.body.code}`;
}

/** Of the crew those who can sign in now. */
async function thoseWhoGetIn(): Promise<string[]> {
  const names = ['s1', 'i1', 'o1', 'o2', 'o3', 's2', 'i2', 'o4'] as const;
  const came = await Promise.all(names.map((name) => enter(crew[name].username)));
  return names.filter((_, index) => came[index] === 'in');
}

const byPlace = (one: string, other: string) => everybody.indexOf(one) - everybody.indexOf(other);
const everybody = ['s1', 'i1', 'o1', 'o2', 'o3', 's2', 'i2', 'o4'];
const without = (...out: string[]) => everybody.filter((name) => !out.includes(name));

describe('disabling', () => {
  it('a line concerns the person and everybody below, from the next request on', async () => {
    const { s1, i1, o1, o3 } = await fresh();
    const [senior, below, beside] = [await as(s1), await as(o1), await as(o3)];
    expect(await turn(senior, i1, 'line', true)).toBe('done');
    expect((await below.call(people.me)).status).toBe(401);
    expect((await beside.call(people.me)).status).toBe(200);
    expect(await thoseWhoGetIn()).toEqual(without('i1', 'o1', 'o2'));
    expect(await enter(o1.username)).toBe('shut_out');
    expect(await turn(senior, i1, 'line', false)).toBe('done');
    expect(await thoseWhoGetIn()).toEqual(everybody);
  });

  it('one alone leaves those below at work', async () => {
    const { s1, i1 } = await fresh();
    expect(await turn(await as(s1), i1, 'self', true)).toBe('done');
    expect(await thoseWhoGetIn()).toEqual(without('i1'));
  });

  it('is undone in any order, each flag by itself', async () => {
    const { chief, s1, i1, o1 } = await fresh();
    const above = await as(chief);
    await turn(above, o1, 'self', true);
    await turn(above, i1, 'line', true);
    await turn(above, s1, 'line', true);
    expect(await thoseWhoGetIn()).toEqual(['s2', 'i2', 'o4']);
    await turn(above, i1, 'line', false);
    expect(await thoseWhoGetIn()).toEqual(['s2', 'i2', 'o4']);
    await turn(above, s1, 'line', false);
    expect(await thoseWhoGetIn()).toEqual(without('o1'));
    await turn(above, o1, 'self', false);
    expect(await thoseWhoGetIn()).toEqual(everybody);
  });

  it('reaches nobody above, beside or in the other line, and does not tell that they are there', async () => {
    const { s1, i1, o1, o3, s2, o4 } = await fresh();
    const [senior, middle, lowest] = [await as(s1), await as(i1), await as(o1)];
    const answers = [
      await turn(middle, s1, 'line', true),
      await turn(middle, o3, 'self', true),
      await turn(senior, s2, 'line', true),
      await turn(senior, o4, 'self', true),
      await turn(senior, s1, 'line', true),
      await turn(lowest, crew.o2, 'self', true),
    ];
    expect(answers).toEqual([
      ...['not_found', 'not_found', 'not_found', 'not_found'],
      ...['not_oneself', 'forbidden'],
    ]);
    expect(await thoseWhoGetIn()).toEqual(everybody);
  });

  it('reaches sites within one’s own for seniors alone', async () => {
    const { s1, i1, o3, places: at } = await fresh();
    const inner = await kit.platform.transaction(null, async (tx) => {
      const site = { parentId: at.gate.id, kind: 'site' as const, code: 'inner' };
      const { id } = await addPlace(tx, { ...site, zh: '内门', en: 'Inner gate' });
      const scannerId = await assign(tx, o3, { id } as typeof at.gate, 'senior');
      return { scannerId };
    });
    expect(await turn(await as(i1), inner, 'self', true)).toBe('not_found');
    expect(await turn(await as(s1), inner, 'self', true)).toBe('done');
  });

  it('a site shuts out its users, but for those who work at another one', async () => {
    const { chief, s1, o1, places: at } = await fresh();
    await kit.platform.transaction(null, (tx) => assign(tx, o1, at.pier, 'ordinary'));
    const [above, senior, both] = [await as(chief), await as(s1), await as(o1)];
    const params = { siteId: at.gate.id };
    expect(await above.get(staff.siteEffect, { params })).toEqual({
      ...{ people: 8, sites: 1, shutOut: 7 },
    });
    await above.get(staff.switchSite, { params, body: { disabled: true } });
    expect((await senior.call(people.me)).status).toBe(401);
    expect(await both.get(staff.mySites)).toMatchObject([
      { id: at.pier.id, active: true },
      { id: at.gate.id, active: false },
    ]);
    expect(await thoseWhoGetIn()).toEqual(['o1']);
    await above.get(staff.switchSite, { params: { siteId: at.pier.id }, body: { disabled: true } });
    expect((await both.call(people.me)).status).toBe(401);
    expect(await thoseWhoGetIn()).toEqual([]);
    await above.get(staff.switchSite, { params, body: { disabled: false } });
    expect(await thoseWhoGetIn()).toEqual(everybody);
  });

  it('an organisation closes all its sites, and takes what its own staff may do there', async () => {
    const { chief, places: at } = await fresh();
    const console = await kit.as({ ...chief, realm: staffRealm, app: 'console' });
    const flag = (id: number, disabled: boolean) =>
      console.get(places.setDisabled, { params: { id }, body: { disabled } });
    await flag(at.office.id, true);
    expect(await thoseWhoGetIn()).toEqual([]);
    const gate = await console.get(places.get, { params: { id: at.gate.id } });
    expect(gate).toMatchObject({ disabled: false, open: false });
    await flag(at.gate.id, true);
    await flag(at.office.id, false);
    expect(await thoseWhoGetIn()).toEqual([]);
    await flag(at.gate.id, false);
    expect(await thoseWhoGetIn()).toEqual(everybody);
  });

  it('is no matter of one’s own site', async () => {
    const { s1, places: at } = await fresh();
    const senior = await as(s1);
    const own = await senior.call(staff.switchSite, {
      ...{ params: { siteId: at.gate.id }, body: { disabled: true } },
    });
    expect(own.body.code).toBe('place_is_own');
    const { id } = await senior.get(staff.addSite, {
      body: { parentId: at.gate.id, nameZh: '侧门', nameEn: 'Side door' },
    });
    await senior.get(staff.switchSite, { params: { siteId: id }, body: { disabled: true } });
    const side = await senior.get(staff.site, { params: { siteId: id } });
    expect(side).toMatchObject({ disabled: true, open: false, maySwitch: true, adds: ['senior'] });
  });

  it('takes what the role permits where somebody works elsewhere, too', async () => {
    const { chief, s1, i1, places: at } = await fresh();
    await kit.platform.transaction(null, (tx) => assign(tx, s1, at.pier, 'senior'));
    const senior = await as(s1);
    await turn(await as(chief), s1, 'self', true);
    expect(await turn(senior, i1, 'self', true)).toBe('not_found');
    expect((await senior.get(staff.sites, { body: {} })).items.map(({ id }) => id)).toEqual([
      at.pier.id,
    ]);
    expect((await senior.get(access.mine)).grants.map(({ placeId }) => placeId)).toEqual([
      at.pier.id,
    ]);
  });
});

describe('a replacement', () => {
  it('takes over level, superior and those below, at that site and no other', async () => {
    const { s1, i1, o4, s2, places: at } = await fresh();
    await kit.platform.transaction(null, (tx) => assign(tx, i1, at.pier, 'intermediate'));
    expect(await replace(await as(s1), i1, o4)).toBe('done');
    const seen = await (await as(o4)).get(staff.site, { params: { siteId: at.gate.id } });
    expect(seen.people.map(({ name, level }) => `${name} ${level}`).sort()).toEqual([
      'Crew i1 ordinary',
      'Crew o1 ordinary',
      'Crew o2 ordinary',
      'Crew o4 intermediate',
    ]);
    const other = await (await as(s2)).get(staff.site, { params: { siteId: at.gate.id } });
    expect(other.people.map(({ name }) => name)).toEqual(['Crew s2', 'Crew i2']);
    const pier = await (await as(i1)).get(staff.mySites);
    expect(pier.map(({ id, level }) => [id, level])).toEqual([
      [at.gate.id, 'ordinary'],
      [at.pier.id, 'intermediate'],
    ]);
  });

  it('of the head of a line by one of it leaves the line whole', async () => {
    const { chief, s1, o3 } = await fresh();
    const above = await as(chief);
    await turn(above, s1, 'self', true);
    expect(await replace(above, s1, o3)).toBe('done');
    const { below, level, superior } = await above.get(staff.scanner, {
      params: { scannerId: o3.scannerId },
    });
    expect([level, superior, below.sort()]).toEqual([
      ...['senior', null, ['Crew i1', 'Crew o1', 'Crew o2', 'Crew s1']],
    ]);
    // The flag was the person's, not the place's in the line.
    expect(await thoseWhoGetIn()).toEqual(without('s1'));
    await turn(above, o3, 'line', true);
    expect(await thoseWhoGetIn()).toEqual(['s2', 'i2', 'o4']);
  });

  it('is not possible by anybody, of anybody', async () => {
    const { s1, i1, i2, o1, o2, o4, s2 } = await fresh();
    const [senior, middle] = [await as(s1), await as(i1)];
    expect([
      await replace(senior, i1, i2),
      await replace(senior, o1, o2),
      await replace(senior, s2, o1),
      await replace(middle, i1, o1),
      await replace(middle, o1, o2),
    ]).toEqual([
      'replacement_not_ordinary',
      'level_too_low',
      'not_found',
      'not_oneself',
      'level_too_low',
    ]);
    await turn(senior, i1, 'line', true);
    expect(await replace(senior, i1, o4)).toBe('line_is_disabled');
  });
});

describe('two at once', () => {
  it('who want the same ordinary scanner: one gets them', async () => {
    const { s1, i1, s2, i2, o3 } = await fresh();
    const [first, second] = [await as(s1), await as(s2)];
    const both = await Promise.all([replace(first, i1, o3), replace(second, i2, o3)]);
    expect(both.sort()).toEqual(['done', 'replacement_not_ordinary']);
  });

  it('of whom one disables the other: whoever comes second may not go on', async () => {
    const { chief, s1, i1, o4 } = await fresh();
    const [senior, above] = [await as(s1), await as(chief)];
    const [replaced, disabled] = await Promise.all([
      replace(senior, i1, o4),
      turn(above, s1, 'line', true),
    ]);
    expect(disabled).toBe('done');
    expect(['done', 'forbidden', 'not_found', 'not_signed_in']).toContain(replaced);
    // Where the replacement came first, the one who took over is below the disabled line, too.
    const [here, other] = replaced === 'done' ? ['i2', 's2'] : ['i2', 'o4'];
    expect(await thoseWhoGetIn()).toEqual([...new Set(['s2', here, other])].sort(byPlace));
  });

  it('a replacement and a disabled line come to what one after the other comes to', async () => {
    const { chief, s1, i1, o1, o4, places: at } = await fresh();
    const [senior, above] = [await as(s1), await as(chief)];
    const both = await Promise.all([
      replace(senior, i1, o4),
      turn(above, i1, 'line', true),
      replace(above, i1, o1),
    ]);
    expect(both[1]).toBe('done');
    const { people: all } = await above.get(staff.site, { params: { siteId: at.gate.id } });
    expect(all).toHaveLength(8);
    const out = all.filter(({ disabled }) => disabled.self || disabled.line);
    const { rows } = await kit.database.pool.query(
      'select person_id from grants where place_id = $1 and suspended',
      [at.gate.id],
    );
    expect(rows).toHaveLength(out.length);
  });

  it('each of whom takes the last site from somebody leave nobody signed in', async () => {
    const { chief, o1, places: at } = await fresh();
    await kit.platform.transaction(null, (tx) => assign(tx, o1, at.pier, 'ordinary'));
    const [above, scanner] = [await as(chief), await as(o1)];
    await Promise.all(
      [at.gate.id, at.pier.id].map((siteId) =>
        above.get(staff.switchSite, { params: { siteId }, body: { disabled: true } }),
      ),
    );
    expect((await scanner.call(people.me)).status).toBe(401);
  });

  it('a sign-in under way at another server ends where the site is disabled meanwhile', async () => {
    const { chief, places: at } = await fresh();
    const { server } = await kit.beside(patientWaits);
    const above = await as(chief);
    const names = ['s1', 'i1', 'o1', 'o2'] as const;
    const entering = names.map(async (name) => {
      const client = browserOf(server, { app: 'field', realm: staffRealm }, undefined, origin);
      const body = { username: crew[name].username, password: scannerPassword };
      const { status } = await client.call(people.signInByUsername, { body });
      return { client, status };
    });
    const params = { siteId: at.gate.id };
    await above.get(staff.switchSite, { params, body: { disabled: true } });
    for (const { client, status } of await Promise.all(entering)) {
      expect([200, 403]).toContain(status);
      expect((await client.call(people.me)).status).toBe(401);
    }
    expect(await enter(crew.s1.username, server)).toBe('shut_out');
  });
});

describe('a sign-in that has passed its check and has no session yet', () => {
  it('makes the disabling at another server wait for it, which then ends it', async () => {
    const { chief, s1, places: at } = await fresh();
    const other = await kit.beside(patientWaits);
    const above = await as(chief);
    let disabling: Promise<unknown> = Promise.resolve();
    const { token } = await other.platform.db.transaction().execute(async (db) => {
      await sql`select from memberships where person_id = ${s1.personId} and realm = ${staffRealm}
        for share`.execute(db);
      const params = { siteId: at.gate.id };
      disabling = above.get(staff.switchSite, { params, body: { disabled: true } });
      const waiting = () =>
        kit.database.pool
          .query("select from pg_stat_activity where wait_event_type = 'Lock'")
          .then(({ rowCount }) => rowCount);
      await expect.poll(waiting).toBeGreaterThan(0);
      const session = { personId: s1.personId, realm: staffRealm, app: 'field' } as const;
      return startSession(db, kit.clock.now(), session);
    });
    await disabling;
    const client = browserOf(kit.server, { app: 'field', realm: staffRealm }, token, origin);
    expect((await client.call(people.me)).status).toBe(401);
  });
});

describe('the database', () => {
  const query = (text: string, values: unknown[]) => kit.database.pool.query(text, values);

  it('keeps lines without a circle, within a site, below a higher level', async () => {
    const { s1, i1, i2, o1, places: at } = await fresh();
    const under = (one: Member, role: string, superior: Member) =>
      query('update scanners set superior_id = $2, superior_role = $3 where id = $1', [
        ...[one.scannerId, superior.scannerId, role],
      ]);
    await expect(under(i1, 'intermediate_scanner', i2)).rejects.toThrow('superior_higher');
    await expect(under(s1, 'ordinary_scanner', o1)).rejects.toThrow('superior_higher');
    await expect(under(i1, 'senior_scanner', i2)).rejects.toThrow('scanners_superior');
    const elsewhere = await kit.platform.transaction(null, (tx) =>
      assign(tx, o1, at.pier, 'senior'),
    );
    await expect(under(i1, 'senior_scanner', { ...s1, scannerId: elsewhere })).rejects.toThrow(
      'scanners_superior',
    );
  });

  it('keeps one assignment for each person and site, with its grant, at sites alone', async () => {
    const { s1, o1, places: at } = await fresh();
    const again = kit.platform.transaction(null, (tx) => assign(tx, o1, at.gate, 'ordinary'));
    await expect(again).rejects.toMatchObject({ code: 'scanner_exists' });
    const office = kit.platform.transaction(null, (tx) => assign(tx, o1, at.office, 'ordinary'));
    await expect(office).rejects.toThrow('scanners_site');
    const there = await kit.platform.transaction(null, (tx) => assign(tx, o1, at.pier, 'senior'));
    const apart = query("update scanners set role = 'ordinary_scanner' where id = $1", [there]);
    await expect(apart).rejects.toThrow('scanners_grant');
    await expect(query('delete from grants where person_id = $1', [s1.personId])).rejects.toThrow(
      'scanners_superior',
    );
  });
});

describe('the console', () => {
  it('neither gives nor takes a scanner’s role by itself', async () => {
    const { chief, o1, places: at } = await fresh();
    const console = await kit.as({ ...chief, realm: staffRealm, app: 'console' });
    const params = { personId: o1.personId };
    const role = { role: 'senior_scanner', placeId: at.pier.id };
    const { items } = await console.get(staff.list, { body: {} });
    const listed = items.find(({ personId }) => personId === o1.personId);
    const grantId = listed?.grants[0]?.id ?? 0;
    const answers = [
      await console.call(staff.grantRole, { params, body: role }),
      await console.call(staff.add, { body: { ...role, username: 'new.one', name: 'New' } }),
      await console.call(staff.revokeRole, { params: { ...params, grantId } }),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('grant_of_scanner'));
  });
});

describe('for which sites one reports', () => {
  it('is remembered for the account, and only of sites where one works', async () => {
    const { o1, chief, places: at } = await fresh();
    await kit.platform.transaction(null, (tx) => assign(tx, o1, at.pier, 'ordinary'));
    const choose = async (siteIds: number[], currentId: number) => {
      const { status, body } = await (await as(o1)).call(staff.reportFor, {
        body: { siteIds, currentId },
      });
      return status === 200 ? 'done' : (body.fields?.[0]?.path ?? body.code);
    };
    const { gate, pier, office } = at;
    const first = await (await as(o1)).get(staff.mySites);
    expect(first.map(({ id, current }) => [id, current])).toEqual([
      [gate.id, true],
      [pier.id, false],
    ]);
    expect(await choose([gate.id, pier.id], pier.id)).toBe('done');
    const chosen = await (await as(o1)).get(staff.mySites);
    expect(chosen.map(({ reports, current }) => [reports, current])).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(await choose([gate.id], pier.id)).toBe('currentId');
    expect(await choose([office.id, gate.id], gate.id)).toBe('siteIds.0');
    await (await as(chief)).get(staff.switchSite, {
      ...{ params: { siteId: pier.id }, body: { disabled: true } },
    });
    expect(await choose([gate.id, pier.id], gate.id)).toBe('siteIds.1');
    expect(await Promise.all([choose([gate.id], gate.id), choose([gate.id], gate.id)])).toEqual([
      'done',
      'done',
    ]);
  });
});

describe('looking', () => {
  it('shows a scanner with what may be done, and is noted', async () => {
    const { s1, i1, places: at } = await fresh();
    const senior = await as(s1);
    const params = { scannerId: i1.scannerId };
    const seen = await senior.get(staff.scanner, { params });
    expect(seen).toMatchObject({
      ...{ name: 'Crew i1', level: 'intermediate', superior: 'Crew s1', siteId: at.gate.id },
      ...{ below: ['Crew o1', 'Crew o2'], may: ['disable-self', 'disable-line', 'replace'] },
    });
    expect(seen.replacements.map(({ name }) => name)).toEqual([
      ...['Crew o1', 'Crew o2', 'Crew o3', 'Crew o4'],
    ]);
    const { rows } = await kit.database.pool.query(
      "select actor_id, place_id from audit_entries where action = 'scanner.viewed' and person_id = $1",
      [i1.personId],
    );
    expect(rows).toEqual([{ actor_id: s1.personId, place_id: at.gate.id }]);
    expect((await (await as(crew.i2)).call(staff.scanner, { params })).status).toBe(404);
  });

  it('lists one’s sites page by page, by name, and nobody else’s', async () => {
    const { chief, s1, places: at } = await fresh();
    const above = await as(chief);
    const first = await above.get(staff.sites, { body: { limit: 1 } });
    expect(first.items.map(({ id }) => id)).toEqual([at.gate.id]);
    const second = await above.get(staff.sites, { body: { limit: 1, after: first.next ?? '' } });
    expect([second.items.map(({ id }) => id), second.next]).toEqual([[at.pier.id], null]);
    const found = await above.get(staff.sites, { body: { text: 'PIER' } });
    expect(found.items.map(({ id }) => id)).toEqual([at.pier.id]);
    expect((await above.get(staff.sites, { body: { text: '%' } })).items).toEqual([]);
    const own = await (await as(s1)).get(staff.sites, { body: {} });
    expect(own.items).toMatchObject([{ id: at.gate.id, level: 'senior', scanners: 8 }]);
  });
});
