/**
 * A process that sends daily reports over so many connections, each waiting for its answer before it
 * sends the next. It writes requests by hand: what the generator saves, the server can use.
 */
import { v7 } from 'uuid';
import { addDays } from '../forms/days.ts';
import type { Place } from './contender.ts';
import { type Found, sendAll } from './sending.ts';

/** What the load generator is told. */
export type Load = Place & {
  seconds: number;
  /** More requests than can be answered in that time. */
  most: number;
};

process.once('message', async (load: Load) => {
  process.send?.(await send(load), () => process.exit(0));
});

function send(load: Load): Promise<Found> {
  // Made beforehand: what the generator does meanwhile, the server cannot use.
  const requests = Array.from({ length: load.most }, (_, index) =>
    Buffer.from(requestOf(load, load.skip + index), 'latin1'),
  );
  return sendAll(requests, load);
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
