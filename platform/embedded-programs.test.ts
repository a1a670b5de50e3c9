import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reachablePrograms } from './embedded-programs.ts';
import { lockFolder } from './folder-lock.ts';

const NOT_THE_OWNER = { uid: 4_000_001, gid: 4_000_001 };
let folder: string;
let home: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anxing-programs-test-'));
  home = join(folder, 'home', 'programs');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The programs as npm installs them, below a folder of the given mode. */
function install(mode: number, version = '18.4.0') {
  const root = join(folder, 'install');
  const bin = join(root, 'native', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ version }));
  const programs = { initdb: '', postgres: '', pg_ctl: '' };
  for (const name of ['initdb', 'postgres', 'pg_ctl'] as const) {
    programs[name] = join(bin, name);
    writeFileSync(programs[name], `${name} ${version}`, { mode: 0o700 });
  }
  chmodSync(root, mode);
  chmodSync(folder, 0o755);
  return programs;
}

const copies = () => readdirSync(home).filter((name) => name.startsWith('postgresql-'));

describe('the programs of the database', () => {
  it('are used where they are when the account may pass there', async () => {
    const programs = install(0o755);
    expect(await reachablePrograms(programs, NOT_THE_OWNER, home)).toEqual(programs);
    expect(existsSync(home)).toBe(false);
  });

  it('are copied otherwise, once, for everybody to run and for nobody else to change', async () => {
    const programs = install(0o700);
    const before = process.umask(0o077);
    const found = await reachablePrograms(programs, NOT_THE_OWNER, home);
    process.umask(before);
    expect(dirname(dirname(found.postgres))).toBe(join(home, copies()[0] as string));
    expect(readFileSync(found.initdb, 'utf8')).toBe('initdb 18.4.0');
    expect(statSync(found.pg_ctl).mode & 0o777).toBe(0o755);
    for (const each of [dirname(home), home]) expect(statSync(each).mode & 0o777).toBe(0o755);
    writeFileSync(programs.postgres, 'changed');
    expect(await reachablePrograms(programs, NOT_THE_OWNER, home)).toEqual(found);
    expect(readFileSync(found.postgres, 'utf8')).toBe('postgres 18.4.0');
  });

  it('are copied anew for another version, beside the one that may be running', async () => {
    const first = await reachablePrograms(install(0o700), NOT_THE_OWNER, home);
    const second = await reachablePrograms(install(0o700, '18.5.0'), NOT_THE_OWNER, home);
    expect(readFileSync(first.postgres, 'utf8')).toBe('postgres 18.4.0');
    expect(readFileSync(second.postgres, 'utf8')).toBe('postgres 18.5.0');
    expect(copies()).toHaveLength(2);
  });

  it('are copied again when a copy was killed half-way', async () => {
    const programs = install(0o700);
    const half = join(home, 'postgresql-18.4.0-linux-x64.unfinished-00000000');
    mkdirSync(join(half, 'bin'), { recursive: true });
    writeFileSync(join(half, 'bin', 'postgres'), 'post');
    const found = await reachablePrograms(programs, NOT_THE_OWNER, home);
    expect(readFileSync(found.postgres, 'utf8')).toBe('postgres 18.4.0');
    expect(existsSync(half)).toBe(false);
  });

  it('are copied by one of two that start at once, and the other waits', async () => {
    const programs = install(0o700);
    mkdirSync(home, { recursive: true });
    const lock = lockFolder(home);
    const both = [1, 2].map(() => reachablePrograms(programs, NOT_THE_OWNER, home));
    expect(copies()).toEqual([]);
    lock.release();
    const [one, other] = await Promise.all(both);
    expect(one).toEqual(other);
    expect(copies()).toHaveLength(1);
  });

  it('are asked for in one line when they can be neither reached nor copied', async () => {
    const programs = install(0o700);
    writeFileSync(join(folder, 'file'), '');
    const refusal = reachablePrograms(programs, NOT_THE_OWNER, join(folder, 'file', 'programs'));
    await expect(refusal).rejects.toThrow(/^[^\n]*ENOTDIR[^\n]*chmod o\+x [^\n]*install$/);
  });
});
