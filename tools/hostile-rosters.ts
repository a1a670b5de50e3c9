/**
 * Uploads rosters that are made to hurt, one after the other, to a server with a database of its own,
 * and prints for each what became of it: how long it took, for how long everybody else had to wait
 * (the longest pause of the server's event loop), and the most memory that the server and the
 * processes it started held. `--only <part of a name>` measures some of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { programmes } from '../modules/programmes/contract.ts';
import { startTestServer } from '../platform/test/cluster.ts';
import { gather } from '../server/testing/cast.ts';
import { type Client, type Kit, startKit } from '../server/testing/kit.ts';
import { writeHostileRosters } from './hostile-files.ts';

/** Tries of one import: a job that fails is tried again, as a server's own jobs are. */
const tries = 3;

const { values } = parseArgs({ options: { only: { type: 'string' }, make: { type: 'string' } } });
if (values.make) await writeHostileRosters(values.make, values.only);
else await measureAll(values.only);

async function measureAll(only?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'anxing-hostile-'));
  mkdirSync(folder, { recursive: true });
  // In a process of its own: what making them takes must not be counted as the server's.
  execFileSync(process.execPath, [
    import.meta.filename,
    ...['--make', folder],
    ...(only ? ['--only', only] : []),
  ]);
  const { server, stop } = await startTestServer();
  const kit = await startKit({ server });
  try {
    const cast = await gather(kit);
    const otto = await kit.as(cast.otto);
    for (const name of readdirSync(folder).sort()) {
      const data = readFileSync(join(folder, name));
      console.log(await measure(kit, otto, cast.programme.id, name, data));
    }
  } finally {
    kit.errors.length = 0;
    await kit.close();
    await stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure(kit: Kit, staff: Client, id: number, name: string, data: Buffer) {
  const pauses = monitorEventLoopDelay({ resolution: 10 });
  const memory = watchMemory();
  const begun = performance.now();
  pauses.enable();
  const file = { name, mime: 'application/octet-stream', data };
  const { id: importId } = await staff.get(programmes.startImport, { params: { id }, file });
  let failed = 0;
  for (; failed < tries; failed += 1) {
    try {
      await kit.work();
      break;
    } catch {
      const { resumeRosters } = await import('../modules/programmes/imports/jobs.ts');
      await resumeRosters.handle(kit.platform, {});
    }
  }
  pauses.disable();
  const seconds = (performance.now() - begun) / 1000;
  const found = await staff.get(programmes.import, { params: { id, importId } });
  const { server, children } = memory.stop();
  return [
    name.padEnd(34),
    `${(data.length / 1024).toFixed(0)} KiB`.padStart(10),
    `${seconds.toFixed(1)} s`.padStart(8),
    `pause ${(pauses.max / 1e6).toFixed(0)} ms`.padStart(15),
    `server ${server} MB`.padStart(15),
    `reader ${children} MB`.padStart(15),
    `${found.state} ${found.problem ?? ''}${failed ? ` (failed ${failed} times)` : ''}`,
  ].join('  ');
}

/** The most that this process held, and those that it started, in MB. Linux only. */
function watchMemory() {
  let server = 0;
  let children = 0;
  const look = () => {
    server = Math.max(server, process.memoryUsage.rss());
    for (const pid of childrenOf(process.pid)) children = Math.max(children, residentOf(pid));
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      look();
      clearInterval(timer);
      return { server: Math.round(server / 1e6), children: Math.round(children / 1e6) };
    },
  };
}

function childrenOf(pid: number): number[] {
  try {
    const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return ids.map(Number).filter((each) => each > 0 && commandOf(each).includes('sheets'));
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function residentOf(pid: number): number {
  try {
    const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
