import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fastify from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Programme } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { wellToday } from '../modules/reports/testing.ts';
import { type Embedded, startEmbedded } from '../platform/embedded.ts';
import { temporaryFolder } from '../platform/embedded-account.ts';
import { answerProblem, type RequestError } from '../platform/http-problems.ts';
import { stopCluster } from '../platform/test/stopped.ts';
import { browserOf } from './browser.ts';
import { serveHealth } from './health.ts';
import { reporter, startExpeditionKit } from './testing/expedition.ts';
import type { Kit } from './testing/kit.ts';

/** A database that is there and says nothing: nobody waits for it without end, and nothing is stored twice. */

const dataDir = join(temporaryFolder(), `anxing-silent-test-${process.pid}`);
let embedded: Embedded;
let kit: Kit;
let expedition: Programme;
/** A server that does not wait long, so that its tests do not either. */
let hasty: Awaited<ReturnType<Kit['beside']>>;

beforeAll(async () => {
  embedded = await startEmbedded({ dataDir, throwaway: true });
  ({ kit, expedition } = await startExpeditionKit({ server: embedded.owner }));
  hasty = await kit.beside({ connection: 300, lock: 200, statement: 300, answer: 300, idle: 1000 });
});
afterAll(async () => {
  // Each failure is noted once, and none is another one.
  for (const noted of kit.errors.splice(0)) expect(noted).toMatchObject({ error: 'DatabaseAway' });
  await kit.close();
  await embedded.stop();
  rmSync(dataDir, { recursive: true });
});

function silence() {
  const goOn = stopCluster(dataDir);
  onTestFinished(goOn);
  return goOn;
}

/** People whose browsers ask the hasty server. */
const crowdOf = (size: number) =>
  Promise.all(
    Array.from({ length: size }, async () => {
      const one = await reporter(kit, expedition);
      const { app, realm, cookie, origin } = one.browser;
      return { ...one, hasty: browserOf(hasty.server, { app, realm }, cookie, origin) };
    }),
  );

/** However busy the machine is. */
const patiently = { timeout: 30_000 };

const isAway = { status: 503, body: { code: 'database_away' } };

it('is told of in words, and whoever sends again what may have arrived has it stored once', async () => {
  const crowd = await crowdOf(8);
  const ids = crowd.map(() => randomUUID());
  const sendAll = () =>
    Promise.all(
      crowd.map(({ send, hasty }, n) => send('daily', wellToday, { id: ids[n] as string }, hasty)),
    );
  // A connection that is open already: what is sent on it arrives, and is done once the database wakes up.
  await expect
    .poll(async () => (await crowd[0]?.hasty.call(reports.summary))?.status, patiently)
    .toBe(200);
  const goOn = silence();
  for (const answer of await sendAll()) expect(answer).toMatchObject(isAway);
  // Those who wait for a new connection, too.
  for (const answer of await sendAll()) expect(answer).toMatchObject(isAway);
  goOn();
  await expect
    .poll(async () => (await sendAll()).map(({ status }) => status), patiently)
    .toEqual(ids.map(() => 200));
  for (const { browser } of crowd) {
    expect((await browser.get(reports.summary)).reports).toHaveLength(1);
  }
});

it('ends reads and transactions that are under way', async () => {
  const [person] = await crowdOf(1);
  const ask = () => person?.hasty.call(reports.summary);
  let goOn = () => {};
  const transaction = hasty.platform.transaction(null, async (tx) => {
    await sql`select 1`.execute(tx.db);
    goOn = silence();
    await sql`select 2`.execute(tx.db);
  });
  await expect(transaction).rejects.toMatchObject({ name: 'DatabaseAway' });
  expect(await ask()).toMatchObject(isAway);
  goOn();
  await expect.poll(async () => (await ask())?.status, patiently).toBe(200);
});

it('is seen by the health check at once, and so is that it answers again', async () => {
  const server = fastify();
  onTestFinished(() => server.close());
  serveHealth(server, kit.platform, { folder: dataDir, patience: 50 });
  server.setErrorHandler((error: RequestError, request, reply) =>
    answerProblem(error, request, reply, kit.platform.log),
  );
  const health = async () => (await server.inject({ url: '/healthz' })).statusCode;
  await expect.poll(health, patiently).toBe(200);
  const goOn = silence();
  expect(await health()).toBe(503);
  goOn();
  await expect.poll(health, patiently).toBe(200);
});
