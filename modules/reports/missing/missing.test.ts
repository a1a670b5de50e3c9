import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Cast, cardOf, colonies, weighInDays } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { createProgramme, type Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { expedition as template, wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let late: Reporter;
let fresh: Reporter;
let done: Reporter;
let visitor: Reporter;
let asked: { programmeId: number; form: string; day: string; kind: 'missing' };

const today = '2022-01-20';

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  asked = { programmeId: expedition.id, form: 'daily', day: today, kind: 'missing' };
  late = await reporter(kit, expedition, { startsOn: '2022-01-15' });
  await late.send('daily', wellToday, { day: '2022-01-17' });
  fresh = await reporter(kit, expedition, { startsOn: today, organisation: colonies.south });
  done = await reporter(kit, expedition, {});
  await done.send('daily', wellToday);
  visitor = await reporter(kit, expedition, { attributes: { visitor: true } });
});
afterAll(() => kit.close());

async function standingOf({ person }: Reporter, given: object = {}) {
  const ada = await kit.as(cast.ada);
  const { items } = await ada.get(reports.missing, { body: { ...asked, ...given } });
  return items.find(({ enrolmentId }) => enrolmentId === person.enrolmentId);
}

it('says for how many days in a row somebody has not reported', async () => {
  expect(await standingOf(late)).toMatchObject({ missedInRow: 3, lastReported: '2022-01-17' });
  expect(await standingOf(fresh)).toMatchObject({ missedInRow: 1, lastReported: null });
  // What was reported later does not shorten the run of a day before.
  const before = { day: '2022-01-16' };
  expect(await standingOf(late, before)).toMatchObject({ missedInRow: 2, lastReported: null });
  const yesterday = { day: '2022-01-19' };
  expect(await standingOf(done, yesterday)).toMatchObject({ missedInRow: 16, lastReported: null });
  expect(await standingOf(done)).toBeUndefined();
  const unknown = { kind: 'milestoneUnknown' };
  expect(await standingOf(visitor, unknown)).toMatchObject({ missedInRow: null });
});

it('says when somebody was reminded of the day', async () => {
  const { programmeId, form } = asked;
  const enrolmentIds = [fresh.person.enrolmentId];
  const otto = await kit.as(cast.otto);
  await otto.get(reports.remind, { body: { programmeId, form, enrolmentIds } });
  const remindedAt = new Date(startOfTests).toISOString();
  expect(await standingOf(fresh)).toMatchObject({ remindedAt });
  expect(await standingOf(late)).toMatchObject({ remindedAt: null });
});

it('writes the list as a sheet, of one’s own places, and notes it', async () => {
  const sheet = { ...asked, format: 'csv' as const, lang: 'en' as const };
  const linesFor = async (who: Cast['ada']) => {
    const { status, raw } = await (await kit.as(who)).call(reports.exportMissing, { query: sheet });
    expect(status).toBe(200);
    return raw
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
      .slice(0, -2);
  };
  const lines = await linesFor(cast.ada);
  expect(lines[0]).toMatch(/,Organisation,Days missed in a row,Last reported on,Reminded at$/);
  expect(lines).toHaveLength(3);
  const ofLate = lines.find((line) => line.startsWith(cardOf(late.person)));
  expect(ofLate).toMatch(/,3,2022-01-17,$/);
  expect((await linesFor(cast.boris)).join()).not.toContain(cardOf(late.person));
  const rita = await kit.as(cast.rita);
  expect((await rita.call(reports.exportMissing, { query: sheet })).status).toBe(403);
  const { rows } = await kit.database.pool.query(
    `select details from audit_entries where action = 'report.missing_exported' order by id`,
  );
  expect(rows.slice(0, 2).map(({ details }) => details)).toMatchObject([
    { form: 'daily', day: today, kind: 'missing', format: 'csv' },
    { rows: 2, whole: true },
  ]);
});

describe('in another order', () => {
  type Asked = Omit<BodyOf<typeof reports.missing>, 'programmeId' | 'form' | 'day' | 'kind'>;
  type Kind = BodyOf<typeof reports.missing>['kind'];

  const unit = (code: string, zh: string, en: string) => ({ code, zh, en });
  const [ten, two] = [unit('u10', '单位10', 'A10'), unit('u2', '单位2', 'B2')];
  const names = ['Ann', '王伟', '阿宝', 'Wang', '王伟', '7 Dwarfs', '单位2', '单位10'];
  let other: Programme;

  beforeAll(async () => {
    other = await kit.platform.transaction(null, (tx) =>
      createProgramme(tx, {
        content: template,
        code: 'lists',
        place: { id: cast.places.station.id },
        ...weighInDays,
      }),
    );
    for (const [index, name] of names.entries()) {
      const who = await reporter(kit, other, {
        ...{ name, card: `L${9 - index}`, startsOn: `2022-01-${15 + (index % 3)}` },
        organisation: index % 2 ? ten : two,
      });
      if (name === 'Ann') await who.send('daily', wellToday, { day: '2022-01-19' });
    }
    const attributes = { visitor: true };
    for (const [index, name] of ['周', 'Bo', '安'].entries()) {
      const organisation = index % 2 ? ten : two;
      await reporter(kit, other, { name, card: `V${index}`, attributes, organisation });
    }
  });

  async function listed(asked: Asked, kind: Kind = 'missing', who = cast.ada) {
    const staff = await kit.as(who);
    const all = [];
    for (let after: string | undefined; ; ) {
      const body = { programmeId: other.id, form: 'daily', day: today, kind, ...asked };
      const { items, next } = await staff.get(reports.missing, {
        body: { ...body, ...(after && { after }) },
      });
      all.push(...items);
      if (next === null) return all;
      after = next;
    }
  }
  const said = async (asked: Asked, kind?: Kind) =>
    (await listed(asked, kind)).map(({ name }) => name).join(' ');
  const cards = async (asked: Asked, kind?: Kind) =>
    (await listed(asked, kind)).map(({ identifiers: [card] }) => card?.value).join(' ');

  // Counts that say of many that they are missing have them looked for in other ways.
  describe.each([0, 9999])('with %i more who are counted', (more) => {
    beforeAll(() =>
      kit.database.pool.query(
        'update due_changes set change = change + $1 where programme_id = $2 and change > 0',
        [more, other.id],
      ),
    );

    it('lists by name, and begins at a letter or a name', async () => {
      const order = '7 Dwarfs 阿宝 Ann 单位2 单位10 王伟 王伟 Wang';
      // Of those of one name, the page's border runs between the two.
      for (const limit of [1, 6, 7, 200]) {
        expect(await said({ sort: 'name', limit })).toBe(order);
      }
      expect(await said({ sort: 'name', jumpTo: 'w', limit: 1 })).toBe('王伟 王伟 Wang');
      expect(await said({ sort: 'name', jumpTo: '#' })).toBe(order);
      expect(await said({ sort: 'name', jumpTo: '单位3' })).toBe('单位10 王伟 王伟 Wang');
    });

    it('lists by what people are known by, and begins at any of these', async () => {
      expect(await cards({ sort: 'known', limit: 3 })).toBe('L2 L3 L4 L5 L6 L7 L8 L9');
      expect(await cards({ sort: 'known', jumpTo: 'L7', limit: 1 })).toBe('L7 L8 L9');
    });

    it('lists unit by unit in the order of their names, each by name', async () => {
      const of = { ten: '7 Dwarfs 单位10 王伟 Wang', two: '阿宝 Ann 单位2 王伟' };
      for (const limit of [1, 3, 4, 200]) {
        expect(await said({ sort: 'place', lang: 'en', limit })).toBe(`${of.ten} ${of.two}`);
        expect(await said({ sort: 'place', lang: 'zh', limit })).toBe(`${of.two} ${of.ten}`);
      }
    });

    it('lists who missed most days in a row first, those alike as they came', async () => {
      const runs = 'Wang 单位2 王伟 王伟 单位10 阿宝 7 Dwarfs Ann';
      for (const limit of [1, 2, 200]) expect(await said({ sort: 'run', limit })).toBe(runs);
      const days = (await listed({ sort: 'run' })).map(({ missedInRow }) => missedInRow);
      expect(days).toEqual([6, 6, 5, 5, 5, 4, 4, 1]);
    });
  });

  it('lists whose days wait for a milestone in the same orders', async () => {
    const kind = 'milestoneUnknown';
    for (const limit of [1, 200]) {
      expect(await said({ sort: 'name', limit }, kind)).toBe('安 Bo 周');
      expect(await said({ sort: 'place', lang: 'zh', limit }, kind)).toBe('安 周 Bo');
      expect(await cards({ sort: 'known', limit }, kind)).toBe('V0 V1 V2');
    }
    const body = { programmeId: other.id, form: 'daily', day: today, kind } as const;
    const ada = await kit.as(cast.ada);
    const refused = await ada.call(reports.missing, { body: { ...body, sort: 'run' } });
    expect(refused.body).toMatchObject({ fields: [{ path: 'sort', code: 'schema_enum' }] });
  });

  it('keeps to one’s own places in each of them', async () => {
    const south = await reporter(kit, other, { name: 'Zoe', organisation: colonies.south });
    for (const sort of ['name', 'known', 'place', 'run'] as const) {
      const own = await listed({ sort }, 'missing', cast.boris);
      expect(own.map(({ enrolmentId }) => enrolmentId)).toEqual([south.person.enrolmentId]);
    }
  });

  it('refuses the cursor of another order', async () => {
    const ada = await kit.as(cast.ada);
    const body = { programmeId: other.id, form: 'daily', day: today, kind: 'missing' } as const;
    const { next } = await ada.get(reports.missing, { body: { ...body, sort: 'name', limit: 1 } });
    const after = next ?? '';
    for (const sort of ['place', 'run'] as const) {
      const refused = await ada.call(reports.missing, { body: { ...body, sort, after } });
      expect(refused.status).toBe(422);
    }
  });

  it('writes a sheet in the order that is shown', async () => {
    const ada = await kit.as(cast.ada);
    const query = { programmeId: other.id, form: 'daily', day: today, kind: 'missing' } as const;
    const sheet = { ...query, format: 'csv', lang: 'zh', sort: 'place' } as const;
    const { raw } = await ada.call(reports.exportMissing, { query: sheet });
    const lines = raw.toString('utf8').trim().split('\r\n').slice(1, -2);
    const shown = await cards({ sort: 'place', lang: 'zh' });
    expect(lines.map((line) => line.split(',')[0]).join(' ')).toBe(shown);
  });
});
