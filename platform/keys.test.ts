import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadKeys } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'anxing-keys-'));
const path = join(folder, 'keys.json');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the key file', () => {
  it('is not made where an installation should have one', async () => {
    await expect(loadKeys(path, false)).rejects.toThrow('is missing');
  });

  it('is made once, for its owner alone, and read from then on', async () => {
    const made = await loadKeys(path, true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await loadKeys(path, true)).toEqual(made);
    expect(await loadKeys(path, false)).toEqual(made);
  });

  it('is never replaced when it is damaged', async () => {
    writeFileSync(path, '{"current":');
    await expect(loadKeys(path, true)).rejects.toThrow('damaged');
    expect(readFileSync(path, 'utf8')).toBe('{"current":');
  });
});
