import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../forms/days.ts';
import { openSession } from '../modules/people/public.ts';
import { createProgramme, currentProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { readConfig } from '../platform/config.ts';
import { cookieName } from '../platform/http-identity.ts';
import { openInstallation } from '../server/open.ts';
import { games } from '../templates/games.ts';
import { amidst, killDatabase, killServer, startToKill } from './killing.ts';
import { freshFolder } from './setup.ts';

/**
 * Kills the server's whole process group without warning while people report, over and over, and
 * every other time the database server with it. What was acknowledged must be there afterwards, once.
 */

const rounds = Number(process.env.ROUNDS ?? 2);
const crowd = 60;
const senders = 24;
const days = 300;

type Person = { personId: string; token: string };
type Report = { id: string; person: Person; day: string };

const dataDir = freshFolder();
const environment = { ANXING_DATA: dataDir, HOST: '127.0.0.1', PORT: '0', PATH: process.env.PATH };
const quiet = { info: () => {}, error: () => {} };
const today = dayOf(new Date(), games.zone);
const acknowledged: Report[] = [];
/** Sent without an answer; sent again after the next start, as a phone would. */
let open: Report[] = [];
let people: Person[];
let formVersionId: number;
let sent = 0;

beforeAll(async () => {
  const { platform, close } = await openInstallation(readConfig(environment, ['--empty']), quiet);
  const { id } = await platform.transaction(null, (tx) =>
    createProgramme(tx, {
      content: games,
      code: games.code,
      place: { parentId: null, code: games.code, ...games.organiser },
      startsOn: addDays(today, -days),
      endsOn: addDays(today, 10),
    }),
  );
  const programme = await currentProgramme(platform, id);
  formVersionId = programme.forms.get('daily')?.id as number;
  const entries = Array.from({ length: crowd }, (_, index) => ({
    identifiers: [{ kind: 'card' as const, value: String(1000000 + index) }],
    name: `Person ${index}`,
    initial: '20190118',
    group: 'workforce',
    organisation: { code: `unit-${index % 5}`, zh: '单位', en: 'Unit' },
    attributes: { overseas: false },
    startsOn: addDays(today, -days),
    endsOn: null,
  }));
  const enrolled = await platform.transaction(null, (tx) => enrolPeople(tx, programme, entries));
  people = await Promise.all(
    enrolled.map(async (each) => {
      const personId = 'personId' in each ? each.personId : '';
      const session = { personId, realm: games.code, app: 'portal' as const };
      return { personId, token: (await openSession(platform, session)).token };
    }),
  );
  await close();
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a server that is killed under load', () => {
  it(`keeps every acknowledged report, once, through ${rounds} kills`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { server, url } = await startToKill(environment);
      if (round === 0) await promiseAll(url);
      const enough = acknowledged.length + 2 * senders;
      const load = reportUntilItBreaks(url);
      await amidst(load, () => acknowledged.length >= enough);
      if (round % 2 === 1) killDatabase(dataDir);
      await Promise.all([killServer(server), load]);
    }
    await settleOpen();
    await compareWithDatabase();
  }, 600_000);
});

function post(url: string, path: string, { token }: Person, body: object): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-anxing-app': 'portal',
      'x-anxing-realm': games.code,
      cookie: `${cookieName('portal', games.code)}=${token}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
}

async function promiseAll(url: string): Promise<void> {
  for (const person of people) await post(url, reports.declaration.url, person, { version: 1 });
}

async function send(url: string, report: Report): Promise<boolean> {
  const response = await post(url, reports.submit.url, report.person, {
    id: report.id,
    form: 'daily',
    formVersionId,
    day: report.day,
    basedOn: 0,
    values: wellValues,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  acknowledged.push(report);
  return true;
}

const noSymptoms = games.forms[0]?.definition.fields
  .filter(({ type }) => type === 'yesno')
  .map(({ code }) => [code, false]);
const wellValues = { temperature: 36.5, ...Object.fromEntries(noSymptoms ?? []) };

function next(): Report | undefined {
  const again = open.pop();
  if (again) return again;
  if (sent >= crowd * days) return undefined;
  const person = people[sent % crowd] as Person;
  const day = addDays(today, -Math.floor(sent / crowd));
  sent += 1;
  return { id: randomUUID(), person, day };
}

async function reportUntilItBreaks(url: string): Promise<void> {
  const sender = async () => {
    for (let report = next(); report; report = next()) {
      try {
        await send(url, report);
      } catch (error) {
        // A refusal is a mistake of this test or of the server; a broken connection is what it is about.
        if (/^\d{3} /.test((error as Error).message)) throw error;
        open.push(report);
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
}

/** A last start, at which everything that got no answer is sent once more. */
async function settleOpen(): Promise<void> {
  const { server, url } = await startToKill(environment);
  const waiting = open;
  open = [];
  for (const report of waiting) await send(url, report);
  process.kill(server.pid as number, 'SIGTERM');
  await once(server, 'exit');
}

async function compareWithDatabase(): Promise<void> {
  const { database, close } = await openInstallation(readConfig(environment, []), quiet);
  try {
    const { rows } = await database.pool.query<{ id: string }>(
      "select id from reports where form = 'daily'",
    );
    const kept = new Set(rows.map(({ id }) => id));
    const lost = acknowledged.filter(({ id }) => !kept.has(id));
    expect(acknowledged.length).toBeGreaterThan(rounds * senders);
    expect(lost).toEqual([]);
    expect(kept.size).toBe(new Set(acknowledged.map(({ id }) => id)).size);
    const { rows: counted } = await database.pool.query<{ done: number }>(
      "select coalesce(sum(done), 0)::int as done from units_done where form = 'daily'",
    );
    expect(counted[0]?.done).toBe(kept.size);
  } finally {
    await close();
  }
}
