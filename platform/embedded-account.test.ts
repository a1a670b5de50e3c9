import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blockedFolder, requireReachable } from './embedded-account.ts';

const NOT_THE_OWNER = { uid: 4_000_001, gid: 4_000_001 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anxing-account-test-'));
  mkdirSync(join(folder, 'inner'), { mode: 0o755 });
  writeFileSync(join(folder, 'inner', 'program'), '', { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the way to a path', () => {
  it('is blocked by the first folder that keeps others out', () => {
    const program = join(folder, 'inner', 'program');
    expect(blockedFolder(program, NOT_THE_OWNER)).toBe(folder);
    chmodSync(folder, 0o711);
    expect(blockedFolder(program, NOT_THE_OWNER)).toBeUndefined();
    chmodSync(join(folder, 'inner'), 0o744);
    expect(blockedFolder(program, NOT_THE_OWNER)).toBe(join(folder, 'inner'));
  });

  it('is not asked for our own account', () => {
    expect(blockedFolder(folder, {})).toBeUndefined();
  });

  it('is refused with advice', () => {
    expect(() => requireReachable(folder, NOT_THE_OWNER)).toThrow(`chmod o+x ${folder}`);
  });
});
