/** Requests that were made beforehand, sent over so many connections, each waiting for its answer before it sends the next. */
import { connect, type Socket } from 'node:net';
import { ownUsage } from './usage.ts';

/** What was found. Latencies in milliseconds, the generator's own CPU time in microseconds. */
export type Found = {
  seconds: number;
  accepted: number;
  refused: Record<string, number>;
  median: number;
  p99: number;
  generator: number;
};

type Where = { port: number; connections: number; seconds: number };

export async function sendAll(
  requests: readonly Buffer[],
  { port, connections, seconds: most }: Where,
): Promise<Found> {
  const refused: Record<string, number> = {};
  const latencies = new Float64Array(requests.length);
  let accepted = 0;
  let asked = 0;
  let answers = 0;
  const usedBefore = ownUsage();
  const started = performance.now();
  const until = started + most * 1000;
  const next = () => (performance.now() < until ? requests[asked++] : undefined);
  const answered = (status: string, latency: number) => {
    latencies[answers] = latency;
    answers += 1;
    if (status === '200') accepted += 1;
    else refused[status] = (refused[status] ?? 0) + 1;
  };
  const talks = Array.from({ length: connections }, () => talk(port, next, answered));
  await Promise.all(talks);
  const seconds = (performance.now() - started) / 1000;
  const generator = ownUsage() - usedBefore;
  const sorted = latencies.subarray(0, answers).sort();
  const at = (share: number) => sorted[Math.floor(answers * share)] ?? 0;
  return { seconds, accepted, refused, median: at(0.5), p99: at(0.99), generator };
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
