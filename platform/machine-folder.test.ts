import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataFolder } from './machine-folder.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe.each([
  ['for one account alone', false, '700'],
  ['that the database’s account passes through', true, '711'],
])('a data folder %s', (_, passable, mode) => {
  let parent: string;
  let folder: string;
  let usual: number;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'anxing-folder-'));
    folder = join(parent, 'deep', 'data');
    // As an operator may have it: new folders are open to everybody.
    usual = process.umask(0);
  });
  afterEach(() => {
    process.umask(usual);
    rmSync(parent, { recursive: true });
  });

  it('is closed to others, whatever rights new folders get', () => {
    makeDataFolder(folder, { passable });
    expect(modeOf(folder)).toBe(mode);
    expect(existsSync(dirname(folder))).toBe(true);
  });

  it('is closed before anything lies in it, where it was made by hand', () => {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    makeDataFolder(folder, { passable });
    expect(modeOf(folder)).toBe(mode);
  });

  it('keeps what its owner has widened later', () => {
    makeDataFolder(folder, { passable });
    writeFileSync(join(folder, 'keys.json'), '');
    chmodSync(folder, 0o751);
    makeDataFolder(folder, { passable });
    expect(modeOf(folder)).toBe('751');
  });
});
