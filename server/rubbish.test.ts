import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otters } from '../forms/testing/otters.ts';
import { people } from '../modules/people/contract.ts';
import { createProgramme } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { wellToday } from '../modules/reports/testing.ts';
import { type Endpoint, staffApps } from '../platform/contract.ts';
import type { Route } from '../platform/routes.ts';
import { staffRealm } from '../platform/scope.ts';
import type { Browser, Input } from './browser.ts';
import { dice } from './demo/people.ts';
import { modules } from './modules.ts';
import { addRole, type Cast, weighInDays } from './testing/cast.ts';
import { type Reporter, startExpeditionKit } from './testing/expedition.ts';
import type { Kit } from './testing/kit.ts';
import { nameOf, namesIn, realObjects, type Sample } from './testing/samples.ts';

/**
 * Requests that no page would send, against every route: real ones of somebody whom the route lets in,
 * spoilt in places, so that the rubbish comes as far as it can.
 */

const routes = modules.flatMap((module) => module.routes);
const mostOfEach = 16;

let kit: Kit;
let cast: Cast;
let participant: Reporter['person'];
let checkerId: string;
let samples: Map<string, Sample>;
const roll = dice(20220120);
const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;

beforeAll(async () => {
  const stage = await startExpeditionKit();
  ({ kit, cast } = stage);
  // Who gives colours by hand is no administrator by that: Ada is both.
  await addRole(kit, cast.ada, 'health_authority', cast.places.root);
  const real = await realObjects(kit, cast, stage.expedition);
  participant = real.person.person;
  checkerId = real.checker.personId;
  const formVersionId = stage.expedition.forms.get('daily')?.id;
  const report = { form: 'daily', formVersionId, day: '2022-01-20', basedOn: 0 };
  const submit = async () => ({ body: { ...report, id: randomUUID(), values: wellToday } });
  await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: otters, code: otters.code, place: { id: cast.places.station.id } },
      ...weighInDays,
    }),
  );
  samples = real.samples;
  samples.set(nameOf(reports.submit), { reach: 'anybody', input: submit as Sample['input'] });
});

afterAll(() => kit.close());

const strange: unknown[] = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'null',
    '\u0000',
    "'; drop table persons; --",
    '../../etc/passwd',
  ],
  ...[
    '%',
    '{}',
    '[]',
    '🐧'.repeat(50),
    'a'.repeat(5000),
    '2022-02-30',
    '2022-13-45T99:99:99Z',
    'NaN',
  ],
  ...[0, -1, 2 ** 53, 1e308, 0.1, true, null, [], {}, [[[]]], { __proto__: { x: 1 } }],
  ...['00000000-0000-0000-0000-000000000000', '\ud800', '‮abc', 'x\r\nset-cookie: a=b'],
];

/** What is no JSON at all. */
const broken = ['{"a":', '\u0000\u0001', '['.repeat(2000)];

type Schema = {
  type?: string;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
};

/** Something of the form that a schema asks for. */
function fitting(schema: Schema = {}): unknown {
  const { type, properties = {}, required = [], items, minimum = 1 } = schema;
  if (schema.enum) return pick(schema.enum);
  if (type === 'integer' || type === 'number') return minimum;
  if (type === 'array') return [fitting(items)];
  if (type !== 'object') return schema.format === 'uuid' ? randomUUID() : 'emperor-penguin';
  return Object.fromEntries(required.map((name) => [name, fitting(properties[name])]));
}

function mapValues<T, U>(values: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** The same with some of its parts replaced. */
function spoil(value: unknown): unknown {
  if (roll() < 0.12) return pick(strange);
  if (Array.isArray(value)) return value.map(spoil);
  const isObject = typeof value === 'object' && value !== null;
  return isObject ? mapValues(value as Record<string, unknown>, spoil) : value;
}

/** The same with some of its parts replaced, some added that the schema names, and one that it does not. */
function spoilNamed(schema: unknown, given: unknown): Record<string, unknown> {
  const more = [...namesIn(schema), 'programmeId'].filter(() => roll() < 0.15);
  const added = Object.fromEntries(more.map((name) => [name, pick(strange)]));
  return { ...added, ...mapValues((given ?? {}) as Record<string, unknown>, spoil) };
}

const textOf = (value: unknown) =>
  String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed();

async function spoiltInput({ endpoint }: Route): Promise<Input<Endpoint>> {
  const { params, query, body, upload } = endpoint;
  const real = await samples.get(nameOf(endpoint))?.input();
  const given = real ?? mapValues({ params, query, body } as Record<string, Schema>, fitting);
  const text = JSON.stringify(spoilNamed(body, given.body));
  const data = Buffer.from(textOf(pick(strange)));
  return {
    params: { ...(given.params as object), ...mapValues(spoilNamed(params, given.params), textOf) },
    query: mapValues(spoilNamed(query, given.query), textOf),
    ...(body && {
      headers: { 'content-type': pick([...Array(9).fill('application/json'), 'text/plain']) },
      body: roll() < 0.1 ? pick(broken) : text,
    }),
    ...(upload && { file: { name: textOf(pick(strange)), mime: 'text/csv', data } }),
  };
}

/** People whom the route lets in. */
function visitors({ guard }: Route): Promise<Browser>[] {
  if (typeof guard === 'string') return [kit.as(cast.ada)];
  // Cards open the one, phones and registrations the other.
  if (guard.kind === 'public') return [kit.as(null), kit.as(null, 'portal', otters.code)];
  const app = pick(guard.apps);
  if (!staffApps.some((each) => each === app)) return [kit.as({ ...participant, app })];
  // Who checks people at a site is let in by the assignment to it.
  const scanner = { personId: checkerId, realm: staffRealm, app };
  return [kit.as({ ...cast.ada, app }), ...(app === 'field' ? [kit.as(scanner)] : [])];
}

/** The more a route is told, the more there is to spoil. */
function timesOf({ endpoint: { params, query, body } }: Route): number {
  return Math.min(2 + 2 * [params, query, body].flatMap(namesIn).length, mostOfEach);
}

async function answersOf(route: Route): Promise<string[]> {
  const browsers = await Promise.all(visitors(route));
  const inputs: Input<Endpoint>[] = [];
  const times = timesOf(route) * browsers.length;
  for (let n = times; n > 0; n -= 1) inputs.push(await spoiltInput(route));
  const answers = inputs.map((input, at) => {
    const browser = browsers[at % browsers.length] as Browser;
    return browser.call(route.endpoint, input);
  });
  return (await Promise.all(answers)).map(
    ({ status, body }) => `${status} ${(body as { code?: string } | undefined)?.code ?? ''}`,
  );
}

/** What the check of the input answers, and the look-up of what an address names. */
const turnedAway = /bad_request|invalid_input|not_found|not_signed_in|forbidden/;

describe('rubbish', () => {
  it('never makes the server fail, however far it comes', async () => {
    const failed: string[] = [];
    const reached = new Set<string>();
    for (const route of routes) {
      const name = nameOf(route.endpoint);
      for (const answer of await answersOf(route)) {
        if (answer.startsWith('5')) failed.push(`${name} ${answer}`);
        else if (!turnedAway.test(answer)) reached.add(name);
      }
    }
    expect(failed).toEqual([]);
    // All but a few, such as that of the first administrator, who is there already.
    expect(reached.size).toBeGreaterThan(routes.length * 0.9);
  });

  it('is answered as a problem that names no more than a code', async () => {
    const { statusCode, headers, body } = await kit.server.inject({
      method: 'POST',
      url: people.signInByCard.url,
      headers: { 'content-type': 'application/json' },
      payload: '{"card": "1234567"',
    });
    expect(statusCode).toBe(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ code: 'bad_request' });
    expect(body).not.toContain('1234567');
  });
});
