import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openSession } from '../modules/people/public.ts';
import { readConfig } from '../platform/config.ts';
import type { App } from '../platform/contract.ts';
import { temporaryFolder } from '../platform/embedded-account.ts';
import { copyDataFolder } from '../platform/test/copy-folder.ts';
import { region } from '../templates/region.ts';
import { browserOf } from './browser.ts';
import { openParts } from './copying.ts';
import { openInstallation } from './open.ts';
import { leaveEarlierFolder } from './testing/earlier.ts';
import { phoneOf, read } from './testing/phones.ts';

const root = join(import.meta.dirname, '..');
const silent = {
  info: () => {},
  error: (details: object, message: string) => console.error(message, details),
};

/** What a person sets who runs an installation; no database named means the embedded one. */
type Settings = { ANXING_DATA: string; DATABASE_URL: string };

let folder: string;
let used: Settings;
let runningCopy: string;
/** What was said when the demo was opened, and the photos that it then had. */
let opened: { notices: string[]; photos: string[] };
/** A code that it signed, and by which keys it is verified. */
let signed: { text: string; keys: unknown };
/** What it holds from then on. */
let before: Awaited<ReturnType<typeof everything>>;

beforeAll(async () => {
  folder = mkdtempSync(join(temporaryFolder(), 'anxing-copying-test-'));
  runningCopy = join(folder, 'running');
  used = settings('used');
  const config = readConfig({ ...used, PORT: '0' }, []);
  await leaveEarlierFolder(config);
  const notices: string[] = [];
  const onNotice = (line: string) => notices.push(line);
  const demo = await openInstallation(config, silent, { onNotice });
  try {
    opened = { notices, photos: readdirSync(join(config.dataDir, 'files')) };
    const filled = await demo.database.pool.query('select demo_filled from installation');
    expect(filled.rows).toEqual([{ demo_filled: true }]);
    expect((await demo.server.inject({ url: '/healthz' })).statusCode).toBe(200);
    signed = { text: await shownCode(demo), keys: await publicKeys(demo) };
    await run('save', runningCopy, used);
  } finally {
    await demo.close();
  }
  await run('save', 'copy', used);
  before = await everything(used);
}, 120_000);
afterAll(() => {
  for (const each of globSync(`${folder}*`)) rmSync(each, { recursive: true, force: true });
});

function settings(name: string, databaseUrl = ''): Settings {
  return { ANXING_DATA: `${folder}-${name}`, DATABASE_URL: databaseUrl };
}

type Installed = Awaited<ReturnType<typeof openInstallation>>;

const publicKeys = async ({ server }: Installed) =>
  (await server.inject({ url: '/.well-known/jwks.json' })).json();

/** Browsers of an installation that is open. */
const browsersOf = ({ platform, server }: Installed) => ({
  clock: platform.clock,
  async as(who: { personId: string; realm: string; app: App } | null) {
    const token = who ? (await openSession(platform, who)).token : undefined;
    return browserOf(server, who ?? { app: 'field', realm: 'staff' }, token, platform.publicUrl);
  },
});

/** What a scanner would read from the phone of a resident of the demo. */
async function shownCode(demo: Installed): Promise<string> {
  const { rows } = await demo.database.pool.query(
    `select e.person_id from enrolments e join programmes p on p.id = e.programme_id
     where p.code = $1 and e.withdrawn_on is null order by e.id limit 1`,
    [region.code],
  );
  const who = { personId: String(rows[0]?.person_id), realm: region.code, app: 'portal' as const };
  return (await phoneOf(browsersOf(demo), who)).show();
}

/** Types `npm run <command> -- <path>` in the test's folder. */
async function run(command: string, path: string, env: Settings): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'server', `${command}.ts`), path],
    { cwd: root, env: { ...process.env, ...env, INIT_CWD: folder } },
  );
  return stdout;
}

/** Every row of every table of the product, and what lies beside the database. */
async function everything(env: Settings) {
  const { pool, filesFolder, keysFile, close } = await openParts(readConfig(env, []));
  try {
    const tables = await pool.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
           OR oid::regclass::text = ANY('{pgboss.queue,pgboss.schedule,pgboss.job_common}')`,
    );
    const rows: Record<string, string[]> = {};
    for (const { name } of tables.rows) {
      const found = await pool.query(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      rows[name] = found.rows.map(({ row }) => row);
    }
    const files = readdirSync(filesFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [
        name,
        readFileSync(join(parentPath, name)).toString('base64'),
      ])
      .sort();
    return { rows, files, keys: readFileSync(keysFile, 'utf8') };
  } finally {
    await close();
  }
}

describe('a demo of an earlier version', () => {
  it('is made anew, and said so in one line', () => {
    expect(opened.notices).toEqual([expect.stringContaining(used.ANXING_DATA)]);
    expect(opened.photos).not.toContain('photo');
  });
});

describe('checking the ledgers by a command', () => {
  const verify = (env: Settings) =>
    run('verify-ledger', '', env).then(
      (stdout) => ({ code: 0, stdout, stderr: '' }),
      (reason: { code: number; stdout: string; stderr: string }) => reason,
    );

  it('says that they are whole, names what was changed, and fails where there is nothing', async () => {
    expect(await verify(used)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('every chain is whole'),
    });
    const changed = settings('changed');
    copyDataFolder(used.ANXING_DATA, changed.ANXING_DATA);
    const { pool, close } = await openParts(readConfig(changed, []));
    await pool.query('alter table code_ledger disable trigger user');
    const { rows } = await pool.query<{ id: number }>(
      `update code_ledger set content = '{}' where (enrolment_id, number) in (
         select enrolment_id, number from code_ledger limit 1) returning enrolment_id as id`,
    );
    await close();
    const found = await verify(changed);
    expect(found.code).toBe(1);
    expect(found.stderr).toContain(`Enrolment ${rows[0]?.id}, entry 1: changed`);
    expect((await verify(settings('none'))).code).toBe(2);
  }, 120_000);
});

describe('an installation', () => {
  it('comes back whole in an empty folder, and starts', async () => {
    expect(before.rows).toMatchObject({ installation: { length: 1 } });
    expect(before.rows.reports?.length).toBeGreaterThan(0);
    expect(before.files.length).toBeGreaterThan(0);
    const back = settings('back');
    expect(await run('restore', 'copy', back)).toContain(back.ANXING_DATA);
    expect(await everything(back)).toEqual(before);
    const started = await openInstallation(readConfig({ ...back, PORT: '0' }, []), silent);
    try {
      const answer = await started.server.inject({ url: '/healthz' });
      expect(answer.statusCode).toBe(200);
      // Keys travel sealed with all the rest: what was signed before is good.
      expect(await read(browsersOf(started), signed.text)).toMatchObject({
        credential: { programme: region.code },
      });
      expect(await publicKeys(started)).toEqual(signed.keys);
    } finally {
      await started.close();
    }
  }, 120_000);

  it('moves to a database elsewhere, and is saved while it runs here or there', async () => {
    const server = inject('database');
    const admin = new pg.Client(server);
    await admin.connect();
    const name = `anxing_copying_${process.pid}_${Date.now()}`;
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'rows'`);
    const url =
      'connectionString' in server
        ? Object.assign(new URL(server.connectionString), { pathname: name }).href
        : `postgres://${server.user}:${server.password}@/${name}?host=${server.host}`;
    try {
      const elsewhere = settings('elsewhere', url);
      await run('restore', runningCopy, elsewhere);
      const { rows, files, keys } = await everything(elsewhere);
      expect(rows.reports).toEqual(before.rows.reports);
      expect({ files, keys }).toEqual({ files: before.files, keys: before.keys });
      const rowsAlone = Object.assign(new URL(url.replace('@/', '@localhost/')), {
        username: name,
        password: 'rows',
      }).href.replace('@localhost/', '@/');
      const roles = { ...elsewhere, DATABASE_URL: rowsAlone, DATABASE_OWNER_URL: url };
      const started = await openInstallation(readConfig({ ...roles, PORT: '0' }, []), silent);
      try {
        const drop = started.database.pool.query('DROP TABLE reports');
        await expect(drop).rejects.toThrow('must be owner');
        await expect(run('save', 'elsewhere-copy', elsewhere)).resolves.toContain('Saved');
      } finally {
        await started.close();
      }
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE ${name}`);
      await admin.end();
    }
  }, 120_000);

  it('that has lost files is saved without them, and the command fails', async () => {
    const poorer = settings('poorer');
    copyDataFolder(used.ANXING_DATA, poorer.ANXING_DATA);
    const files = readdirSync(join(poorer.ANXING_DATA, 'files'), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile());
    rmSync(join(poorer.ANXING_DATA, 'files'), { recursive: true });
    const { code, stderr } = await run('save', 'poorer-copy', poorer).then(
      () => ({ code: 0, stderr: '' }),
      (reason: { stderr: string; code: number }) => reason,
    );
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(`${files.length} file(s)`)]);
    expect(await run('restore', 'poorer-copy', settings('poorer-back'))).toContain(' 0 file(s)');
  }, 120_000);

  it.each([
    ['restore', 'copy', 'used', 'never used'],
    ['restore', 'nowhere', 'fresh', 'no complete copy'],
    ['restore', '', 'fresh', 'Name one folder'],
    ['save', 'copy', 'used', 'not empty'],
    ['save', 'new', 'fresh', 'no installation'],
  ])('is refused in one line: %s "%s" of %s', async (command, path, place, complaint) => {
    const error = await run(command, path, settings(place)).then(
      () => undefined,
      (reason: { stderr: string; code: number }) => reason,
    );
    expect(error?.code).toBe(1);
    expect(error?.stderr.trim().split('\n')).toHaveLength(1);
    expect(error?.stderr).toContain(complaint);
  });
});
