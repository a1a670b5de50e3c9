import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU time that processes have used, in microseconds. */

/** Of the kernel's clock; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The server of a cluster with all processes of its own. */
export function databaseUsage(dataDir: string): number {
  const pid = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
  let ticks = 0;
  for (const each of readdirSync('/proc')) {
    if (!/^\d+$/.test(each)) continue;
    const stat = statOf(each);
    if (each === pid || stat?.parent === pid) ticks += stat?.ticks ?? 0;
    // Processes that have ended are counted by their parent.
    if (each === pid) ticks += stat?.ticksOfEnded ?? 0;
  }
  return (ticks * 1e6) / ticksPerSecond;
}

function statOf(pid: string) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold anything.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const number = (index: number) => Number(fields[index]);
    return {
      parent: fields[1],
      ticks: number(11) + number(12),
      ticksOfEnded: number(13) + number(14),
    };
  } catch {
    // The process has just ended.
    return undefined;
  }
}

/** Of this process. */
export function ownUsage(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Of processes that this one has started. */
export function usageOf(pids: number[]): number {
  const ticks = pids.reduce((sum, pid) => sum + (statOf(String(pid))?.ticks ?? 0), 0);
  return (ticks * 1e6) / ticksPerSecond;
}
