/**
 * A process that sends daily reports over so many connections, each waiting for its answer before it
 * sends the next. It writes requests by hand: what the generator saves, the server can use.
 */
import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { addDays } from '../forms/days.ts';
import type { Found, Load } from './reports.ts';

process.once('message', async (load: Load) => {
  process.send?.(await send(load), () => process.exit(0));
});

async function send(load: Load): Promise<Found> {
  const found = { accepted: 0, refused: {} as Record<string, number>, latencies: [] as number[] };
  let next = load.skip;
  const started = performance.now();
  const until = started + load.seconds * 1000;
  await Promise.all(
    Array.from({ length: load.connections }, () =>
      converse(
        load.port,
        () => {
          if (performance.now() >= until) return null;
          next += 1;
          return requestOf(load, next - 1);
        },
        (status, latency) => {
          found.latencies.push(latency);
          if (status === '200') found.accepted += 1;
          else found.refused[status] = (found.refused[status] ?? 0) + 1;
        },
      ),
    ),
  );
  const sorted = Float64Array.from(found.latencies).sort();
  return {
    seconds: (performance.now() - started) / 1000,
    accepted: found.accepted,
    refused: found.refused,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

/** The report of one person for one day: everybody's of today first, then of the day before. */
function requestOf({ people, tokenOf, formVersionId, today, port }: Load, index: number): string {
  // People come in no order that an index could profit from.
  const person = 1 + ((index * 7919) % people);
  const day = dayBefore(today, Math.floor(index / people));
  const ill = index % 100 === 0;
  const temperature = ill ? 38.1 : 36 + (index % 10) / 10;
  const body =
    `{"id":"${randomUUID()}","form":"daily","formVersionId":${formVersionId},"day":"${day}",` +
    `"basedOn":0,"values":{"temperature":${temperature},"fever":${ill},"cough":false,` +
    '"soreThroat":false,"fatigue":false,"vomitingOrDiarrhoea":false,"lossOfSmellOrTaste":false,' +
    '"sawDoctor":false,"tookMedicine":false,"contactWithCase":false,"other":false}}';
  return (
    `POST /api/reports/mine HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-anxing-app: portal\r\n` +
    `cookie: anxing_portal=${tokenOf.replace('%', String(person))}\r\n` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  );
}

const days = new Map<number, string>();
function dayBefore(today: string, count: number): string {
  const known = days.get(count) ?? addDays(today, -count);
  days.set(count, known);
  return known;
}

function converse(
  port: number,
  nextRequest: () => string | null,
  answered: (status: string, latency: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    let sentAt = 0;
    let received = '';
    const ask = () => {
      const request = nextRequest();
      if (request === null) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
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
