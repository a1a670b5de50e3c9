import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { modules } from '../server/modules.ts';
import { type Kit, startKit } from '../server/testing/kit.ts';
import { contract, defineProblems } from './contract.ts';
import { buildHttp } from './http.ts';
import { Problem } from './problems.ts';
import { isPublic, type Route, route } from './routes.ts';

const problems = defineProblems({
  too_cold: { status: 418, zh: '太冷，{degrees} 度。', en: 'Too cold: {degrees} degrees.' },
});

const weather = contract('weather', {
  tell: {
    method: 'POST',
    path: '/:town',
    summary: 'Tells the weather',
    params: Type.Object({ town: Type.Integer() }),
    body: Type.Object({
      degrees: Type.Number({ maximum: 50 }),
      hours: Type.Optional(Type.Array(Type.Integer(), { maxItems: 24 })),
    }),
    response: Type.Object({ town: Type.Integer() }),
  },
  repeat: {
    method: 'POST',
    path: '/repeat',
    summary: 'Answers what its handler gets',
    query: Type.Object({ town: Type.Optional(Type.Integer()) }),
    body: Type.Object({ degrees: Type.Number() }),
    response: Type.Object({ query: Type.Unsafe<object>({}), body: Type.Unsafe<object>({}) }),
  },
  fail: { method: 'GET', path: '/fail', summary: 'Fails', response: Type.Object({}) },
});

const routes: Route[] = [
  route(weather.tell, isPublic, async ({ params, body }) => {
    if (body.degrees < -40)
      throw new Problem(problems.too_cold, { params: { degrees: body.degrees } });
    return { ...params, secret: 'not in the contract' };
  }),
  route(weather.repeat, isPublic, async ({ query, body }) => ({ query, body })),
  route(weather.fail, isPublic, async () => {
    throw new Error('phone +8613800000000 is taken\nby somebody with +8613900000000');
  }),
];

let kit: Kit;
let server: Kit['server'];
const logged: object[] = [];

beforeAll(async () => {
  kit = await startKit();
  const log = { info: () => {}, error: (details: object) => logged.push(details) };
  server = await buildHttp({
    platform: { ...kit.platform, log },
    routes,
    origins: ['https://health.example'],
  });
});

afterAll(async () => {
  await server.close();
  await kit.close();
});

const post = (payload: object | string, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/api/weather/7',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });

describe('a request', () => {
  it('is answered with what the contract lists and nothing else', async () => {
    const answer = await post({ degrees: 3 });
    expect(answer.json()).toEqual({ town: 7 });
    expect(answer.headers['x-anxing-now']).toBe(kit.clock.now().toISOString());
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('fails with a problem that names its code and parameters', async () => {
    const answer = await post({ degrees: -50 });
    expect(answer.statusCode).toBe(418);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({
      code: 'too_cold',
      status: 418,
      params: { degrees: -50 },
    });
  });

  it('names every field that does not fit, and does not turn text into numbers', async () => {
    const fields = async (body: object) => (await post(body)).json().fields;
    expect(await fields({})).toEqual([{ path: 'degrees', code: 'required', params: {} }]);
    expect(await fields({ degrees: '3' })).toMatchObject([
      { path: 'degrees', code: 'schema_type' },
    ]);
    expect(await fields({ degrees: 366 })).toMatchObject([
      { path: 'degrees', code: 'schema_maximum', params: { limit: 50 } },
    ]);
  });

  it('says in its address what the contract names and nothing else; its body is left as it is', async () => {
    const url = '/api/weather/repeat?town=7&programmeId=2&app=portal';
    const body = { degrees: 3, wind: 'north' };
    const answer = await server.inject({ method: 'POST', url, payload: body });
    expect(answer.json()).toEqual({ query: { town: 7 }, body });
  });

  it('full of mistakes is answered with some of them: the answer is not many times what was sent', async () => {
    const answer = await post({ degrees: 3, hours: Array(4000).fill('') });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().fields).toHaveLength(100);
  });

  it('of a stranger is small', async () => {
    const answer = await post({ degrees: 3, padding: 'x'.repeat(20_000) });
    expect(answer.json()).toMatchObject({ status: 413, code: 'too_large' });
  });

  it('from a page of another site is refused, from the site’s own and its public address taken', async () => {
    const status = async (origin: string) => (await post({ degrees: 3 }, { origin })).statusCode;
    expect(await status('https://elsewhere.example')).toBe(403);
    const refused = await post({ degrees: 3 }, { origin: 'https://elsewhere.example' });
    expect(refused.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(await status('null')).toBe(403);
    expect(await status('https://health.example')).toBe(200);
    expect(await status('http://localhost:80')).toBe(200);
  });

  it('that breaks the server tells neither the person nor the log what the error said', async () => {
    const answer = await server.inject('/api/weather/fail');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal' });
    expect(answer.body + JSON.stringify(logged)).not.toMatch(/1(38|39)00000000/);
    expect(logged).toHaveLength(1);
  });

  it('for an address that cannot be read gets a problem that does not repeat it', async () => {
    for (const url of ['/%zz', '/api/weather/%zz']) {
      const answer = await server.inject(url);
      expect(answer.json()).toMatchObject({ status: 400, code: 'bad_request' });
      expect(answer.body).not.toContain('zz');
    }
  });

  it('for what is not there gets a problem, too', async () => {
    const answer = await server.inject('/api/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not_found' });
    expect(answer.headers['x-anxing-now']).toBeDefined();
  });
});

describe('the server', () => {
  it('does not wait for ever for a request to arrive', () => {
    expect(server.server.requestTimeout).toBeGreaterThan(0);
  });

  it('that is busy still gives pages, which tell so; only the interface asks for patience', async () => {
    const busy = await buildHttp({ platform: kit.platform, routes, busyAfter: Number.MIN_VALUE });
    busy.get('/a-page', async () => 'a page');
    await vi.waitFor(async () => {
      const answer = await busy.inject('/api/nothing');
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({ code: 'busy' });
      expect(answer.headers['retry-after']).toBe('5');
    }, 20_000);
    expect((await busy.inject('/a-page')).body).toBe('a page');
    await busy.close();
  });

  it('lets its own pages ask for camera, position and microphone, and no frame of another site', async () => {
    const pages = await buildHttp({
      platform: kit.platform,
      routes,
      pages: async (scope) => void scope.get('/a-page', async () => 'a page'),
    });
    const { headers } = await pages.inject('/a-page');
    expect(headers['permissions-policy']).toBe(
      'camera=(self), geolocation=(self), microphone=(self)',
    );
    await pages.close();
  });

  it('refuses to start with a route that states no permission', async () => {
    const open = { ...routes[0], guard: undefined } as unknown as Route;
    await expect(buildHttp({ platform: kit.platform, routes: [open] })).rejects.toThrow(
      'states no permission',
    );
  });

  it('describes every route in its OpenAPI document', async () => {
    const { paths } = (await kit.server.inject('/api/openapi.json')).json();
    for (const { endpoint } of modules.flatMap((module) => module.routes)) {
      const path = endpoint.url.replace(/:(\w+)/g, '{$1}');
      expect(paths[path]?.[endpoint.method.toLowerCase()], endpoint.url).toBeDefined();
    }
  });
});
