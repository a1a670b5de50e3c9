import {
  chmodSync,
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
import { withinReach } from './embedded-cluster.ts';

const NOT_THE_OWNER = { uid: 4_000_001, gid: 4_000_001 };
let folder: string;
let dataDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anxing-cluster-test-'));
  dataDir = join(folder, 'data');
  mkdirSync(dataDir);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The programs as npm installs them, below a folder of the given mode. */
function install(mode: number) {
  const root = join(folder, 'install');
  const bin = join(root, 'native', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"18.4.0"}');
  const programs = { initdb: '', postgres: '', pg_ctl: '' };
  for (const name of ['initdb', 'postgres', 'pg_ctl'] as const) {
    programs[name] = join(bin, name);
    writeFileSync(programs[name], name, { mode: 0o700 });
  }
  chmodSync(root, mode);
  chmodSync(folder, 0o755);
  return programs;
}

describe('the programs of the database', () => {
  it('are used where they are when the account may pass there', () => {
    const programs = install(0o755);
    expect(withinReach(programs, dataDir, NOT_THE_OWNER)).toEqual(programs);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('are copied into the data folder otherwise, once, and for everybody to run', () => {
    const programs = install(0o700);
    const copies = withinReach(programs, dataDir, NOT_THE_OWNER);
    expect(dirname(copies.postgres)).toBe(join(dataDir, 'programs-18.4.0', 'bin'));
    expect(readFileSync(copies.initdb, 'utf8')).toBe('initdb');
    expect(statSync(copies.pg_ctl).mode & 0o755).toBe(0o755);
    writeFileSync(programs.postgres, 'changed');
    expect(withinReach(programs, dataDir, NOT_THE_OWNER)).toEqual(copies);
    expect(readFileSync(copies.postgres, 'utf8')).toBe('postgres');
    expect(readdirSync(dataDir)).toEqual(['programs-18.4.0']);
  });
});
