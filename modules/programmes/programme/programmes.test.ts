import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParticipantApp } from '../../../forms/programme.ts';
import { identifiersText } from '../../../forms/sign-in.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import { on } from '../../../platform/events.ts';
import { type Platform, transactions } from '../../../platform/platform.ts';

import { type Cast, colonies, enrol, gather, penguin } from '../../../server/testing/cast.ts';
import { type Client as Browser, type Kit, startKit } from '../../../server/testing/kit.ts';
import { sportsDay } from '../../../server/testing/sports-day.ts';
import { insertGrant } from '../../access/public.ts';
import { addPlace, findPath } from '../../places/public.ts';
import { createStaff } from '../../staff/public.ts';
import { programmes } from '../contract.ts';
import { enrolPeople } from '../enrolment/enrol.ts';
import { enrolmentOf } from '../enrolment/find.ts';
import { type EnrolmentChange, enrolmentsChanged } from '../model.ts';
import { currentProgramme, formVersion, programmeAt } from './cache.ts';
import { createProgramme } from './create.ts';

let kit: Kit;
let cast: Cast;
let id: number;
const staff = {} as Record<'ada' | 'otto' | 'olga' | 'rita' | 'boris', Browser>;
let penny: Browser;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  id = cast.programme.id;
  for (const name of ['ada', 'otto', 'olga', 'rita', 'boris'] as const) {
    staff[name] = await kit.as(cast[name]);
  }
  penny = await kit.as(cast.penny);
});
afterAll(() => kit.close());

describe('what everybody may see', () => {
  it('lists the programmes, for a moment kept by browsers', async () => {
    const nobody = await kit.as(null);
    const answer = await nobody.call(programmes.offered);
    expect(answer.headers['cache-control']).toBe('public, max-age=10');
    expect(answer.body).toEqual([
      {
        code: 'penguins',
        name: { zh: '企鹅称重', en: 'Penguin weigh-in' },
        shortName: { zh: '称重', en: 'Weigh-in' },
        organiser: { zh: '浮冰观测站', en: 'Ice Floe Station' },
        systems: ['portal'],
        registers: false,
      },
    ]);
  });

  it('tells how to sign in, and nothing of forms and people', async () => {
    const nobody = await kit.as(null);
    const publicProgramme = await nobody.get(programmes.publicProgramme, {
      params: { code: 'penguins' },
    });
    expect(publicProgramme).toMatchObject({ realm: 'penguins', zone: 'Pacific/Auckland' });
    expect(publicProgramme.signIn.ways).toMatchObject([{ label: { en: 'Ring number' } }]);
    expect(Object.keys(publicProgramme)).not.toContain('groups');
    const unknown = await nobody.call(programmes.publicProgramme, { params: { code: 'seals' } });
    expect(unknown.status).toBe(404);
  });
});

describe('one’s own part', () => {
  it('has the services and forms of the group', async () => {
    const mine = await penny.get(programmes.mine);
    expect(mine).toMatchObject({
      programmeId: id,
      enrolmentId: cast.penny.enrolmentId,
      name: 'Penny Emperor',
      identifiers: [{ kind: 'card', value: 'P0001' }],
      groupCode: 'emperors',
      services: ['weighing', 'papers', 'help'],
      placeEn: 'North Colony',
    });
    expect(mine.forms.map(({ definition }) => definition.code)).toEqual(['weigh-in', 'arrival']);
  });

  it('has the forms that are meant for the person', async () => {
    const pablo = await kit.as(cast.pablo);
    const mine = await pablo.get(programmes.mine);
    expect(mine.services).toEqual(['weighing']);
    expect(mine.forms.map(({ definition }) => definition.code)).toEqual(['weigh-in', 'swim']);
  });

  it('is none for staff', async () => {
    expect((await staff.ada.call(programmes.mine)).status).toBe(401);
  });
});

describe('a new programme', () => {
  const days = { startsOn: '2023-02-01', endsOn: '2023-03-31' };

  it('is a copy of a template, on its own days, with a realm of its own', async () => {
    const [template] = await staff.ada.get(programmes.templates);
    const { id: made, placeId } = await staff.ada.get(programmes.create, {
      body: {
        template: template?.code ?? '',
        code: 'second-year',
        identity: sportsDay,
        ...days,
        placeId: cast.places.root.id,
        newPlace: { code: 'second', nameZh: '第二年', nameEn: 'Second year' },
      },
    });
    const programme = await currentProgramme(kit.platform, made);
    expect(programme).toMatchObject({
      code: 'second-year',
      version: 1,
      realm: 'second-year',
      placeId,
    });
    const { name, groups } = sportsDay;
    expect(programme.definition).toMatchObject({ code: 'second-year', name, groups, ...days });
    const path = await findPath(kit.platform.db, programme.placeId);
    expect(path.startsWith(cast.places.root.path)).toBe(true);
    const all = await staff.ada.get(programmes.list);
    expect(all.map(({ code }) => code)).toEqual(['penguins', 'second-year']);
    const mine = await staff.otto.get(programmes.list);
    expect(mine.map(({ code }) => code)).toEqual(['penguins']);
  });

  it('says what somebody may do with all of a programme, whatever they may do in a part', async () => {
    const mayOnAll = async (browser: Browser) =>
      (await browser.get(programmes.list)).find((each) => each.id === id)?.mayOnAll;
    expect(await mayOnAll(staff.otto)).toContain('roster.import');
    expect(await mayOnAll(staff.otto)).not.toContain('programme.create');
    expect(await mayOnAll(staff.olga)).toEqual([]);
  });

  it.each([
    [{ code: 'penguins' }, 'code', 'code_taken'],
    [{ code: 'staff' }, 'code', 'code_taken'],
    [{ template: 'none' }, 'template', 'template_unknown'],
    [{ startsOn: '2023-02-30' }, 'startsOn', 'not_a_date'],
    [{ endsOn: '2023-01-31' }, 'endsOn', 'ends_before_start'],
    [
      { newPlace: { code: 'north', nameZh: '北', nameEn: 'North' } },
      'newPlace.code',
      'place_code_taken',
    ],
  ])('is refused with %j', async (given, path, code) => {
    const [template] = await staff.ada.get(programmes.templates);
    const body = { template: template?.code ?? '', code: 'third', identity: sportsDay, ...days };
    const { status, body: problem } = await staff.ada.call(programmes.create, {
      body: { ...body, placeId: cast.places.station.id, ...given },
    });
    expect([409, 422]).toContain(status);
    expect(problem.fields).toEqual([{ path, code }]);
  });

  it('is for administrators, within their places', async () => {
    const part = { placeId: cast.places.north.id, identity: sportsDay };
    const body = { template: 'x', code: 'fourth', ...days, ...part };
    expect((await staff.otto.call(programmes.create, { body })).status).toBe(403);
    expect((await staff.otto.call(programmes.templates)).status).toBe(403);
  });
});

describe('a new place for a new programme', () => {
  const newPlace = { code: 'founded', nameZh: '新站', nameEn: 'New station' };

  it('is made by whoever may manage places there as well', async () => {
    const { north, south } = cast.places;
    await kit.database.pool.query(`
      insert into roles values ('founder', '筹建者', 'Founder'), ('builder', '建设者', 'Builder');
      insert into role_permissions values
        ('founder', 'programme.create'), ('builder', 'place.manage')`);
    const { personId } = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username: 'fanny', name: 'Fanny', role: 'founder', placeId: north.id }),
    );
    const fanny = await kit.as({ personId, realm: 'staff', app: 'console' });
    const grantBuilding = (place_id: number) => {
      const grant = { person_id: personId, role: 'builder', place_id };
      const times = { granted_at: kit.clock.now(), granted_by: null };
      return insertGrant(kit.platform.db, { ...grant, ...times });
    };
    const days = { startsOn: '2023-02-01', endsOn: '2023-03-31' };
    const [template] = await fanny.get(programmes.templates);
    const part = { placeId: north.id, identity: sportsDay };
    const body = { template: template?.code ?? '', code: 'founded', ...days, ...part };
    const found = async () => {
      const { status, body: answer } = await fanny.call(programmes.create, {
        body: { ...body, newPlace },
      });
      return [status, answer.code];
    };
    expect(await found()).toEqual([403, 'forbidden']);
    await grantBuilding(south.id);
    expect(await found()).toEqual([403, 'forbidden']);
    await grantBuilding(north.id);
    expect(await found()).toEqual([200, undefined]);
    const { rows } = await kit.database.pool.query(
      'select action from audit_entries where actor_id = $1 order by id',
      [personId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['place.created', 'programme.created']);
  });
});

describe('what the programme is made of', () => {
  it('does not change under one who holds it', async () => {
    const programme = await programmeAt(kit.platform, id, 1);
    expect(await programmeAt(kit.platform, id, 1)).toBe(programme);
    const form = programme.forms.get('weigh-in');
    expect(await formVersion(kit.platform, form?.id ?? 0)).toEqual(form);
    const { pool } = kit.database;
    await expect(pool.query('update form_versions set version = 2')).rejects.toThrow('append-only');
    await expect(pool.query('delete from programme_versions')).rejects.toThrow('append-only');
  });

  it('answers many who ask at once, each their own', async () => {
    const { penny: one, zelda: two } = cast;
    const asked = [one, two, { personId: one.personId, realm: 'staff' }, one];
    const answers = await Promise.all(
      asked.map(({ personId, realm }) => enrolmentOf(kit.platform, personId, realm)),
    );
    expect(answers.map((facts) => facts?.enrolmentId ?? null)).toEqual([
      ...[one.enrolmentId, two.enrolmentId, null, one.enrolmentId],
    ]);
    expect(answers[1]).toMatchObject({ placePath: cast.places.south.path, programmeVersion: 1 });
  });
});

describe('the roster', () => {
  const list = (browser: Browser, body = {}) =>
    browser.get(programmes.roster, { params: { id }, body });
  const cards = async (browser: Browser, body = {}) =>
    (await list(browser, body)).items.map(({ identifiers }) => identifiersText(identifiers));

  it('shows staff the people of their own places', async () => {
    expect(await cards(staff.ada)).toEqual(['P0001', 'P0002', 'P0003']);
    expect(await cards(staff.otto)).toEqual(['P0001', 'P0002', 'P0003']);
    expect(await cards(staff.olga)).toEqual(['P0001', 'P0002']);
    expect(await cards(staff.rita)).toEqual(['P0001', 'P0002']);
    expect(await cards(staff.boris)).toEqual(['P0003']);
  });

  it.each([
    [{ search: 'penny' }, ['P0001']],
    [{ search: 'EMPEROR' }, ['P0001', 'P0003']],
    [{ search: 'emperor zel' }, ['P0003']],
    [{ search: 'mperor' }, []],
    [{ search: '勃罗' }, ['P0002']],
    [{ search: 'p000' }, ['P0001', 'P0002', 'P0003']],
    [{ search: ' ' }, ['P0001', 'P0002', 'P0003']],
    [{ search: "%' or true --" }, []],
    [{ search: '!!' }, []],
    [{ group: 'adelies' }, ['P0002']],
    [{ state: 'withdrawn' }, []],
  ])('is searched by %j', async (query, expected) => {
    expect(await cards(staff.otto, query)).toEqual(expected);
  });

  it('is filtered by place, never beyond one’s own', async () => {
    const { north, south, station } = cast.places;
    expect(await cards(staff.otto, { placeId: south.id })).toEqual(['P0003']);
    expect(await cards(staff.otto, { placeId: station.id })).toHaveLength(3);
    const body = { placeId: north.id };
    const { status } = await staff.boris.call(programmes.roster, { params: { id }, body });
    expect(status).toBe(404);
  });

  it('pages by key, and loses nobody', async () => {
    const first = await list(staff.otto, { limit: 2 });
    expect(first.items.map(({ identifiers }) => identifiersText(identifiers))).toEqual([
      'P0001',
      'P0002',
    ]);
    const second = await list(staff.otto, { limit: 2, after: first.next as string });
    expect(second.items.map(({ identifiers }) => identifiersText(identifiers))).toEqual(['P0003']);
    expect(second.next).toBeNull();
    const broken = await staff.otto.call(programmes.roster, {
      params: { id },
      body: { after: 'broken' },
    });
    expect(broken.status).toBe(422);
  });

  it('is not for participants, nor without a session', async () => {
    expect((await penny.call(programmes.roster, { params: { id }, body: {} })).status).toBe(403);
    const nobody = await kit.as(null, 'console');
    expect((await nobody.call(programmes.roster, { params: { id }, body: {} })).status).toBe(401);
  });

  it('of a programme elsewhere is not there', async () => {
    const other = await kit.platform.transaction(null, async (tx) => {
      const place = await addPlace(tx, {
        ...{ parentId: cast.places.root.id, kind: 'organisation', code: 'seals' },
        ...{ zh: '海豹', en: 'Seals' },
      });
      const days = { startsOn: '2022-01-01', endsOn: '2022-02-01' };
      return createProgramme(tx, { content: penguins, code: 'seals', place, ...days });
    });
    const params = { id: other.id };
    for (const browser of [staff.otto, staff.olga, staff.boris]) {
      expect((await browser.call(programmes.roster, { params, body: {} })).status).toBe(404);
    }
    expect((await staff.ada.call(programmes.roster, { params, body: {} })).status).toBe(200);
    expect((await staff.otto.call(programmes.imports, { params })).status).toBe(404);
  });

  it.each([
    ['otto', 'station'],
    ['ada', 'station'],
    ['rita', 'north'],
    ['boris', 'south'],
  ] as const)('leaves a trace when %s looks at it, at %s', async (who, at) => {
    expect(await traces(who, { search: 'penny' })).toEqual([cast.places[at].id]);
  });

  it.each([
    ['south', 'south'],
    ['root', 'station'],
  ] as const)('leaves a trace when ada looks at %s, at %s', async (part, at) => {
    const placeId = cast.places[part].id;
    expect(await traces('ada', { placeId })).toEqual([cast.places[at].id]);
  });

  it('leaves a trace at each part that is looked at', async () => {
    const { north, south } = cast.places;
    const grant = { person_id: cast.boris.personId, role: 'reader', place_id: north.id };
    const times = { granted_at: kit.clock.now(), granted_by: null };
    const { rows } = await kit.database.pool.query('select max(id) as id from grants');
    await insertGrant(kit.platform.db, { ...grant, ...times });
    expect((await traces('boris', {})).toSorted()).toEqual([north.id, south.id].toSorted());
    await kit.database.pool.query('delete from grants where id > $1', [rows[0]?.id]);
  });

  let looks = 0;

  /** Where a look at a roster stands in the audit trail. */
  async function traces(who: keyof typeof staff, what: object): Promise<number[]> {
    const { pool } = kit.database;
    const { rows: before } = await pool.query('select max(id) as id from audit_entries');
    // A list that was looked at a moment ago is still the same look.
    const now = kit.clock.now().getTime();
    looks += 1;
    kit.clock.set(new Date(now + looks * 11 * 60_000).toISOString());
    await list(staff[who], what);
    kit.clock.set(new Date(now).toISOString());
    const { rows } = await pool.query<{ place_id: number }>(
      "select place_id from audit_entries where id > $1 and action = 'roster.viewed'",
      [before[0]?.id],
    );
    return rows.map(({ place_id }) => place_id);
  }
});

describe('importing', () => {
  const params = () => ({ id });

  it('is for organisers of the whole programme', async () => {
    const file = { name: 'r.csv', mime: 'text/csv', data: Buffer.from('a') };
    const status = async (browser: Browser) =>
      (await browser.call(programmes.startImport, { params: params(), file })).status;
    expect(await status(staff.otto)).toBe(200);
    expect(await status(staff.olga)).toBe(404);
    expect(await status(staff.boris)).toBe(404);
    expect(await status(staff.rita)).toBe(403);
    expect(await status(penny)).toBe(403);
    await kit.work();
  });

  it('is seen by those organisers only', async () => {
    const [latest] = (await staff.otto.get(programmes.imports, { params: params() })).items;
    const one = { id, importId: latest?.id ?? '' };
    expect((await staff.ada.call(programmes.import, { params: one })).status).toBe(200);
    expect((await staff.olga.call(programmes.import, { params: one })).status).toBe(404);
    expect(
      (await staff.olga.call(programmes.confirmImport, { params: one, body: { version: 0 } }))
        .status,
    ).toBe(404);
    expect((await staff.olga.call(programmes.refusedRows, { params: one })).status).toBe(404);
    expect((await staff.olga.call(programmes.absent, { params: one })).status).toBe(404);
    const body = { expected: 0 };
    const withdrawn = await staff.olga.call(programmes.withdrawAbsent, { params: one, body });
    expect(withdrawn.status).toBe(404);
  });
});

describe('a person who forgot everything', () => {
  const body = {
    apps: ['portal'] as ParticipantApp[],
    reason: 'Showed her passport at the counter',
    checkedInPerson: true as const,
  };

  it('is reset by an organiser of their place, with the reason on record', async () => {
    const person = await enrol(kit, cast.programme, { name: 'Forgetful' });
    const before = await kit.as(person);
    const params = { id, enrolmentId: person.enrolmentId };
    expect(await staff.olga.get(programmes.resetPerson, { params, body })).toEqual({
      oneTimePassword: null,
    });
    expect((await before.call(programmes.mine)).status).toBe(401);
    const { rows } = await kit.database.pool.query(
      "select actor_id, reason, details from audit_entries where action = 'person.reset' and person_id = $1",
      [person.personId],
    );
    expect(rows).toEqual([
      {
        actor_id: cast.olga.personId,
        reason: body.reason,
        details: { programmeId: id, apps: ['portal'] },
      },
    ]);
  });

  it('is not reset from elsewhere, by readers, or without a check and a reason', async () => {
    const params = { id, enrolmentId: cast.zelda.enrolmentId };
    const status = async (browser: Browser, given: object = {}) =>
      (
        await browser.call(programmes.resetPerson, {
          params,
          body: { ...body, ...given } as typeof body,
        })
      ).status;
    expect(await status(staff.olga)).toBe(404);
    expect(await status(staff.rita)).toBe(403);
    expect(await status(penny)).toBe(403);
    expect(await status(staff.boris, { reason: '  ' })).toBe(422);
    expect(await status(staff.boris, { checkedInPerson: false })).toBe(422);
    expect(await status(staff.boris, { apps: [] })).toBe(422);
  });
});

describe('enrolling', () => {
  it('answers entry by entry, refusals included', async () => {
    const entries = [
      penguin({ card: 'P0001', name: 'Penny Emperor' }),
      penguin({ card: 'P7001' }),
      penguin({ card: 'P7001', name: 'The same card' }),
    ];
    const outcomes = await kit.platform.transaction(null, (tx) =>
      enrolPeople(tx, cast.programme, entries),
    );
    expect(outcomes.map(({ state }) => state)).toEqual(['unchanged', 'fresh', 'refused']);
  });

  it('says who is new and what changed, once, in the same transaction', async () => {
    const emitted: EnrolmentChange[][] = [];
    const hear = on(enrolmentsChanged, async (_, items) => {
      emitted.push(items);
    });
    const platform: Platform = {
      ...kit.platform,
      ...transactions(kit.database, [hear], () => platform),
    };
    const same = penguin({ card: 'P7010' });
    const moved = penguin({ card: 'P7011' });
    const write = (...entries: (typeof same)[]) =>
      platform.transaction(null, (tx) => enrolPeople(tx, cast.programme, entries));
    await write(same, moved);
    await write(same, { ...moved, organisation: colonies.south, endsOn: '2022-02-01' });
    await write(same);
    expect(emitted.map((items) => items.length)).toEqual([2, 1]);
    expect(emitted[0]?.[0]).toMatchObject({
      programmeId: id,
      programmeVersion: 1,
      group: 'emperors',
    });
    expect(emitted[0]?.[0]).not.toHaveProperty('before');
    expect(emitted[1]?.[0]).toMatchObject({
      enrolmentId: emitted[0]?.[1]?.enrolmentId,
      placePath: cast.places.south.path,
      endsOn: '2022-02-01',
      before: { placePath: cast.places.north.path, endsOn: null, withdrawnOn: null },
    });
  });
});
