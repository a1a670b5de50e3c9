import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blockedFolder, requireReachable } from './embedded-account.ts';

const NOT_THE_OWNER = { uid: 4_000_001, gid: 4_000_001 };
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'anxing-account-test-')));
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

  it('is asked of what exists of it, and with its links resolved', () => {
    chmodSync(folder, 0o711);
    expect(blockedFolder(join(folder, 'not', 'there'), NOT_THE_OWNER)).toBeUndefined();
    chmodSync(join(folder, 'inner'), 0o700);
    symlinkSync(join(folder, 'inner'), join(folder, 'link'));
    const behind = join(folder, 'link', 'not', 'there');
    expect(blockedFolder(behind, NOT_THE_OWNER)).toBe(join(folder, 'inner'));
  });

  it('is not asked for our own account', () => {
    expect(blockedFolder(folder, {})).toBeUndefined();
  });

  it('is refused with advice in one line, but for the last folder, which will be opened', () => {
    expect(() => requireReachable(folder, NOT_THE_OWNER)).not.toThrow();
    const inner = join(folder, 'inner');
    expect(() => requireReachable(inner, NOT_THE_OWNER)).toThrow(/^[^\n]*$/);
    expect(() => requireReachable(inner, NOT_THE_OWNER)).toThrow(`chmod o+x ${folder}`);
  });
});
