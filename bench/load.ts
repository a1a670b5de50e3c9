/**
 * A process that sends daily reports over so many connections, each waiting for its answer before it
 * sends the next. It writes requests by hand: what the generator saves, the server can use.
 */
import { connect, type Socket } from 'node:net';
import { v7 } from 'uuid';
import { addDays } from '../forms/days.ts';
import type { Place } from './contender.ts';
import { ownUsage } from './usage.ts';

/** What the load generator is told. */
export type Load = Place & {
  seconds: number;
  /** More requests than can be answered in that time. */
  most: number;
};

/** What it found. Latencies in milliseconds, its own CPU time in microseconds. */
export type Found = {
  seconds: number;
  accepted: number;
  refused: Record<string, number>;
  median: number;
  p99: number;
  generator: number;
};

process.once('message', async (load: Load) => {
  process.send?.(await send(load), () => process.exit(0));
});

async function send(load: Load): Promise<Found> {
  // Made beforehand: what the generator does meanwhile, the server cannot use.
  const requests = Array.from({ length: load.most }, (_, index) =>
    Buffer.from(requestOf(load, load.skip + index), 'latin1'),
  );
  const refused: Record<string, number> = {};
  const latencies = new Float64Array(requests.length);
  let accepted = 0;
  let asked = 0;
  let answers = 0;
  const usedBefore = ownUsage();
  const started = performance.now();
  const until = started + load.seconds * 1000;
  const next = () => (performance.now() < until ? requests[asked++] : undefined);
  const answered = (status: string, latency: number) => {
    latencies[answers] = latency;
    answers += 1;
    if (status === '200') accepted += 1;
    else refused[status] = (refused[status] ?? 0) + 1;
  };
  const talks = Array.from({ length: load.connections }, () => talk(load.port, next, answered));
  await Promise.all(talks);
  const seconds = (performance.now() - started) / 1000;
  const generator = ownUsage() - usedBefore;
  const sorted = latencies.subarray(0, answers).sort();
  const at = (share: number) => sorted[Math.floor(answers * share)] ?? 0;
  return { seconds, accepted, refused, median: at(0.5), p99: at(0.99), generator };
}

/** The report of one person for one day: everybody's of today first, then of the day before. */
function requestOf(
  { people, tokenOf, realm, cookie, formVersionId, today, port }: Load,
  index: number,
): string {
  // People come in no order that an index could profit from.
  const person = 1 + ((index * 7919) % people);
  const day = dayBefore(today, Math.floor(index / people));
  const ill = index % 100 === 0;
  const temperature = ill ? 38.1 : 36 + (index % 10) / 10;
  const body =
    `{"id":"${v7()}","form":"daily","formVersionId":${formVersionId},"day":"${day}",` +
    `"basedOn":0,"values":{"temperature":${temperature},"fever":${ill},"cough":false,` +
    '"soreThroat":false,"fatigue":false,"vomitingOrDiarrhoea":false,"lossOfSmellOrTaste":false,' +
    '"sawDoctor":false,"tookMedicine":false,"contactWithCase":false,"other":false}}';
  return (
    `POST /api/reports/mine HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-anxing-app: portal\r\n` +
    `x-anxing-realm: ${realm}\r\ncookie: ${cookie}=${tokenOf.replace('%', String(person))}\r\n` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  );
}

const days = new Map<number, string>();
function dayBefore(today: string, count: number): string {
  const known = days.get(count) ?? addDays(today, -count);
  days.set(count, known);
  return known;
}

/** One connection: asks, waits for the whole answer, asks again. */
function talk(
  port: number,
  next: () => Buffer | undefined,
  answered: (status: string, latency: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sentAt = 0;
    let received = '';
    const ask = () => {
      const request = next();
      if (!request) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      answered(received.slice(9, 12), performance.now() - sentAt);
      received = '';
      ask();
    });
  });
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const at = answer.indexOf('content-length: ');
  const length = Number.parseInt(answer.slice(at + 16, at + 26), 10);
  return answer.length >= headEnd + 4 + length;
}
