import { Type } from 'typebox';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { contract } from '../../platform/contract.ts';
import { ApiProblem, call, configureApi, exists, linkTo, onSignedOut, setRealm } from './api.ts';
import { noticePeople } from './attendance.ts';
import { serverNow } from './server-time.ts';

const colony = contract('colony', {
  weigh: {
    method: 'POST',
    path: '/:nest/weights',
    summary: 'Weighs a penguin',
    params: Type.Object({ nest: Type.String() }),
    query: Type.Object({ dry: Type.Optional(Type.Boolean()) }),
    body: Type.Object({ kilo: Type.Number() }),
    response: Type.Object({ ok: Type.Boolean() }),
  },
  photo: { method: 'GET', path: '/photo', summary: 'A photo', response: 'stream' },
});

const input = { params: { nest: 'a/b' }, query: { dry: true }, body: { kilo: 4 } };

function answers(...list: (Response | Error)[]) {
  const fetcher = vi.fn(async (_address: string, _init: RequestInit) => {
    const next = list.shift();
    if (!next || next instanceof Error) throw next ?? new TypeError('no answer left');
    return next;
  });
  vi.stubGlobal('fetch', fetcher);
  return fetcher;
}

const now = '2022-02-04T12:00:00.000Z';
const answer = (body: string | null, status = 200) =>
  new Response(body, { status, headers: { 'x-anxing-now': now } });
const ok = () => answer('{"ok":true}');
const problem = (status: number, body: object) => answer(JSON.stringify(body), status);

async function failure(promise: Promise<unknown>): Promise<ApiProblem> {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

afterEach(() => vi.unstubAllGlobals());
configureApi({ app: 'portal' });

test('an answer that arrives late does not set the clock back', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) });
  onTestFinished(() => void vi.useRealTimers());
  answers(ok());
  await call(colony.weigh, input);
  const fetcher = vi.fn(async () => {
    // The device sleeps while the answer is on its way.
    vi.setSystemTime(Date.parse(now) + 3_600_000);
    return ok();
  });
  vi.stubGlobal('fetch', fetcher);
  await call(colony.weigh, input);
  expect(serverNow()).toBeGreaterThan(Date.parse(now) + 3_590_000);
});

describe('a call', () => {
  test('goes to the address of the contract, says its app and carries JSON', async () => {
    const fetcher = answers(ok());
    expect(await call(colony.weigh, input)).toEqual({ ok: true });
    const [address, init] = fetcher.mock.calls[0] ?? [];
    expect(address).toBe('/api/colony/a%2Fb/weights?dry=true');
    expect(init).toMatchObject({
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-anxing-app': 'portal', 'content-type': 'application/json' },
      body: '{"kilo":4}',
    });
  });

  test('says where nobody has touched the page for minutes', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const page = new EventTarget();
    noticePeople(page);
    const saysSo = async () => {
      const fetcher = answers(ok());
      await call(colony.weigh, input);
      return 'x-anxing-unattended' in (fetcher.mock.lastCall?.[1].headers ?? {});
    };
    expect(await saysSo()).toBe(false);
    vi.advanceTimersByTime(5 * 60_000);
    expect(await saysSo()).toBe(true);
    page.dispatchEvent(new Event('keydown'));
    expect(await saysSo()).toBe(false);
  });

  test('says for whom it is where that matters', async () => {
    const fetcher = answers(ok());
    await call(colony.weigh, { ...input, account: 'colony/0190-a' });
    expect(fetcher.mock.calls[0]?.[1].headers).toMatchObject({ 'x-anxing-person': '0190-a' });
  });

  test('takes the time from the answer', async () => {
    answers(ok());
    await call(colony.weigh, input);
    expect(Math.abs(serverNow() - Date.parse(now))).toBeLessThan(5000);
  });

  test('a refusal keeps code, fields and parameters', async () => {
    const fields = [{ path: 'kilo', code: 'too_large' }];
    answers(problem(422, { code: 'invalid_input', fields, params: { max: 9 } }));
    const refused = await failure(call(colony.weigh, input));
    expect(refused).toMatchObject({
      code: 'invalid_input',
      status: 422,
      fields,
      params: { max: 9 },
    });
  });

  test.each<[string, Response | Error, string, number]>([
    ['none', new TypeError('fetch failed'), 'offline', 0],
    ['the page of a network that wants a sign-in', new Response('<h1>Wi-Fi</h1>'), 'offline', 0],
    ['nothing at all', new Response(''), 'offline', 0],
    ['JSON of somebody else', Response.json({ ok: true }), 'offline', 0],
    ['the server’s, cut off on its way', answer('{"ok":tr'), 'offline', 0],
    ['the server’s, emptied on its way', answer(''), 'offline', 0],
    ['a gateway’s page', new Response('<h1>Bad gateway</h1>', { status: 502 }), 'busy', 503],
    ['a gateway that is restarting', new Response('no route', { status: 404 }), 'busy', 503],
    ['a filter’s refusal', Response.json({ code: 'no' }, { status: 403 }), 'busy', 503],
    ['a bare 429', new Response('slow down', { status: 429 }), 'too_many_requests', 429],
  ])('only the server’s answer counts: %s', async (_, response, code, status) => {
    answers(response);
    const problem = await failure(call(colony.weigh, input));
    expect(problem).toMatchObject({ code, status, isFromServer: false });
  });

  test('only the server knows what there is', async () => {
    answers(answer(null));
    expect(await exists(colony.photo, {})).toBe(true);
    answers(answer(null, 404));
    expect(await exists(colony.photo, {})).toBe(false);
    for (const status of [200, 404]) {
      answers(new Response(null, { status }));
      await failure(exists(colony.photo, {}));
    }
  });

  test('being aborted is not a problem of the network', async () => {
    const aborted = AbortSignal.abort();
    answers(new DOMException('gone', 'AbortError'));
    await expect(call(colony.weigh, { ...input, signal: aborted })).rejects.toThrow(DOMException);
  });

  test('without an answer is given up after a while', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
      });
    });
    onTestFinished(() => void vi.useRealTimers());
    const given = failure(call(colony.weigh, input));
    const patient = failure(call(colony.weigh, { ...input, longest: 60_000 }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await given).toMatchObject({ code: 'offline', status: 0 });
    expect(await Promise.race([patient, 'waits'])).toBe('waits');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await patient).toMatchObject({ code: 'offline' });
  });
});

describe('a session that has ended', () => {
  const ended = () => problem(401, { code: 'not_signed_in' });

  test('lets the page ask, and goes on once somebody has signed in', async () => {
    const fetcher = answers(ended(), ok());
    const stop = onSignedOut(async () => true);
    expect(await call(colony.weigh, input)).toEqual({ ok: true });
    expect(fetcher).toHaveBeenCalledTimes(2);
    stop();
  });

  test('fails when nobody does, when nobody is asked, and where asking makes no sense', async () => {
    const stop = onSignedOut(async () => false);
    answers(ended());
    expect((await failure(call(colony.weigh, input))).code).toBe('not_signed_in');
    stop();
    answers(ended());
    expect((await failure(call(colony.weigh, input))).code).toBe('not_signed_in');
    const asked = vi.fn(async () => true);
    const stopAsking = onSignedOut(asked);
    answers(ended());
    await failure(call(colony.weigh, { ...input, whenSignedOut: 'fail' }));
    expect(asked).not.toHaveBeenCalled();
    stopAsking();
  });
});

test('a link names the app, for a browser sends no header with it', () => {
  expect(linkTo(colony.photo)).toBe('/api/colony/photo?app=portal');
});

test('a link says for whom it is where that matters', () => {
  const address = linkTo(colony.photo, { account: 'colony/0190-a' });
  expect(address).toBe('/api/colony/photo?app=portal&person=0190-a');
});

test('requests and links name the realm, once the page knows it', async () => {
  setRealm('penguins');
  const fetcher = answers(ok());
  await call(colony.weigh, input);
  expect(fetcher.mock.calls[0]?.[1]?.headers).toMatchObject({
    'x-anxing-app': 'portal',
    'x-anxing-realm': 'penguins',
  });
  expect(linkTo(colony.photo)).toBe('/api/colony/photo?app=portal&realm=penguins');
});

test('a call for a ward names the person who asks and the link, and one’s own names no link', async () => {
  const own = 'colony/0198d1c6-0000-7000-8000-000000000001';
  const link = '0198d1c6-0000-7000-8000-000000000002';
  const fetcher = answers(ok(), ok());
  await call(colony.weigh, { ...input, account: `${own}/${link}` });
  await call(colony.weigh, { ...input, account: own });
  const headers = fetcher.mock.calls.map(([, init]) => init.headers as Record<string, string>);
  const person = own.slice('colony/'.length);
  expect(headers.map((each) => [each['x-anxing-person'], each['x-anxing-for']])).toEqual([
    [person, link],
    [person, undefined],
  ]);
  const address = new URL(linkTo(colony.photo, { account: `${own}/${link}` }), 'http://localhost');
  expect([address.searchParams.get('person'), address.searchParams.get('for')]).toEqual([
    person,
    link,
  ]);
});
