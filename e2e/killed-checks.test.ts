import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportPoint } from '../credential/p256.ts';
import { present } from '../credential/presentation.ts';
import { addDays, dayOf } from '../forms/days.ts';
import { codes } from '../modules/codes/contract.ts';
import { verifyLedgers } from '../modules/codes/public.ts';
import { openSession, staffRealm } from '../modules/people/public.ts';
import { addPlace } from '../modules/places/public.ts';
import { createProgramme, currentProgramme, enrolPeople } from '../modules/programmes/public.ts';
import { screening } from '../modules/screening/contract.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import { readConfig } from '../platform/config.ts';
import type { BodyOf } from '../platform/contract.ts';
import { cookieName } from '../platform/http-identity.ts';
import { systemScope } from '../platform/scope.ts';
import { openInstallation } from '../server/open.ts';
import { region } from '../templates/region.ts';
import { amidst, killDatabase, killServer, startToKill } from './killing.ts';
import { freshFolder } from './setup.ts';

/**
 * Kills the server without warning while scanners check people, over and over, and every other time the database
 * server with it. What was acknowledged must be there afterwards, once, and every ledger whole.
 */

const rounds = Number(process.env.ROUNDS ?? 2);
const crowd = 20;
const senders = 12;

type Signed = { app: 'portal' | 'field'; realm: string; token: string };
type Resident = Signed & {
  phoneKey: string;
  privateKey: CryptoKey;
  credential: Uint8Array<ArrayBuffer>;
};
type Check = BodyOf<typeof screening.check>;

const dataDir = freshFolder();
const environment = { ANXING_DATA: dataDir, HOST: '127.0.0.1', PORT: '0', PATH: process.env.PATH };
const quiet = { info: () => {}, error: () => {} };
const acknowledged: Check[] = [];
/** Sent without an answer; sent again after the next start, as a scanner's phone would. */
let open: Check[] = [];
let residents: Resident[];
let scanner: Signed;
let siteId: number;
let sent = 0;

beforeAll(async () => {
  const { platform, close } = await openInstallation(readConfig(environment, ['--empty']), quiet);
  const today = dayOf(new Date(), region.zone);
  const { id, placeId } = await platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: region, code: region.code },
      place: { parentId: null, code: region.code, ...region.organiser },
      ...{ startsOn: addDays(today, -1), endsOn: addDays(today, 10) },
    }),
  );
  const programme = await currentProgramme(platform, id);
  const { realm } = programme;
  const entries = Array.from({ length: crowd }, (_, index) => ({
    identifiers: [{ kind: 'identity' as const, value: `passport P${1000000 + index}` }],
    ...{ name: `Resident ${index}`, initial: null, group: 'residents', attributes: {} },
    organisation: { code: 'estate', zh: '小区', en: 'Estate' },
    ...{ startsOn: addDays(today, -1), endsOn: null },
  }));
  const personId = await platform.transaction(null, async (tx) => {
    const names = { zh: '北门', en: 'North gate' };
    const site = await addPlace(tx, { parentId: placeId, kind: 'site', code: 'gate', ...names });
    siteId = site.id;
    const hired = await createStaff(tx, { username: 'sam', name: 'Sam' });
    const assigned = { personId: hired.personId, siteId, level: 'senior', superior: null } as const;
    await assignScanner(tx, assigned);
    return hired.personId;
  });
  const enrolled = await platform.transaction(null, (tx) => enrolPeople(tx, programme, entries));
  const signIn = async (session: { personId: string; realm: string; app: Signed['app'] }) => ({
    ...{ app: session.app, realm: session.realm },
    token: (await openSession(platform, session)).token,
  });
  scanner = await signIn({ personId, realm: staffRealm, app: 'field' });
  residents = await Promise.all(
    enrolled.map(async (each) => {
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
      const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
      return {
        ...(await signIn({
          personId: 'personId' in each ? each.personId : '',
          realm,
          app: 'portal',
        })),
        phoneKey: Buffer.from(await exportPoint(pair.publicKey)).toString('base64url'),
        ...{ privateKey: pair.privateKey, credential: new Uint8Array() },
      };
    }),
  );
  await close();
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a server that is killed while people are checked', () => {
  it(`keeps every acknowledged check, once, through ${rounds} kills`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { server, url } = await startToKill(environment);
      if (round === 0) {
        for (const each of residents) await whenNotBusy(() => fetchCode(url, each));
      }
      const enough = acknowledged.length + 2 * senders;
      const load = checkUntilItBreaks(url);
      await amidst(load, () => acknowledged.length >= enough);
      if (round % 2 === 1) killDatabase(dataDir);
      await Promise.all([killServer(server), load]);
    }
    await settleOpen();
    await compareWithDatabase();
  }, 600_000);
});

async function post(url: string, path: string, signed: Signed, body: object): Promise<Response> {
  const { app, realm, token } = signed;
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-anxing-app': app, 'x-anxing-realm': realm },
      cookie: `${cookieName(app, realm)}=${token}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
}

const isBusy = (error: unknown) => /^503 /.test((error as Error).message);

/** A server on a machine that does much else says that it is busy; phones try again. */
async function whenNotBusy(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || tries === 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function fetchCode(url: string, resident: Resident): Promise<void> {
  const { phoneKey } = resident;
  await post(url, codes.registerPhone.url, resident, { phoneKey });
  const response = await post(url, codes.ownCredential.url, resident, { phoneKey });
  const { credential } = (await response.json()) as { credential: { signed: string } };
  resident.credential = new Uint8Array(Buffer.from(credential.signed, 'base64url'));
}

/** One in three has a fever, and the next check finds none: ledgers grow. */
async function next(): Promise<Check> {
  const again = open.pop();
  if (again) return again;
  const { credential, privateKey } = residents[sent % crowd] as Resident;
  const temperature = sent % 3 === 0 ? 38.1 : 36.5;
  sent += 1;
  const now = Date.now();
  const code = await present(credential, { moment: now / 1000, clockAhead: 0 }, privateKey);
  const checkedAt = new Date(now).toISOString();
  return { id: randomUUID(), siteId, way: { code }, checkedAt, temperature, shown: 'green' };
}

async function send(url: string, check: Check): Promise<void> {
  await post(url, screening.check.url, scanner, check);
  acknowledged.push(check);
}

async function checkUntilItBreaks(url: string): Promise<void> {
  const sender = async () => {
    for (;;) {
      const check = await next();
      try {
        await send(url, check);
      } catch (error) {
        // A refusal is a mistake of this test or of the server; a broken connection is what it is about.
        if (/^\d{3} /.test((error as Error).message) && !isBusy(error)) throw error;
        open.push(check);
        if (!isBusy(error)) return;
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
  for (const check of waiting) await whenNotBusy(() => send(url, check));
  process.kill(server.pid as number, 'SIGTERM');
  await once(server, 'exit');
}

async function compareWithDatabase(): Promise<void> {
  const { platform, database, close } = await openInstallation(readConfig(environment, []), quiet);
  try {
    const ids = async (query: string) =>
      (await database.pool.query<{ id: string }>(query)).rows.map(({ id }) => id).sort();
    const idsOf = (checks: Check[]) => checks.map(({ id }) => id).sort();
    expect(acknowledged.length).toBeGreaterThan(rounds * senders);
    expect(await ids('select id from checks')).toEqual(idsOf(acknowledged));
    const high = acknowledged.filter(({ temperature }) => temperature > 38);
    expect(await ids('select check_id as id from fever_alerts')).toEqual(idsOf(high));
    const { flaws, people, entries } = await verifyLedgers(platform, systemScope(), 0);
    expect(flaws).toEqual([]);
    expect(people).toBeGreaterThan(0);
    expect(entries).toBeGreaterThanOrEqual(people);
    console.log(`  ${acknowledged.length} checks, ${entries} entries of ledgers, ${rounds} kills`);
  } finally {
    await close();
  }
}
