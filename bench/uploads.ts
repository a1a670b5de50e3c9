import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import type { Order, Ready, Role } from './contender.ts';
import { crowdToken } from './crowd.ts';
import type { BenchOptions } from './main.ts';

/**
 * What hostile uploads cost in memory: 500 at once, most of them never finished, the others small files that
 * claim to be large pictures, of a size that is refused and of the largest that is not. The server must stay
 * small, and be about as small again afterwards as it was.
 */

const people = 100;
const unfinishedOfOne = 200;
const unfinishedOfOthers = 200;
const pictures = 100;
const bytesOfUnfinished = 9_800_000;
const mostMegabytes = 700;
/** What may stay beside what a server has at its start: the heap of one that has worked. */
const mostKept = 250;
/** How long after the last connection was cut the memory is looked at again. */
const restSeconds = 20;

export async function benchUploads({ before }: BenchOptions): Promise<void> {
  const sent = [await largePicture(8000), await largePicture(2800)];
  if (before) await attack('before', before, sent);
  const { start, peak, rest } = await attack('here', join(import.meta.dirname, '..'), sent);
  if (peak > mostMegabytes) throw new Error(`${peak} MB are more than ${mostMegabytes} MB.`);
  if (rest > start + mostKept) throw new Error(`${rest - start} MB were not given back.`);
}

/** An AVIF of about a kilobyte. */
function largePicture(side: number): Promise<Buffer> {
  const create = { width: side, height: side, channels: 3, background: '#336699' } as const;
  return sharp({ create, limitInputPixels: false }).avif({ quality: 1, effort: 0 }).toBuffer();
}

type Figures = { start: number; peak: number; rest: number };

async function attack(name: string, root: string, sent: Buffer[]): Promise<Figures> {
  const execArgv = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
  const child = fork(join(root, 'bench', 'contender.ts'), { execArgv });
  child.send({ root, people, withHandler: false } satisfies Role);
  const [{ place }] = (await once(child, 'message')) as [Ready];
  const start = memory(child);
  const sockets: Socket[] = [];
  const answers = new Map<string, number>();
  const send = (person: number, declared: number, body: Buffer) =>
    sockets.push(upload(place, person, { declared, body, answers }));
  const unfinished = Buffer.alloc(bytesOfUnfinished - 1, 'x');
  for (let n = 0; n < unfinishedOfOne; n += 1) send(1, bytesOfUnfinished, unfinished);
  for (let n = 0; n < unfinishedOfOthers; n += 1) send(2 + (n % 50), bytesOfUnfinished, unfinished);
  await pause(10_000);
  for (let n = 0; n < pictures; n += 1) {
    const picture = sent[n % sent.length] as Buffer;
    send(60 + (n % 30), picture.length, picture);
  }
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, memory(child));
  }, 100);
  const answered = () => [...answers.values()].reduce((sum, count) => sum + count, 0);
  // Until nothing more is answered for a while.
  for (let seen = -1; answered() !== seen; ) {
    seen = answered();
    await pause(30_000);
  }
  clearInterval(look);
  for (const socket of sockets) socket.destroy();
  await pause(restSeconds * 1000);
  const rest = memory(child);
  console.log(
    `${name}: ${start} MB at first, ${peak} MB at most, ${rest} MB ${restSeconds} s later`,
  );
  console.log(`  answers: ${JSON.stringify(Object.fromEntries(answers))}`);
  child.send('close' satisfies Order);
  await once(child, 'exit');
  return { start, peak, rest };
}

/** Megabytes of the server's process and of the one that draws for it; the database has its own. */
function memory({ pid }: ChildProcess): number {
  const children = readdirSync('/proc').filter(
    (each) => /^\d+$/.test(each) && /picture-child/.test(read(`/proc/${each}/cmdline`)),
  );
  const own = children.filter((each) =>
    new RegExp(`\\) \\w ${pid} `).test(read(`/proc/${each}/stat`)),
  );
  const of = (each: number | string | undefined) =>
    Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${each}/status`))?.[1] ?? 0);
  return Math.round([pid, ...own].reduce<number>((sum, each) => sum + of(each), 0) / 1024);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has just ended.
    return '';
  }
}

type Upload = { declared: number; body: Buffer; answers: Map<string, number> };

/** Sends a photo of which `declared` bytes are announced. */
function upload(
  { port, realm, cookie }: Ready['place'],
  person: number,
  { declared, body, answers }: Upload,
): Socket {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="p.jpg"\r\n\r\n';
  const tail = '\r\n--b--\r\n';
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.once('data', (data) => {
    const status = data.toString('latin1').slice(9, 12);
    answers.set(status, (answers.get(status) ?? 0) + 1);
  });
  socket.write(
    `POST /api/reports/mine/photos HTTP/1.1\r\nhost: 127.0.0.1\r\nx-anxing-app: portal\r\n` +
      `x-anxing-realm: ${realm}\r\ncookie: ${cookie}=${crowdToken(person)}\r\n` +
      `content-type: multipart/form-data; boundary=b\r\n` +
      `content-length: ${head.length + declared + tail.length}\r\n\r\n${head}`,
  );
  socket.write(body);
  if (body.length >= declared) socket.write(tail);
  return socket;
}
