import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../modules/people/contract.ts';
import { addPlace } from '../modules/places/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import { cookieName } from '../platform/http.ts';
import type { Browser } from './browser.ts';
import { dice } from './demo/people.ts';
import { type Kit, startKit } from './testing/kit.ts';

/** Requests that no page would send, against every route of the OpenAPI document. */

type Operation = { method: string; url: string; upload: boolean };

let kit: Kit;
let browsers: Browser[];
let operations: Operation[];
const roll = dice(20220120);
const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;

beforeAll(async () => {
  kit = await startKit();
  const personId = await kit.platform.transaction(null, async (tx) => {
    const root = await addPlace(tx, {
      ...{ parentId: null, kind: 'organisation', code: 'root' },
      ...{ zh: '总部', en: 'Head' },
    });
    const admin = { username: 'ada', name: 'Ada', role: 'administrator' as const };
    return (await createStaff(tx, { ...admin, placeId: root.id })).personId;
  });
  browsers = [
    await kit.as(null, 'portal'),
    await kit.as({ personId, realm: 'staff', app: 'console' }),
  ];
  await kit.server.ready();
  const { paths } = kit.server.swagger() as unknown as {
    paths: Record<string, Record<string, object>>;
  };
  operations = Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      url,
      upload: JSON.stringify(operation).includes('multipart'),
    })),
  );
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

const names = ['id', 'form', 'day', 'values', 'realm', 'card', 'password', 'captcha', 'reason'];
const more = [
  'parentId',
  'programmeId',
  'from',
  'to',
  'after',
  'limit',
  'kind',
  'questions',
  'apps',
];

function strangeBody(depth = 0): unknown {
  if (depth > 2 || roll() < 0.2) return pick(strange);
  const keys = Array.from({ length: Math.floor(roll() * 8) }, () => pick([...names, ...more]));
  return Object.fromEntries(keys.map((key) => [key, strangeBody(depth + 1)]));
}

const strangeText = () => {
  const value = pick(strange);
  return encodeURIComponent(
    String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed(),
  );
};

const payloads = [
  () => JSON.stringify(strangeBody()),
  () => '{"a":',
  () => '\u0000\u0001',
  () => `${'['.repeat(2000)}`,
  () => JSON.stringify(strangeBody()).slice(0, -1),
];

function strangeRequest({ method, url, upload }: Operation, browser: Browser) {
  const path = url.replace(/\{\w+\}/g, () => (roll() < 0.4 ? '1' : strangeText()));
  const query = [...names, ...more]
    .filter(() => roll() < 0.3)
    .map((key) => `${key}=${strangeText()}`);
  const types = ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'x/y'];
  const isWrite = method !== 'GET';
  return {
    method: method as 'GET',
    url: `${path}?${query.join('&')}`,
    headers: {
      'x-anxing-app': browser.app,
      'x-anxing-realm': browser.realm,
      ...(browser.cookie && {
        cookie: `${cookieName(browser.app, browser.realm)}=${browser.cookie}`,
      }),
      ...(isWrite && { 'content-type': upload || roll() < 0.2 ? pick(types) : 'application/json' }),
    },
    ...(isWrite && { payload: pick(payloads)() }),
  };
}

describe('rubbish', () => {
  it('never makes the server fail', async () => {
    const failed: string[] = [];
    let sent = 0;
    for (const operation of operations) {
      for (let time = 0; time < 60; time += 1) {
        const request = strangeRequest(operation, pick(browsers));
        const { statusCode, body } = await kit.server.inject(request);
        sent += 1;
        if (statusCode >= 500)
          failed.push(`${statusCode} ${operation.method} ${operation.url} ${body}`);
      }
    }
    expect(failed).toEqual([]);
    expect(sent).toBeGreaterThan(operations.length * 50);
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
