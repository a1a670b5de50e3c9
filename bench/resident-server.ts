/** A process with the real server on an installation full of residents, which is kept between runs. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { issueCredential, referenceLength } from '../credential/credential.ts';
import { exportPoint } from '../credential/p256.ts';
import { coloursOf, verifyLedgers } from '../modules/codes/public.ts';
import { signingKey } from '../modules/codes/signing-keys/actions.ts';
import { staffRealm } from '../modules/people/public.ts';
import type { Programme } from '../modules/programmes/public.ts';
import { readConfig } from '../platform/config.ts';
import { findDataFolder } from '../platform/data-folder.ts';
import { migrationsHash } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { openPool, patientWaits } from '../platform/pool.ts';
import { systemScope } from '../platform/scope.ts';
import { allMigrations } from '../server/compose.ts';
import { openInstallation } from '../server/open.ts';
import { readIntoMemory } from './read-into-memory.ts';
import { gatherResidents } from './residents.ts';
import { databaseUsage, ownUsage, usageOf } from './usage.ts';

export type ResidentRole = { people: number; records: number };

/** What a load must know. */
export type ResidentPlace = {
  port: number;
  people: number;
  realm: string;
  /** By number. */
  siteIds: number[];
  /** A file with those who show their codes: JSON of {@link Showing}, one in a line. */
  showing: string;
};

/** Somebody who shows a code: the credential in base64url, and the private key of the phone. */
export type Showing = { credential: string; key: JsonWebKey };

export type ResidentReady = {
  dataDir: string;
  place: ResidentPlace;
  processes: number;
  bytes: number;
};

/** So many show their codes again and again, wherever they stand among all. */
export const mostShowing = 10_000;
/** Ledgers of more people take longer to verify than all that is measured. */
const mostVerified = 100_000;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

process.once('message', async ({ people, records }: ResidentRole) => {
  const version = migrationsHash(await allMigrations()).slice(0, 12);
  const folder = join('.cache', 'bench', `residents-${people}-${records}-${version}`);
  const { dataDir } = findDataFolder(join(import.meta.dirname, '..', folder));
  const { PROCESSES } = process.env;
  const settings = { HOST: '127.0.0.1', PORT: '0', PUBLIC_URL: 'http://127.0.0.1', PROCESSES };
  const installed = await openInstallation(
    readConfig({ ...settings, ANXING_DATA: dataDir }, ['--empty']),
    { info: () => {}, error: (details: object) => console.error(details) },
  );
  const { platform } = installed;
  if (!installed.owner) throw new Error('The embedded database is asked for.');
  const pool = openPool({ ...installed.owner, max: 1 }, patientWaits);
  const programme = await gatherResidents(
    { platform, owner: installed.owner, dataDir },
    { people, records },
  );
  await readIntoMemory(pool);
  await signIn(pool);
  const showing = join(dataDir, 'showing.jsonl');
  await showCodes(platform, pool, { programme, people, file: showing });
  const kept = await countChecks(pool);
  const { port, beside } = await installed.listen();
  await beside.ready;
  const { rows } = await pool.query<{ id: number }>(
    "select id::int from places where kind = 'site' order by id",
  );
  const siteIds = rows.map(({ id }) => id);
  const place = { port, people, realm: programme.realm, siteIds, showing };
  const size = await pool.query<{ bytes: number }>(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  process.on('message', async (order: string) => {
    if (order === 'usage') {
      process.send?.({
        server: ownUsage() + usageOf(beside.pids()),
        database: databaseUsage(dataDir),
      });
    } else if (order === 'checkpoint') {
      await pool.query('checkpoint');
      process.send?.(true);
    } else if (order === 'check') {
      if (people <= mostVerified) await verifyAll(platform);
      process.send?.((await countChecks(pool)) - kept);
    } else {
      await pool.end();
      await installed.close();
      process.exit(0);
    }
  });
  const processes = 1 + beside.pids().length;
  const ready: ResidentReady = { dataDir, place, processes, bytes: size.rows[0]?.bytes ?? 0 };
  process.send?.(ready);
});

// Nobody is left who would say when it is enough.
process.once('disconnect', () => process.exit(1));

async function countChecks(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from checks');
  return rows[0]?.n ?? 0;
}

async function verifyAll(platform: Platform): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const { flaws, next } = await verifyLedgers(platform, systemScope(), after);
    if (flaws.length > 0) throw new Error(`Flaws of ledgers: ${JSON.stringify(flaws.slice(0, 5))}`);
    after = next;
  }
}

/** Sessions of residents are kept fresh; those of scanners are short, and made anew. */
async function signIn(pool: pg.Pool): Promise<void> {
  await pool.query(
    "update sessions set seen_at = now() where app = 'portal' and seen_at < now() - interval '1 day'",
  );
  await pool.query("delete from sessions where app = 'field'");
  await pool.query(
    `insert into sessions (id, token_hash, person_id, realm, app, must_finish, agent, created_at,
       seen_at, expires_at)
     select gen_random_uuid(), sha256(convert_to(p.name, 'UTF8')), p.id, $1, 'field', false, '',
       now(), now(), now() + interval '12 hours'
     from persons p where exists (select from scanners s where s.person_id = p.id)`,
    [staffRealm],
  );
}

type Shown = { programme: Programme; people: number; file: string };

/** Signs codes for phones of which the load has the private keys. */
async function showCodes(platform: Platform, pool: pg.Pool, shown: Shown): Promise<void> {
  const { programme, people, file } = shown;
  // What an earlier run signed; all else is good for a year.
  await pool.query("delete from credentials where expires_at < now() + interval '7 days'");
  const count = Math.min(people, mostShowing);
  // In no order that an index could profit from.
  const ids = Array.from({ length: count }, (_, n) => 1 + ((n * 7919) % people));
  const colours = await coloursOf(platform.db, ids, platform.clock.now());
  const key = await signingKey(platform);
  const issued = Math.floor(Date.now() / 1000);
  const expires = issued + 86_400;
  const made = await Promise.all(
    ids.map(async (id) => {
      const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const reference = randomBytes(referenceLength);
      const colour = colours.get(id)?.colour ?? 'grey';
      const credential = {
        ...{ reference: new Uint8Array(reference), version: 1, programme: programme.code },
        ...{ colour, maskedName: '居**', issued, expires },
        deviceKey: await exportPoint(pair.publicKey),
      };
      const signed = Buffer.from(await issueCredential(credential, key));
      const privateKey = await crypto.subtle.exportKey('jwk', pair.privateKey);
      return { id, reference, colour, signed, privateKey };
    }),
  );
  await pool.query(
    `insert into credentials (reference, enrolment_id, phone_key_id, version, colour, signed, key_id,
       issued_at, expires_at)
     select decode(i.reference, 'hex'), i.id, p.id, 1, i.colour, decode(i.signed, 'hex'), $5,
       to_timestamp($6), to_timestamp($7)
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as i (id, reference, colour, signed)
     join phone_keys p on p.enrolment_id = i.id and p.retired_at is null`,
    [
      made.map(({ id }) => id),
      made.map(({ reference }) => reference.toString('hex')),
      made.map(({ colour }) => colour),
      made.map(({ signed }) => signed.toString('hex')),
      ...[key.keyId, issued, expires],
    ],
  );
  await pool.query('vacuum (analyze) credentials');
  const lines = made.map(({ signed, privateKey }) =>
    JSON.stringify({ credential: signed.toString('base64url'), key: privateKey } satisfies Showing),
  );
  writeFileSync(file, lines.join('\n'));
}
