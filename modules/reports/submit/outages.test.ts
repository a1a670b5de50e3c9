import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

/** Reports while the database is not as it should be. */

let kit: Kit;
let expedition: Programme;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  process.on('uncaughtException', note);
  ({ kit, expedition } = await startExpeditionKit());
  await (await reporter(kit, expedition)).send('daily', wellToday);
});
afterAll(async () => {
  await kit.close();
  process.off('uncaughtException', note);
});

const crowdOf = (size: number) =>
  Promise.all(Array.from({ length: size }, () => reporter(kit, expedition)));

/** Holds the reporting period of somebody, as a transaction does that changes it, until it is let go. */
async function hold({ person }: Reporter) {
  const client = await kit.database.pool.connect();
  client.on('error', () => {});
  await client.query('begin');
  await client.query('select from reporting_periods where enrolment_id = $1 for update', [
    person.enrolmentId,
  ]);
  return {
    client,
    letGo: async () => {
      await client.query('rollback');
      client.release();
    },
  };
}

const sendAll = (crowd: Reporter[]) =>
  Promise.all(crowd.map(async ({ send }) => (await send('daily', wellToday)).status));

it('outlives connections that break, and answers those who wait', async () => {
  const crowd = await crowdOf(30);
  const { client, letGo } = await hold(crowd[3] as Reporter);
  const sent = sendAll(crowd);
  await expect
    .poll(async () => {
      const { rows } = await kit.database.pool.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      return rows.length;
    })
    .toBeGreaterThan(0);
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await letGo();
  // Whoever met a connection that was broken already is told to try again, and loses nothing by it.
  for (const status of await sent) expect([200, 503]).toContain(status);
  expect(uncaught).toEqual([]);
  for (const noted of kit.errors.splice(0)) expect(noted).toMatchObject({ error: 'DatabaseAway' });
  await sendAll(crowd);
  for (const { browser } of crowd) {
    expect((await browser.get(reports.summary)).reports).toHaveLength(1);
  }
});

it('does not make everybody wait for one whose reporting period somebody holds', async () => {
  const [held, ...others] = await crowdOf(12);
  const { letGo } = await hold(held as Reporter);
  const one = sendAll([held as Reporter]);
  expect(await sendAll(others)).toEqual(others.map(() => 200));
  await letGo();
  expect(await one).toEqual([200]);
});
