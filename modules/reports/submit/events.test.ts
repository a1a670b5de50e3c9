import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Values } from '../../../forms/definition.ts';
import type { Tx } from '../../../platform/platform.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { onReports, type ReportSubmitted } from '../events.ts';
import { wellToday } from '../testing.ts';

/** What handlers of other modules hear of reports, and what becomes of reports when a handler fails. */

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let heard: ReportSubmitted[][] = [];
let alsoDo: (tx: Tx, items: ReportSubmitted[]) => Promise<void> = async () => {};

const handler = onReports(
  ({ code }) => (code === 'expedition' ? ['daily', 'voyage'] : []),
  async (tx, items) => {
    heard.push(items);
    await tx.send(
      sql`update tally set reports = reports + 1, last = i.id
        from unnest(${items.map(({ enrolmentId }) => enrolmentId)}::bigint[],
          ${items.map(({ id }) => id)}::uuid[]) as i (enrolment_id, id)
        where tally.enrolment_id = i.enrolment_id`.compile(tx.db),
    );
    await alsoDo(tx, items);
  },
);

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit({ handlers: [handler] }));
  await kit.database.pool.query(
    'create table tally (enrolment_id bigint primary key, reports int not null, last uuid)',
  );
  // The programme is known from here on, so that first reports go by the one statement.
  await (await reporter(kit, expedition)).send('daily', wellToday);
});
beforeEach(() => {
  heard = [];
  alsoDo = async () => {};
});
afterAll(() => kit.close());

async function sender(): Promise<Reporter> {
  const one = await reporter(kit, expedition);
  await kit.database.pool.query('insert into tally values ($1, 0)', [one.person.enrolmentId]);
  return one;
}

async function tallyOf({ person }: Reporter): Promise<unknown> {
  const { rows } = await kit.database.pool.query(
    `select t.reports, (select count(*)::int from reports r where r.enrolment_id = $1) as stored,
       exists (select from reports r where r.id = t.last) as right
     from tally t where t.enrolment_id = $1`,
    [person.enrolmentId],
  );
  return rows[0];
}

it('tells of every version that was taken, once for those written together', async () => {
  const people = await Promise.all([1, 2, 3].map(sender));
  const [one] = people as [Reporter];
  await one.send('daily', { temperature: 38, cough: false }, { day: '2022-01-19' });
  await Promise.all(people.map(({ send }) => send('daily', wellToday, { day: '2022-01-20' })));
  await one.send('daily', { ...wellToday, cough: true }, { basedOn: 1 });
  await one.send('voyage', { landedOn: '2022-01-15' });
  await one.send('voyage', { landedOn: '2022-01-15' });
  expect(heard.flat()).toHaveLength(6);
  const { personId, enrolmentId } = one.person;
  const unit = { placeId: cast.places.north.id, group: 'emperors' };
  const programme = { programmeId: expedition.id, programmeVersion: expedition.version };
  const owner = { ...unit, ...programme, personId, enrolmentId, app: 'portal', sentBy: personId };
  const daily = { ...owner, form: 'daily' };
  expect(heard[0]).toMatchObject([
    { ...daily, slot: '2022-01-19', version: 1, alerts: ['hot'], day: '2022-01-19' },
  ]);
  const [second, third] = heard.slice(-2);
  expect(second).toMatchObject([
    { ...daily, version: 2, alerts: ['cough'], values: { cough: true } },
  ]);
  expect(third).toMatchObject([{ ...owner, form: 'voyage', slot: 'one', version: 1 }]);
  expect(await tallyOf(one)).toEqual({ reports: 4, stored: 4, right: true });
});

it('writes reports that arrive together in one transaction with what the handlers do', async () => {
  const people = await Promise.all(Array.from({ length: 40 }, sender));
  const statuses = await Promise.all(
    people.map(async ({ send }) => (await send('daily', wellToday)).status),
  );
  expect(statuses).toEqual(people.map(() => 200));
  expect(heard.flat()).toHaveLength(people.length);
  expect(heard.length).toBeLessThan(people.length);
  for (const one of people) {
    expect(await tallyOf(one)).toEqual({ reports: 1, stored: 1, right: true });
  }
});

it('leaves alone the forms and programmes that no handler names', async () => {
  const one = await sender();
  await one.send('sample', { result: 'untested' });
  const other = await reporter(kit, cast.programme);
  const weighed = { weight: 20, moulting: false, limping: false };
  expect((await other.send('weigh-in', weighed)).status).toBe(200);
  expect((await one.send('papers', { pages: [] })).status).toBe(422);
  expect(heard).toEqual([]);
});

const failures: [string, (tx: Tx) => Promise<void>][] = [
  [
    'throws',
    async () => {
      throw new Error('the handler fails');
    },
  ],
  [
    'awaits a statement that fails',
    async ({ db }) => {
      await sql`select 1 / 0`.execute(db);
    },
  ],
  [
    'sends a statement that fails',
    async (tx) => {
      await tx.send(sql`select 1 / 0`.compile(tx.db));
    },
  ],
  [
    'sends one that fails and awaits another',
    async (tx) => {
      await tx.send(sql`select 1 / 0`.compile(tx.db));
      await sql`select 1`.execute(tx.db);
    },
  ],
];

it.each(failures)('stores nothing when a handler %s, and tells each caller', async (_, fail) => {
  const people = await Promise.all([1, 2, 3, 4, 5].map(sender));
  const [bad] = people as [Reporter];
  const ofBad = ({ enrolmentId }: ReportSubmitted) => enrolmentId === bad.person.enrolmentId;
  alsoDo = async (tx, items) => {
    if (items.some(ofBad)) await fail(tx);
  };
  const attempts: [string, Values, object][] = [
    ['daily', wellToday, {}],
    ['daily', { ...wellToday, cough: true }, { basedOn: 1 }],
    ['voyage', { landedOn: '2022-01-15' }, {}],
  ];
  for (const [form, values, more] of attempts) {
    if ('basedOn' in more) {
      alsoDo = async () => {};
      await bad.send('daily', wellToday);
      alsoDo = async (tx, items) => {
        if (items.some(ofBad)) await fail(tx);
      };
    }
    const answers = await Promise.all(people.map(({ send }) => send(form, values, more)));
    expect(answers.map(({ status }) => status)).toEqual([500, 200, 200, 200, 200]);
  }
  expect(kit.errors.splice(0)).toHaveLength(attempts.length);
  expect(await tallyOf(bad)).toEqual({ reports: 1, stored: 1, right: true });
  for (const one of people.slice(1)) {
    expect(await tallyOf(one)).toEqual({ reports: 3, stored: 3, right: true });
  }
  expect((await bad.browser.get(reports.overview)).done).toBe(1);
});
