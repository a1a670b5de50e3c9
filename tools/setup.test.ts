import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let root: string;

/** Stands for npm: notes that it ran, and fails or takes its time when told to. */
const npm = `
  const fs = require('node:fs');
  fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
  if (fs.existsSync('broken')) process.exit(1);
  fs.rmSync('node_modules', { recursive: true, force: true });
  fs.mkdirSync('node_modules');
  setTimeout(() => fs.writeFileSync('node_modules/whole', ''), 100);`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'anxing-setup-test-'));
  mkdirSync(join(root, 'tools'));
  copyFileSync(new URL('./setup.mjs', import.meta.url), join(root, 'tools/setup.mjs'));
  put('tools/build.ts', "import { appendFileSync } from 'node:fs'; appendFileSync('builds', 'x');");
  put('package-lock.json', '{"a":1}');
  put('npm.cjs', npm);
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (path: string, content: string) => writeFileSync(join(root, path), content);
const has = (path: string) => existsSync(join(root, path));
const read = (path: string) => (has(path) ? readFileSync(join(root, path), 'utf8') : '');
const installs = () => read('calls').split('\n').filter(Boolean).length;

async function setUp(): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, npm_execpath: join(root, 'npm.cjs'), npm_node_execpath: undefined };
  const child: ChildProcess = spawn(process.execPath, ['tools/setup.mjs', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (text) => {
    output += text;
  });
  child.stderr?.on('data', (text) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said: output };
}

describe('the set-up', () => {
  it('installs once, says so in one line, and has the build looked at each time', async () => {
    const first = await setUp();
    expect(first).toMatchObject({ code: 0 });
    expect(first.said.trim().split('\n')).toHaveLength(1);
    expect(read('calls')).toMatch(/^ci /);
    const second = await setUp();
    expect(second).toEqual({ code: 0, said: '' });
    expect(installs()).toBe(1);
    expect(read('builds')).toBe('xx');
    expect(has('.cache/setup.lock')).toBe(false);
  });

  it('installs again after the list of parts changed', async () => {
    await setUp();
    put('package-lock.json', '{"a":2}');
    await setUp();
    await setUp();
    expect(installs()).toBe(2);
  });

  it('installs again when an install failed or was cut short', async () => {
    await setUp();
    put('package-lock.json', '{"a":2}');
    put('broken', '');
    const failed = await setUp();
    expect(failed.code).toBe(1);
    expect(failed.said).toContain('did not succeed');
    expect(failed.said).not.toMatch(/\n\s+at /);
    // Back to the first list: the hash of the first install must not vouch for the broken folder.
    put('package-lock.json', '{"a":1}');
    rmSync(join(root, 'broken'));
    expect(await setUp()).toMatchObject({ code: 0 });
    expect(installs()).toBe(3);
  });

  it('runs once when started twice at the same time', async () => {
    const both = await Promise.all([setUp(), setUp()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(installs()).toBe(1);
    expect(has('node_modules/whole')).toBe(true);
  });

  it('takes over from a set-up that was killed', async () => {
    mkdirSync(join(root, '.cache/setup.lock'), { recursive: true });
    put('.cache/setup.lock/worker', '4194304999');
    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(join(root, '.cache/setup.lock'), minuteAgo, minuteAgo);
    expect(await setUp()).toMatchObject({ code: 0 });
    expect(installs()).toBe(1);
  });
});
