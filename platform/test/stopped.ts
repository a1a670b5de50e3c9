import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stops all processes of an embedded cluster where they are, as a machine does whose disk no longer answers:
 * connections stay open and nothing is answered on them. Gives the function that lets them go on. Linux alone.
 */
export function stopCluster(dataDir: string): () => void {
  const pids = clusterProcesses(dataDir);
  // The first one starts the others.
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of pids.splice(0)) process.kill(pid, 'SIGCONT');
  };
}

/** The process numbers of a cluster's server, and of all that it has started. */
export function clusterProcesses(dataDir: string): number[] {
  const first = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
  const children = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && parentOf(pid) === first,
  );
  return [first, ...children].map(Number);
}

function parentOf(pid: string): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold anything.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    // It has just ended.
    return undefined;
  }
}
