import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseDataFolder, findDataFolder } from './data-folder.ts';
import { startEmbedded } from './embedded.ts';
import { temporaryFolder } from './embedded-account.ts';

const usual = '/root/anxing/data';

function choose(usual: string, blocked?: string, used: string[] = []) {
  return chooseDataFolder({ usual, blocked, isUsed: (folder) => used.includes(folder) });
}

describe('the data of a checkout', () => {
  const elsewhere = choose(usual, '/root').dataDir;

  it('lies in the checkout, of which nothing is said', () => {
    expect(choose(usual)).toEqual({ dataDir: usual });
    expect(choose(usual, undefined, [usual])).toEqual({ dataDir: usual });
  });

  it('lies where the account of the database can get, said in one line, when it is blocked', () => {
    const { dataDir, notice } = choose(usual, '/root');
    expect(dataDir).toMatch(/^\/var\/lib\/anxing\/anxing-[\da-f]{8}$/);
    expect(notice).toMatch(/^[^\n]*\/root: [^\n]*\.$/);
    expect(notice).toContain(dataDir);
    expect(choose(usual, '/root', [elsewhere]).dataDir).toBe(elsewhere);
  });

  it('is not shared by two checkouts, and found again by each', () => {
    const folders = ['/root/anxing/data', '/root/a/anxing/data', '/root/b/anxing/data'];
    const found = folders.map((folder) => choose(folder, '/root').dataDir);
    expect(new Set(found).size).toBe(3);
    expect(folders.map((folder) => choose(folder, '/root').dataDir)).toEqual(found);
    expect(choose('/root/安行 2/data', '/root').dataDir).toMatch(/\/___2-[\da-f]{8}$/);
  });

  it('stays where it is: it is never left for an empty folder', () => {
    expect(choose(usual, '/root', [usual]).dataDir).toBe(usual);
    expect(choose(usual, '/root', [usual, elsewhere]).dataDir).toBe(usual);
    const opened = choose(usual, undefined, [elsewhere]);
    expect(opened.dataDir).toBe(elsewhere);
    expect(opened.notice).toContain(elsewhere);
  });
});

describe('on disk', () => {
  const asRoot = process.getuid?.() === 0;
  const made: string[] = [];
  afterEach(() => {
    for (const each of made.splice(0)) rmSync(each, { recursive: true, force: true });
  });

  /** A folder that only we may enter, as a home folder often is. */
  function closedFolder(): string {
    const folder = mkdtempSync(join(temporaryFolder(), 'anxing-closed-test-'));
    chmodSync(folder, 0o700);
    made.push(folder);
    return folder;
  }

  it('a database runs also below a folder that only we may enter', async () => {
    const checkout = join(closedFolder(), 'checkout');
    mkdirSync(checkout);
    const { dataDir, notice } = findDataFolder(join(checkout, 'data'));
    made.push(dataDir);
    expect(dataDir.startsWith(checkout)).toBe(!asRoot);
    expect(notice === undefined).toBe(!asRoot);
    const { connection, stop } = await startEmbedded({ dataDir, throwaway: true });
    try {
      const client = new pg.Client(connection);
      await client.connect();
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await client.end();
    } finally {
      await stop();
    }
    expect(existsSync(join(checkout, 'data'))).toBe(!asRoot);
    expect(statSync(dataDir).mode & 0o007).toBe(asRoot ? 0o001 : 0);
    expect(findDataFolder(join(checkout, 'data')).dataDir).toBe(dataDir);
  });

  it('a folder that ANXING_DATA names is not left: the start is refused in one line, or goes on', async () => {
    const named = join(closedFolder(), 'named');
    const program = [
      "const { readConfig } = await import(process.argv[1] + '/config.ts');",
      "const { startEmbedded } = await import(process.argv[1] + '/embedded.ts');",
      'const { dataDir } = readConfig(process.env, []);',
      'try { await (await startEmbedded({ dataDir, throwaway: true })).stop(); }',
      'catch (error) { console.log(error.name + ": " + error.message); }',
    ].join('\n');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', program, import.meta.dirname],
      { env: { PATH: process.env.PATH, ANXING_DATA: named } },
    );
    const refusal = /^EmbeddedError: [^\n]*named[^\n]*ANXING_DATA[^\n]*\n$/;
    expect(stdout).toMatch(asRoot ? refusal : /^$/);
    expect(existsSync(named)).toBe(!asRoot);
  });
});
