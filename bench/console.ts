import { availableParallelism } from 'node:os';
import { staffRealm } from '../modules/people/public.ts';
import type { programmes } from '../modules/programmes/contract.ts';
import type { screening } from '../modules/screening/contract.ts';
import type { BodyOf } from '../platform/contract.ts';
import { cookieName } from '../platform/http-identity.ts';
import { clerkToken } from './console-clerk.ts';
import { days, surnames } from './console-fill.ts';
import type { ConsoleReady, ConsoleRole } from './console-server.ts';
import type { BenchOptions } from './main.ts';
import { passportOf } from './residents.ts';
import { leave, median, type Side, startSide } from './side.ts';

/** Nobody waits longer for a page of a list, or for the first figures of the overview. */
const mostMilliseconds = { list: 200, figures: 1000 };
/** So much of the speed with few rows is there with many. */
const leastRatio = 0.7;
/** Beside what any request costs, so short a time is no difference that anybody could feel. */
const unfelt = 5;

type Place = ConsoleReady & ConsoleRole;
/** Without a body it is a GET. */
type Request = { path: string; body?: object };
type Kind = {
  name: string;
  most: number;
  /** Must be as quick with many rows as with few; all others keep to the limit alone. */
  flat: boolean;
  request: (place: Place, nth: number) => Request;
};

type Checks = Omit<BodyOf<typeof screening.managed>, 'programmeId'>;
const checks = (name: string, body: (place: Place, nth: number) => Checks, flat = true): Kind => ({
  ...{ name: `checks: ${name}`, flat, most: mostMilliseconds.list },
  request: (place, nth) => ({
    path: '/api/screening/managed',
    body: { programmeId: place.programmeId, ...body(place, nth) },
  }),
});

const roster = (
  name: string,
  body: (place: Place, nth: number) => BodyOf<typeof programmes.roster>,
  flat = true,
): Kind => ({
  ...{ name: `people: ${name}`, flat, most: mostMilliseconds.list },
  request: (place, nth) => ({
    path: `/api/programmes/${place.programmeId}/roster`,
    body: body(place, nth),
  }),
});

const overview = (name: string, part: (place: Place) => string): Kind => ({
  ...{ name: `overview: ${name}`, flat: false, most: mostMilliseconds.figures },
  request: (place) => ({
    path: `/api/oversight/overview?programmeId=${place.programmeId}${part(place)}`,
  }),
});

/** In the days over which the checks are spread, now and then another minute. */
function wallTime(nth: number): string {
  const minutes = ((nth * 7919) % ((days - 4) * 1440)) + 2 * 1440;
  return new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 16);
}

const dayLater = (wall: string) =>
  new Date(Date.parse(`${wall}Z`) + 86_400_000).toISOString().slice(0, 16);

const personAt = ({ people }: Place, nth: number) => passportOf(1 + ((nth * 7919) % people));

const kinds: Kind[] = [
  checks('first page', () => ({})),
  checks('oldest first', () => ({ sort: 'oldest' })),
  checks('one site', ({ siteId }) => ({ placeId: siteId })),
  checks('commonest surname', () => ({ name: surnames.commonest })),
  checks('commonest surname, one site', ({ siteId }) => ({
    ...{ name: surnames.commonest, placeId: siteId },
  })),
  checks('surname of one in a hundred', () => ({ name: surnames.middling }), false),
  checks(
    'surname of one in a hundred, one site',
    ({ siteId }) => ({ name: surnames.middling, placeId: siteId }),
    false,
  ),
  checks('rare surname', () => ({ name: surnames.rare })),
  checks('rare surname, one site', ({ siteId }) => ({ name: surnames.rare, placeId: siteId })),
  checks('identity number', (place, nth) => ({ document: personAt(place, nth) })),
  checks('one day', (_, nth) => ({ from: wallTime(nth), to: dayLater(wallTime(nth)) })),
  checks('from one day on, one site', ({ siteId }, nth) => ({
    ...{ from: wallTime(nth), sort: 'oldest', placeId: siteId },
  })),
  checks('a page far in', (_, nth) => ({ jumpTo: wallTime(nth) })),
  checks('red codes', () => ({ colour: 'red' }), false),
  checks('high temperatures, one site', ({ siteId }) => ({ high: true, placeId: siteId }), false),
  checks('conflicts', () => ({ conflict: true }), false),
  checks('undone', () => ({ undone: true }), false),
  roster('first page', () => ({})),
  roster('by name', () => ({ sort: 'name' })),
  roster('by name, from a letter', () => ({ sort: 'name', jumpTo: 'W' })),
  roster('one organisation', ({ areaId }) => ({ placeId: areaId, sort: 'name' })),
  roster('commonest surname', () => ({ search: surnames.commonest })),
  roster('commonest surname by name', () => ({ search: surnames.commonest, sort: 'name' })),
  roster('commonest surname, one organisation', ({ areaId }) => ({
    ...{ search: surnames.commonest, placeId: areaId, sort: 'name' },
  })),
  roster('rare surname', () => ({ search: surnames.rare, sort: 'name' })),
  roster('identity number', (place, nth) => ({ search: personAt(place, nth) })),
  overview('everything', () => ''),
  overview('one organisation', ({ areaId }) => `&placeId=${areaId}`),
];

type Office = Side & {
  place: Place;
  times: Map<string, number[]>;
  /** Sessions that have asked. */
  used: number;
};

/** How often each list is asked for before what is measured, and in each round. */
const asked = { before: 3, each: 7 };

/** The lists of the console with few and with many rows: median and 95th percentile of each, at the server’s side. */
export async function benchConsole({ people, records, rounds }: BenchOptions): Promise<void> {
  console.log(`console: ${availableParallelism()} cores, one request after the other\n`);
  const offices: Office[] = [];
  try {
    for (const [nth, count] of people.entries()) {
      const clerks = kinds.length * (asked.before + rounds * asked.each);
      offices.push(await enter({ people: count, records: records[nth] ?? count, clerks }));
    }
    for (const office of offices) for (const kind of kinds) await ask(office, kind, asked.before);
    for (const office of offices) office.times.clear();
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of kinds) for (const office of offices) await ask(office, kind, asked.each);
    }
    report(offices);
  } finally {
    await Promise.all(offices.map(leave));
  }
}

async function enter(role: ConsoleRole): Promise<Office> {
  const name = `${role.records} checks, ${role.people} people`;
  const started = performance.now();
  const { side, answer } = await startSide<ConsoleReady>(name, 'console-server.ts', role);
  const took = Math.round((performance.now() - started) / 1000);
  console.log(`  ${name}: ${(answer.bytes / 1e9).toFixed(1)} GB, ready in ${took} s`);
  return { ...side, place: { ...answer, ...role }, times: new Map(), used: 0 };
}

/** From sending to the last byte, over a connection that stands; a page must not be empty. */
async function ask(office: Office, { name, request }: Kind, count: number): Promise<void> {
  const { place, times } = office;
  for (let nth = 0; nth < count; nth += 1) {
    const taken = times.get(name) ?? [];
    const { path, body } = request(place, taken.length + nth);
    const token = clerkToken(office.used);
    office.used += 1;
    const started = performance.now();
    const response = await fetch(`http://127.0.0.1:${place.port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...{ 'x-anxing-app': 'console', 'x-anxing-realm': staffRealm },
        ...{ 'content-type': 'application/json', origin: 'http://127.0.0.1' },
        cookie: `${cookieName('console', staffRealm)}=${token}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    taken.push(performance.now() - started);
    times.set(name, taken);
    if (response.status !== 200) throw new Error(`${name}: ${response.status} ${text}`);
  }
}

const at95 = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0;

function report(offices: Office[]): void {
  const [small, ...others] = offices;
  const failed: string[] = [];
  for (const office of offices) {
    console.log(`\n${office.name}`);
    for (const { name, flat, most } of kinds) {
      const times = office.times.get(name) ?? [];
      const usual = median(times);
      const before = median(small?.times.get(name) ?? []);
      const ratio = before / usual;
      const isSlow = at95(times) > most;
      const isSlower = flat && ratio < leastRatio && usual - before > unfelt;
      const words = [
        `${usual.toFixed(1)} ms, p95 ${at95(times).toFixed(1)}`,
        ...(others.includes(office) ? [`${ratio.toFixed(2)} of the speed with few`] : []),
        ...(isSlow ? [`OVER ${most} ms`] : []),
        ...(isSlower ? [`BELOW ${leastRatio}`] : []),
      ];
      if (isSlow || isSlower) failed.push(`${office.name}, ${name}`);
      console.log(`  ${name}: ${words.join('; ')}`);
    }
  }
  console.log(
    failed.length > 0 ? `\nNot as wanted:\n  ${failed.join('\n  ')}\n` : '\nAll as wanted.\n',
  );
  if (failed.length > 0) process.exitCode = 1;
}
