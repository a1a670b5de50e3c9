import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anxing-lock-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function lockInChild() {
  const program = `
    const { lockFolder } = await import(process.argv[1]);
    lockFolder(process.argv[2]);
    globalThis.gc?.();
    // Nothing else keeps the process from ending, which would let go of the lock.
    setInterval(() => {}, 1000);
    process.send('held');`;
  const module = new URL('./folder-lock.ts', import.meta.url).href;
  const flags = ['--expose-gc', '--input-type=module', '-e', program, module, folder];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

describe('the lock of a folder', () => {
  it('holds against others and against oneself, until it is released', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUseError);
    lock.release();
    lock.release();
    lockFolder(folder).release();
  });

  it('names the process that holds it', async () => {
    const child = await lockInChild();
    expect(() => lockFolder(folder)).toThrow(`process ${child.pid}`);
    expect(readFileSync(join(folder, 'anxing.pid'), 'utf8')).toBe(`${child.pid}\n`);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free at once when its holder was killed', async () => {
    const child = await lockInChild();
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockFolder(folder).release();
  });

  it('reports a folder that is not there as such', () => {
    expect(() => lockFolder(join(folder, 'absent'))).not.toThrow(FolderInUseError);
    expect(() => lockFolder(join(folder, 'absent'))).toThrow();
  });
});
