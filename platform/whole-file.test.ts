import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeWhole } from './whole-file.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'anxing-whole-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('a file is written for its owner alone, and replaced as a whole', () => {
  const path = join(folder(), 'keys.json');
  writeWhole(path, 'one');
  writeWhole(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('one that cannot be put in its place leaves no part behind', () => {
  const within = folder();
  // A folder with something in it is in the way.
  mkdirSync(join(within, 'keys.json', 'inside'), { recursive: true });
  expect(() => writeWhole(join(within, 'keys.json'), 'one')).toThrow();
  expect(readdirSync(within)).toEqual(['keys.json']);
});
