import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cast, gather } from '../../../server/testing/cast.ts';
import {
  type Client as Browser,
  type Kit,
  startKit,
  startOfTests,
} from '../../../server/testing/kit.ts';
import { csvOf, importRoster, type SheetRow, upload } from '../../../server/testing/roster.ts';
import { sportsDay, sportsDayWithout } from '../../../server/testing/sports-day.ts';
import { people } from '../../people/contract.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { programmes } from '../contract.ts';

/** A programme that hands out one-time passwords, from its roster to an account of one's own. */

let kit: Kit;
let cast: Cast;
let id: number;
const staff = {} as Record<'ada' | 'otto' | 'olga' | 'rita' | 'boris', Browser>;
const own = 'kiruna and 47 seals';
const questions = ['school', 'teacher', 'pet'].map((question) => ({
  ...{ question, answer: `My ${question}` },
}));

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  for (const name of ['ada', 'otto', 'olga', 'rita', 'boris'] as const) {
    staff[name] = await kit.as(cast[name]);
  }
  const [template] = await staff.ada.get(programmes.templates);
  ({ id } = await staff.ada.get(programmes.create, {
    body: {
      ...{ template: template?.code ?? '', code: 'sports' },
      ...{ startsOn: '2022-01-17', endsOn: '2022-01-28' },
      ...{ placeId: cast.places.station.id, identity: sportsDay, without: sportsDayWithout },
      initialPassword: 'random',
    },
  }));
});
afterAll(() => kit.close());
beforeEach(() => kit.clock.set(startOfTests));

const row = (card: string, given: SheetRow = {}): SheetRow => ({
  ...{ 'Student number': card, Name: `Student ${card}`, Group: 'Students' },
  ...{ 'Organisation code': 'north', ...given },
});
const everybody = [
  row('20260101', { Name: '林小满' }),
  row('20260102'),
  row('20260103', { 'Organisation code': 'south' }),
];

type Query = { placeId?: number; group?: string };

/** The list as somebody gets it: card, name, unit and password of each person. */
async function listFor(browser: Browser, query: Query = {}, programmeId = id) {
  const answer = await browser.call(programmes.initialPasswords, {
    params: { id: programmeId },
    query: { ...query, format: 'csv', lang: 'en' },
  });
  const [, ...lines] = answer.raw.toString().trim().split('\r\n');
  const people = lines.map((line) => line.split(','));
  return { ...answer, people };
}
const passwordOf = async (card: string) =>
  (await listFor(staff.ada)).people.find(([of]) => of === card)?.at(-1) ?? '';

const visitor = (app: 'portal' | 'desk' = 'portal') => kit.as(null, app, 'sports');

async function enter(card: string, password: string, browser?: Browser) {
  const client = browser ?? (await visitor());
  const captcha = await solveCaptcha(kit.platform);
  const answer = await client.call(people.signInByCard, { body: { card, password, captcha } });
  return { client, ...answer };
}
const finish = (client: Browser, password = own) =>
  client.call(people.finish, { body: { password, questions } });

const stored = async (card: string): Promise<Buffer | null | undefined> => {
  const { rows } = await kit.database.pool.query<{ initial_encrypted: Buffer | null }>(
    `select initial_encrypted from memberships m join identifiers i using (person_id, realm)
     where i.realm = 'sports' and i.lookup = $1`,
    [card],
  );
  return rows[0]?.initial_encrypted;
};
const enrolmentOf = async (card: string) => {
  const { items } = await staff.ada.get(programmes.roster, {
    params: { id },
    body: { search: card },
  });
  return items[0]?.enrolmentId ?? 0;
};
const reset = (browser: Browser, enrolmentId: number) =>
  browser.call(programmes.resetPerson, {
    params: { id, enrolmentId },
    body: { apps: ['portal', 'desk'], reason: 'Lost the slip', checkedInPerson: true },
  });

describe('a roster of a programme with one-time passwords', () => {
  it('asks for no documents', async () => {
    for (const lang of ['zh', 'en'] as const) {
      const query = { format: 'csv', lang } as const;
      const { raw } = await staff.ada.call(programmes.rosterTemplate, { params: { id }, query });
      expect(raw.toString()).toContain(sportsDay.card?.label[lang]);
      expect(raw.toString()).not.toMatch(/证件|出生|document|birth/i);
    }
    const { preview } = await upload(kit, staff.ada, id, csvOf(everybody));
    expect(preview).toMatchObject({ receipt: { fresh: 3, refused: 0 }, missing: [], problems: [] });
  });

  it('gives everybody a password of their own, which a second one leaves as it is', async () => {
    const { receipt } = await importRoster(kit, staff.ada, id, csvOf(everybody));
    expect(receipt).toMatchObject({ fresh: 3 });
    const { people: first } = await listFor(staff.ada);
    expect(first.map(([card]) => card)).toEqual(['20260101', '20260102', '20260103']);
    const passwords = first.map((each) => each.at(-1));
    expect(new Set(passwords).size).toBe(3);
    for (const each of passwords) expect(each).toMatch(/^[cdfhjkmnpqrtvwxy234679]{5}-[^-]{5}$/);
    const before = await stored('20260101');
    const again = await importRoster(kit, staff.ada, id, csvOf(everybody));
    expect(again.receipt).toMatchObject({ unchanged: 3, updated: 0, fresh: 0 });
    const moved = [row('20260102', { Name: 'Renamed' })];
    const changed = await importRoster(kit, staff.ada, id, csvOf(moved));
    expect(changed.receipt).toMatchObject({ updated: 1 });
    expect((await listFor(staff.ada)).people.map((each) => each.at(-1))).toEqual(passwords);
    expect(await stored('20260101')).toEqual(before);
  });

  it('keeps them encrypted, and out of the audit trail', async () => {
    const password = await passwordOf('20260101');
    expect((await stored('20260101'))?.toString('latin1')).not.toContain(password);
    const { rows } = await kit.database.pool.query<{ all: string }>(
      'select string_agg(a::text, chr(10)) as all from audit_entries a',
    );
    expect(rows[0]?.all).toContain('roster.passwords_exported');
    expect(rows[0]?.all).not.toContain(password.split('-')[0]);
  });
});

describe('the list of passwords', () => {
  it('has the people of one’s own units alone', async () => {
    const cards = async (browser: Browser, query?: Query) =>
      (await listFor(browser, query)).people.map(([card]) => card);
    expect(await cards(staff.olga)).toEqual(['20260101', '20260102']);
    expect(await cards(staff.boris)).toEqual(['20260103']);
    expect(await cards(staff.otto, { placeId: cast.places.south.id })).toEqual(['20260103']);
    const elsewhere = await listFor(staff.olga, { placeId: cast.places.south.id });
    expect(elsewhere.status).toBe(404);
  });

  it('needs the permission, and leaves a trace where it was looked at', async () => {
    expect((await listFor(staff.rita)).body.code).toBe('forbidden');
    await listFor(staff.olga);
    const { rows } = await kit.database.pool.query(
      `select actor_id, place_id, details from audit_entries
       where action = 'roster.passwords_exported' order by id desc limit 1`,
    );
    expect(rows).toEqual([
      {
        ...{ actor_id: cast.olga.personId, place_id: cast.places.north.id },
        details: { programmeId: id },
      },
    ]);
  });

  it('is for nobody where initial passwords are dates', async () => {
    const { status, body } = await listFor(staff.otto, {}, cast.programme.id);
    expect([status, body.code]).toEqual([409, 'passwords_are_dates']);
  });
});

describe('a person with a one-time password', () => {
  it('comes in with it however a phone writes it, and is off the list with an account', async () => {
    const password = await passwordOf('20260101');
    const typed = password.replace('-', ' ').toUpperCase();
    const { client, body } = await enter('20260101', typed);
    expect(body.me).toMatchObject({ mustFinish: true });
    expect((await client.call(programmes.mine)).body.code).toBe('must_finish');
    const same = await finish(client, password.replace('-', ''));
    expect(same.body.fields).toMatchObject([{ path: 'password', code: 'password_same' }]);
    expect((await finish(client)).status).toBe(200);
    expect((await client.call(programmes.mine)).status).toBe(200);
    expect(await stored('20260101')).toBeNull();
    expect((await listFor(staff.ada)).people.map(([card]) => card)).not.toContain('20260101');
    expect((await enter('20260101', password)).body.code).toBe('sign_in_failed');
  });

  it('has one account for phone and PC', async () => {
    const { body } = await enter('20260101', own, await visitor('desk'));
    expect(body.me).toMatchObject({ app: 'desk', mustFinish: false });
  });

  it('who is on the roster again keeps the account', async () => {
    const renamed = [row('20260101', { Name: '林大满' })];
    await importRoster(kit, staff.ada, id, csvOf(renamed));
    expect(await stored('20260101')).toBeNull();
    expect((await enter('20260101', own)).status).toBe(200);
  });

  it('who begins on two devices at once finishes on one', async () => {
    const password = await passwordOf('20260102');
    const [phone, pc] = [await enter('20260102', password), await enter('20260102', password)];
    const both = await Promise.all([finish(phone.client), finish(pc.client, `${own} too`)]);
    const statuses = both.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([401, 409]).toContain(statuses[1]);
    expect(await stored('20260102')).toBeNull();
  });

  it('gets another one from staff, which is told once and ends the one before', async () => {
    const before = await passwordOf('20260103');
    const { client } = await enter('20260103', before);
    const enrolmentId = await enrolmentOf('20260103');
    expect((await reset(staff.olga, enrolmentId)).status).toBe(404);
    expect((await reset(staff.rita, enrolmentId)).status).toBe(403);
    const { body } = await reset(staff.boris, enrolmentId);
    const { oneTimePassword: after } = body;
    expect(after).not.toBe(before);
    expect((await finish(client)).status).toBe(401);
    expect((await enter('20260103', before)).body.code).toBe('sign_in_failed');
    expect(await passwordOf('20260103')).toBe(after);
    const entered = await enter('20260103', after ?? '');
    expect((await finish(entered.client)).status).toBe(200);
  });

  it('who forgot everything begins again with another one, on every app', async () => {
    const { client } = await enter('20260103', own, await visitor('desk'));
    const { body } = await reset(staff.boris, await enrolmentOf('20260103'));
    expect((await client.call(programmes.mine)).status).toBe(401);
    expect((await enter('20260103', own)).body.code).toBe('sign_in_failed');
    expect((await enter('20260103', body.oneTimePassword ?? '')).body.me).toMatchObject({
      mustFinish: true,
    });
    const { rows } = await kit.database.pool.query<{ action: string; details: object }>(
      "select details from audit_entries where action = 'person.reset' order by id desc limit 1",
    );
    expect(rows).toEqual([{ details: { programmeId: id, apps: ['portal', 'desk'] } }]);
  });

  it('who is withdrawn is on no list, and takes part again with the same one', async () => {
    const password = await passwordOf('20260103');
    const enrolmentId = await enrolmentOf('20260103');
    const params = { id, enrolmentId };
    const open = () => staff.ada.get(programmes.enrolledPerson, { params });
    const { revision, fields } = await open();
    await staff.ada.get(programmes.withdrawPerson, {
      params,
      body: { revision, reason: 'Moved away' },
    });
    expect(await passwordOf('20260103')).toBe('');
    expect((await enter('20260103', password)).body.code).toBe('withdrawn');
    kit.clock.set('2022-01-20T05:00:00.000Z');
    const again = { fields, placeId: cast.places.south.id, again: true };
    await staff.ada.get(programmes.changePerson, {
      params,
      body: { ...again, revision: (await open()).revision },
    });
    expect(await passwordOf('20260103')).toBe(password);
    expect((await enter('20260103', password)).status).toBe(200);
  });

  it('who was added by hand has one, too', async () => {
    const { enrolmentId } = await staff.olga.get(programmes.enrolPerson, {
      params: { id },
      body: {
        fields: { card: '20260104', name: 'Late', group: 'students' },
        placeId: cast.places.north.id,
      },
    });
    expect(enrolmentId).toBeGreaterThan(0);
    expect((await enter('20260104', await passwordOf('20260104'))).status).toBe(200);
  });
});
