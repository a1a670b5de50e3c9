/**
 * Makes a checkout ready to run: installs what is missing or stale, finds a Node that is new enough,
 * and has the web apps built when they are stale. Runs before `npm start` and `npm test`.
 *
 * This file runs on the machine's own Node, so it is plain JavaScript for Node 20 and needs nothing
 * that npm has yet to install.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [22, 18];
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOCK = join(ROOT, '.cache', 'setup.lock');
const LOCK_HASH = join(ROOT, 'node_modules', '.lock-hash');
const BEAT_MS = 1_000;
const STALE_MS = 20_000;
const HOPELESS_MS = 600_000;

const command = process.argv[2] === 'test' ? 'npm test' : 'npm start';

/** A reason to end that is for people: printed without a stack. */
class SetupError extends Error {}

main().catch((error) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});

async function main() {
  process.chdir(ROOT);
  if (major(process.version) < 20) {
    throw new SetupError(`Node 20 or later is needed to begin; this is ${process.version}.`);
  }
  // As root the database server runs as another user, which must be able to read what is installed.
  process.umask(0o022);
  await alone(async () => {
    await install();
    await run(findNode(), ['tools/build.ts', '--if-stale'], 'The web apps could not be built.');
  });
}

/** Runs `work` while no other set-up of this checkout runs. */
async function alone(work) {
  await takeLock();
  const beat = setInterval(() => {
    try {
      utimesSync(LOCK, new Date(), new Date());
    } catch {}
  }, BEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(beat);
    rmSync(LOCK, { recursive: true, force: true });
  }
}

/** The lock is a folder whose time is kept fresh; one that has gone stale belongs to a killed run. */
async function takeLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      mkdirSync(LOCK);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(LOCK)) breakStaleLock();
    else if (!told) console.log('Waiting for another set-up of this folder to finish.');
    await pause(250);
  }
}

function breakStaleLock() {
  const aside = `${LOCK}-${process.pid}`;
  try {
    renameSync(LOCK, aside);
    // Between looking and renaming, another run may have broken the old lock and taken a new one.
    if (isStale(aside)) rmSync(aside, { recursive: true });
    else renameSync(aside, LOCK);
  } catch {}
}

/** An install may outlive the set-up that began it; two of them at once would spoil each other. */
function isStale(lock) {
  const still = age(lock);
  return still > STALE_MS && (still > HOPELESS_MS || !isAlive(workerOf(lock)));
}

function workerOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'worker'), 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Milliseconds since `path` was last touched; none when it is gone. */
function age(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** The hash is written last and removed first, so an install that was cut short is done again. */
async function install() {
  const lockfile = readFileSync(join(ROOT, 'package-lock.json'));
  const machine = `${process.platform}-${process.arch}`;
  const wanted = `${createHash('sha256').update(lockfile).digest('hex')} ${machine}\n`;
  const present = existsSync(LOCK_HASH) ? readFileSync(LOCK_HASH, 'utf8') : undefined;
  if (present === wanted) return;
  const why = present === undefined ? 'Installing' : 'The list of parts changed: installing';
  console.log(`${why} what Anxing needs (npm ci). This takes a moment.`);
  rmSync(LOCK_HASH, { force: true });
  // What is missing without development parts is the builder of the web apps.
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  await runNpm(['ci', ...flags, '--loglevel=error']);
  writeFileSync(LOCK_HASH, wanted);
}

async function runNpm(args) {
  const failed = 'npm ci did not succeed; its reason stands above.';
  const npm = process.env.npm_execpath;
  if (npm) return run(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], failed);
  return run('npm', args, failed, { shell: process.platform === 'win32' });
}

function run(program, args, failed, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    writeFileSync(join(LOCK, 'worker'), `${child.pid ?? 0}\n`);
    child.once('error', (error) => reject(new SetupError(`${failed} (${error.message})`)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(new SetupError(failed))));
  });
}

/** The Node that npm scripts of this checkout will use: the installed one, else the machine's own. */
function findNode() {
  const installed = join(ROOT, 'node_modules', '.bin', 'node');
  const found = spawnSync(installed, ['--version'], { encoding: 'utf8', shell: isWindows() });
  if (found.status === 0 && isNewEnough(found.stdout)) return installed;
  if (!existsSync(installed) && isNewEnough(process.version)) return process.execPath;
  const least = OLDEST_NODE.join('.');
  throw new SetupError(
    existsSync(installed)
      ? `The Node that npm installed does not run on this machine (${process.platform} ` +
          `${process.arch}); it needs a system with glibc, such as Debian, Ubuntu or Fedora.`
      : `Anxing needs Node ${least} or later; this is ${process.version}, and npm has none to ` +
          `install for this kind of machine (${process.platform} ${process.arch}). Install Node ` +
          `24 from https://nodejs.org, then run ${command} again.`,
  );
}

function isWindows() {
  return process.platform === 'win32';
}

function major(version) {
  return Number.parseInt(version.replace('v', ''), 10);
}

function isNewEnough(version) {
  const [a = 0, b = 0] = version.replace('v', '').split('.').map(Number);
  return a > OLDEST_NODE[0] || (a === OLDEST_NODE[0] && b >= OLDEST_NODE[1]);
}
