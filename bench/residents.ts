/** Invented residents of a region in any number, with codes, credentials and records, for measuring. */
import { hash, randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { addDays, dayOf } from '../forms/days.ts';
import { colouredOf, takeUp } from '../modules/codes/evaluate/store.ts';
import { publicKeys } from '../modules/codes/public.ts';
import { encryptIdentifier, lookupOf } from '../modules/people/identifiers.ts';
import { addPlace } from '../modules/places/public.ts';
import { createProgramme, currentProgramme, type Programme } from '../modules/programmes/public.ts';
import { assignScanner, createStaff } from '../modules/staff/public.ts';
import type { Platform } from '../platform/platform.ts';
import { openPool, patientWaits } from '../platform/pool.ts';
import { region } from '../templates/region.ts';

export const sites = 50;
/** A senior and ordinary ones at each site. */
export const scannersOfSite = 4;
const areaSize = 5000;
/** People, documents and records are made by so many together, on two connections. */
export const partSize = 100_000;
/** Codes are given to so many people together. */
const atOnce = 2000;
/** About as long as what is really signed. */
const signedBytes = 200;

/** The session's token of the resident with this number. */
const residentToken = (person: number | string) => `resident-${person}`;

/** The name of a scanner, which is the token of the session as well. */
export const scannerName = (site: number, nth: number) => `scanner-${site}-${nth}`;

/** The document of the resident with this number. */
export const passportOf = (person: number) => `P${String(person).padStart(9, '0')}`;

/** The public key with which a resident's phone asks: any 33 bytes will do for whoever signs nothing. */
function phoneKeyOf(person: number): string {
  const key = Buffer.concat([Buffer.of(2), hash('sha256', `phone-${person}`, 'buffer')]);
  return key.toString('base64url');
}

/** What a resident's phone sends to get its code. */
export const codeAsked = ({ realm }: { realm: string }, person: number) => ({
  app: 'portal' as const,
  realm,
  token: residentToken(person),
  path: '/api/codes/mine/credential',
  body: JSON.stringify({ phoneKey: phoneKeyOf(person) }),
});

export type Parts = { platform: Platform; owner: pg.PoolConfig; dataDir: string };

/** What is made refers to what was made before, and a run that was broken off starts anew. */
export const unchecked = 'set session_replication_role = replica; set synchronous_commit = off';

/** Fills an empty installation, or keeps what an earlier run made; says how long each part took. */
export async function gatherResidents(
  parts: Parts,
  { people, records }: { people: number; records: number },
): Promise<Programme> {
  const { platform, owner, dataDir } = parts;
  const { rows } = await sql<{ id: number }>`select id from programmes limit 1`.execute(
    platform.db,
  );
  const filled = join(dataDir, 'filled');
  if (rows[0] && existsSync(filled)) return currentProgramme(platform, rows[0].id);
  if (rows[0]) throw new Error(`An earlier run was broken off. Please delete ${dataDir}.`);
  const programme = await makeRegion(platform);
  const areas = await makePlaces(platform, programme, people);
  const pool = openPool({ ...owner, max: 2 }, patientWaits, unchecked);
  try {
    await timed(`${people} people`, () => addPeople(pool, programme, areas, people));
    await timed('their documents', () => addDocuments(platform, pool, programme, people));
    await timed('their codes', () => addCodes(platform, programme, people));
    await timed('what their phones have', () => addCredentials(platform, pool, people));
    await timed(`${records} records`, () => addRecords(pool, records));
    await timed('statistics', () => pool.query('vacuum (analyze)'));
  } finally {
    await pool.end();
  }
  writeFileSync(filled, '');
  return programme;
}

/** Does the work for each part of so many, from the first, two parts at a time. */
export async function inParts(
  all: number,
  size: number,
  make: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  let next = 1;
  const loop = async () => {
    while (next <= all) {
      const from = next;
      next += size;
      await make(from, Math.min(all, from + size - 1));
    }
  };
  await Promise.all([loop(), loop()]);
}

export async function timed(what: string, make: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await make();
  console.log(`  made ${what} in ${Math.round((performance.now() - started) / 1000)} s`);
}

export async function makeRegion(platform: Platform): Promise<Programme> {
  const today = dayOf(platform.clock.now(), region.zone);
  const { id } = await platform.transaction(null, async (tx) => {
    const names = { zh: '测量', en: 'Bench' };
    const root = await addPlace(tx, {
      ...{ parentId: null, kind: 'organisation', code: 'bench', ...names },
    });
    return createProgramme(tx, {
      ...{ content: region, code: region.code, place: { id: root.id } },
      ...{ startsOn: today, endsOn: addDays(today, 3000) },
    });
  });
  return currentProgramme(platform, id);
}

/** Areas where people live, and sites with their scanners beside them. */
export function makePlaces(
  platform: Platform,
  { placeId }: Programme,
  people: number,
): Promise<number[]> {
  return platform.transaction(null, async (tx) => {
    const areas: number[] = [];
    const add = async (kind: 'organisation' | 'site', code: string) =>
      (await addPlace(tx, { parentId: placeId, kind, code, zh: code, en: code })).id;
    for (let nth = 0; nth < Math.max(4, people / areaSize); nth += 1) {
      areas.push(await add('organisation', `area-${nth}`));
    }
    for (let site = 0; site < sites; site += 1) {
      const siteId = await add('site', `site-${site}`);
      for (let nth = 0; nth < scannersOfSite; nth += 1) {
        const name = scannerName(site, nth);
        const { personId } = await createStaff(tx, { username: name, name });
        const level = nth === 0 ? 'senior' : 'ordinary';
        await assignScanner(tx, { personId, siteId, level, superior: null });
      }
    }
    return areas;
  });
}

type Names = {
  /** The name of the person with the number `n`, in SQL; and the words that it is found by. */
  name: string;
  words: (name: string) => string;
};

const numbered: Names = { name: "'居民' || n", words: (name) => name };

/** The enrolment of a person has the person's number. */
export async function addPeople(
  pool: pg.Pool,
  { id, realm }: Programme,
  areas: number[],
  people: number,
  { name, words }: Names = numbered,
): Promise<void> {
  const group = region.groups[0]?.code;
  await inParts(people, partSize, async (from, to) => {
    const client = await pool.connect();
    const query = (text: string, values: unknown[] = []) => client.query(text, values);
    try {
      await query('begin');
      await query(
        `create temp table crowd on commit drop as
         select n, gen_random_uuid() as person_id, ${name} as name from generate_series(${from}, ${to}) n`,
      );
      await query(
        'insert into persons (id, name, created_at) select person_id, name, now() from crowd',
      );
      await query('insert into memberships (person_id, realm) select person_id, $1 from crowd', [
        realm,
      ]);
      await query(
        `insert into sessions (id, token_hash, person_id, realm, app, must_finish, agent, created_at,
           seen_at, expires_at)
         select gen_random_uuid(), sha256(convert_to('${residentToken('')}' || n, 'UTF8')), person_id,
           $1, 'portal', false, '', now(), now(), now() + interval '1 year' from crowd`,
        [realm],
      );
      await query(
        `insert into enrolments (id, programme_id, person_id, place_id, group_code, starts_on, words,
           name_order, updated_at) overriding system value
         select n, $1, person_id, ($2::bigint[])[1 + n % $3], $4, current_date,
           to_tsvector('simple', ${words('name')}), name_order(name), now() from crowd order by n`,
        [id, areas, areas.length, group],
      );
      await query(
        `insert into reporting_periods (enrolment_id, programme_id, person_id, person, place_id,
           group_code, reason)
         select id, programme_id, e.person_id, jsonb_build_object('group', group_code, 'attributes',
           attributes, 'from', starts_on, 'to', null, 'withdrawnOn', null), place_id, group_code,
           'noDays' from enrolments e join crowd on n = e.id`,
      );
      await query('commit');
    } finally {
      client.release();
    }
  });
  await pool.query(`alter table enrolments alter column id restart with ${people + 1}`);
}

/** Found by their real hashes, and read by the real keys. */
export async function addDocuments(
  { keys }: Platform,
  pool: pg.Pool,
  { realm }: Programme,
  people: number,
): Promise<void> {
  const kind = 'identity' as const;
  await inParts(people, partSize / 5, async (from, to) => {
    const { rows } = await pool.query<{ id: number; personId: string }>(
      'select id::int, person_id as "personId" from enrolments where id between $1 and $2 order by id',
      [from, to],
    );
    const made = rows.map(({ id, personId }) => {
      const value = `passport ${passportOf(id)}`;
      return {
        personId,
        lookup: lookupOf(keys, kind, value),
        encrypted: encryptIdentifier(keys, { realm, kind, personId }, value)?.toString('hex'),
      };
    });
    await pool.query(
      `insert into identifiers (realm, kind, lookup, encrypted, person_id)
       select $1, $2, lookup, decode(encrypted, 'hex'), person
       from unnest($3::text[], $4::text[], $5::uuid[]) as i (lookup, encrypted, person)`,
      [
        ...[realm, kind, made.map(({ lookup }) => lookup)],
        ...[made.map(({ encrypted }) => encrypted), made.map(({ personId }) => personId)],
      ],
    );
  });
}

/** Everybody's first report, by the product's own rules: states, ledgers and seals are whole. */
async function addCodes(platform: Platform, programme: Programme, people: number): Promise<void> {
  const coloured = colouredOf(programme);
  if (!coloured) throw new Error('The region gives no colours.');
  const clears = coloured.colours.rules.map(({ code }) => code);
  await inParts(people, atOnce, async (from, to) => {
    const { rows } = await sql<{ id: number; person: string }>`
      select id, person_id as person from enrolments
      where id between ${from} and ${to} order by id`.execute(platform.db);
    await platform.transaction(null, async (tx) => {
      const at = tx.now.toISOString();
      const report = { kind: 'report' as const, at, met: [], clears, renews: true };
      const happenings = rows.map(({ id, person }) => ({
        ...{ enrolmentId: id, actorId: person, change: { ...report, id: crypto.randomUUID() } },
      }));
      await takeUp(tx, coloured, happenings);
    });
  });
}

/** A phone for everybody, and a code that lasts as long as the installation is used to measure. */
async function addCredentials(platform: Platform, pool: pg.Pool, people: number): Promise<void> {
  const [key] = await publicKeys(platform);
  const bytes = randomBytes(signedBytes - 32);
  await inParts(people, partSize, (from, to) =>
    pool.query(
      `with phones as (
         insert into phone_keys (enrolment_id, public_key, session_id, agent, registered_at)
         select e.id, '\\x02'::bytea || sha256(convert_to('phone-' || e.id, 'UTF8')), s.id, '', now()
         from enrolments e join sessions s on s.person_id = e.person_id
         where e.id between $3 and $4 order by e.id returning id, enrolment_id)
       insert into credentials (reference, enrolment_id, phone_key_id, version, colour, signed, key_id,
         issued_at, expires_at)
       select substr(sha256(convert_to('credential-' || id, 'UTF8')), 1, 16), enrolment_id, id, 1, 'green',
         substr($2::bytea || sha256(convert_to(id::text, 'UTF8')), 1, ${signedBytes}), $1, now(),
         now() + interval '1 year'
       from phones`,
      [key?.kid, bytes, from, to],
    ),
  );
}

/** Records of the last two weeks, spread over people, sites and scanners. */
function addRecords(pool: pg.Pool, records: number): Promise<void> {
  return inParts(records, partSize, (from, to) =>
    pool.query(
      `with s as (select array_agg(site_id order by id) as sites,
         array_agg(person_id order by id) as people, count(*)::int as n from scanners),
       e as (select min(id) as first, count(*)::bigint as n from enrolments)
       insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
         temperature, shown, colour, delete_on)
       select gen_random_uuid(), e.first + i.n * 7919 % e.n, s.sites[1 + i.n % s.n],
         s.people[1 + i.n % s.n], 'code', t.at, t.at, 36 + (i.n % 10) / 10.0, 'green', 'green',
         current_date + 28
       from generate_series($1::bigint, $2::bigint) as i (n), s, e,
         lateral (select now() - make_interval(secs => (i.n * 104729 % 1209600)) as at) t`,
      [from, to],
    ),
  );
}
