import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, temporaryFolder } from './embedded-account.ts';

/** What PostgreSQL notes about its running server in `postmaster.pid`. */
interface ServerNote {
  pid: number;
  port: number;
  /** Folder of the Unix socket; empty where there is none (Windows). */
  socketDir: string;
}

/** Folders for sockets are named so that leftovers can be told from anybody else's. */
const SOCKET_PREFIX = 'anxing-socket-';

/**
 * Makes a folder for the server's socket that only `account` may enter. The path of a socket must be
 * short, which a data folder need not be, so it lies among the system's temporary files; where, is
 * noted first, so that a kill at any moment leaves nothing behind for good.
 */
export function makeSocketDir(clusterDir: string, account: Account): string {
  const { uid, gid } = account;
  const temporary = temporaryFolder(account);
  const parent = temporary.length > 60 ? '/tmp' : temporary;
  const folder = join(parent, SOCKET_PREFIX + randomBytes(6).toString('hex'));
  writeFileSync(socketNote(clusterDir), `${folder}\n`);
  mkdirSync(folder, { mode: 0o700 });
  if (uid !== undefined) chownSync(folder, uid, gid ?? -1);
  return folder;
}

/** Removes what {@link makeSocketDir} made, in this run or in an earlier one. */
export function removeSocketDir(clusterDir: string): void {
  const note = socketNote(clusterDir);
  if (!existsSync(note)) return;
  const folder = readFileSync(note, 'utf8').trim();
  if (basename(folder).startsWith(SOCKET_PREFIX)) rmSync(folder, { recursive: true, force: true });
  rmSync(note, { force: true });
}

function socketNote(clusterDir: string): string {
  return join(clusterDir, '..', 'anxing.socket');
}

/** What takes time to make has this in its name until it is whole, so that half is never taken for it. */
export const UNFINISHED_MARK = '.unfinished-';

/** The note of the cluster's server; undefined when there is none or it is not yet whole. */
export function readServerNote(clusterDir: string): ServerNote | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3] || 0), socketDir: lines[4] ?? '' };
  } catch {
    return undefined;
  }
}

/** True while the process is alive and is the PostgreSQL server of this very cluster. */
export function isServerOf(clusterDir: string, pid: number): boolean {
  const command = process.platform === 'linux' ? commandOnLinux(pid) : commandElsewhere(pid);
  return command !== undefined && /postgres/.test(command) && command.includes(clusterDir);
}

/**
 * Puts a cluster's folder in order after a start that was killed: stops a server that outlived its
 * parent, removes the note of one that is gone (or whose number another process has by now), the
 * folder of its socket, and clusters that were never finished. The caller holds the folder's lock,
 * so a server found here is nobody's.
 */
export async function clearLeftovers(
  clusterDir: string,
  log: (line: string) => void,
): Promise<void> {
  removeUnfinished(clusterDir);
  await stopOrphan(clusterDir, log);
  removeSocketDir(clusterDir);
}

async function stopOrphan(clusterDir: string, log: (line: string) => void): Promise<void> {
  const noteFile = join(clusterDir, 'postmaster.pid');
  if (!existsSync(noteFile)) return;
  const note = await noteWhenWhole(clusterDir);
  if (note && isServerOf(clusterDir, note.pid)) {
    log(`Stopping the database server that an earlier run left behind (process ${note.pid}).`);
    await stopStranger(clusterDir, note.pid);
  }
  rmSync(noteFile, { force: true });
}

/** Asks again and again until `done` holds; true when it did within the time. */
export async function waitFor(done: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!done()) {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
}

/** A server that is only just starting writes its note in several steps. */
async function noteWhenWhole(clusterDir: string): Promise<ServerNote | undefined> {
  await waitFor(() => readServerNote(clusterDir) !== undefined, 1_000);
  return readServerNote(clusterDir);
}

/** Stops a server that is not our child: quickly but cleanly, then harder. */
async function stopStranger(clusterDir: string, pid: number): Promise<void> {
  const hasEnded = () => !isServerOf(clusterDir, pid);
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    if (await waitFor(hasEnded, patience)) return;
  }
}

function removeUnfinished(clusterDir: string): void {
  const parent = join(clusterDir, '..');
  for (const name of readdirSync(parent)) {
    if (!name.includes(UNFINISHED_MARK)) continue;
    // An initdb that outlived its parent may still be writing; what resists goes at the next start.
    try {
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
    } catch {}
  }
}

/** The command line of a live process; undefined for one that is gone or waits to be collected. */
function commandOnLinux(pid: number): string | undefined {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\) (\S)/)?.[1];
    if (state === 'Z' || state === 'X') return undefined;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return undefined;
  }
}

function commandElsewhere(pid: number): string | undefined {
  const query = `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`;
  const [program, ...args] =
    process.platform === 'win32'
      ? ['powershell', '-NoProfile', '-Command', query]
      : ['ps', '-o', 'command=', '-p', String(pid)];
  try {
    return execFileSync(program as string, args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}
