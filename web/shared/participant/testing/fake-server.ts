import { Value } from 'typebox/value';
import { onTestFinished, vi } from 'vitest';
import type { people } from '../../../../modules/people/contract.ts';
import {
  type BodyOf,
  commonProblems,
  type Endpoint,
  type ParamsOf,
  type ProblemBody,
  type ProblemKind,
  type QueryOf,
  type ResponseOf,
} from '../../../../platform/contract.ts';
import { ApiProblem } from '../../api.ts';

type Placed = Endpoint & { url: string };

/** A request as it reached the server. */
type Received<E extends Endpoint> = {
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
};

/** Answers an endpoint; throws what `refusal` makes, or `NoAnswer`. */
type Handler<E extends Endpoint> = (request: Received<E>) => ResponseOf<E> | Promise<ResponseOf<E>>;

/** The network fails: the page gets no answer. A handler that did its work before throws it, too. */
export class NoAnswer extends Error {}

/** A problem of a contract, with what the server says about this case. */
export function refusal(
  { code, status }: ProblemKind,
  details: Pick<Partial<ProblemBody>, 'fields' | 'params'> = {},
): ApiProblem {
  return new ApiProblem(code, status, details);
}

/** The answer where there is nothing to tell. */
export const ok = { ok: true } as const;

/**
 * Stands in for the server until the test ends. What tests have it answer is typed by the contracts, and
 * what pages send is checked by their schemas, so that both follow when a contract changes. A request
 * that no test expects, or that breaks its schema, fails the test.
 */
export function fakeServer() {
  const handlers = new Map<Placed, Handler<Placed>>();
  const received: { endpoint: Placed; request: Received<Placed> }[] = [];
  const mistakes: unknown[] = [];

  const server = {
    /** Whose session the cookie belongs to; null for nobody's. */
    signedIn: null as ResponseOf<typeof people.me> | null,
    online: true,
    /** Answers instead of the server, as a gateway, or a network that wants a sign-in. */
    inBetween: (_method?: string): Response | null => null,
    /** The server's clock; browsers' may be wrong. */
    now: () => Date.now(),
    on<E extends Placed>(endpoint: E, handler: Handler<E>): void {
      handlers.set(endpoint, handler as never);
    },
    /** What reached an endpoint so far, in order. */
    requests<E extends Placed>(endpoint: E): Received<E>[] {
      const ofEndpoint = received.filter((each) => each.endpoint === endpoint);
      return ofEndpoint.map(({ request }) => request as Received<E>);
    },
  };

  /** The server compares whom a page says that it asks for with the session. */
  const checkPerson = (expected: string | null) => {
    if (expected === null) return;
    if (!server.signedIn) throw refusal(commonProblems.not_signed_in);
    if (server.signedIn.personId !== expected) throw refusal(commonProblems.somebody_else);
  };

  const clock = () => ({ 'x-anxing-now': new Date(server.now()).toISOString() });

  const answer = async (address: URL, init: RequestInit): Promise<Response> => {
    // What may be read may be asked for without its content.
    const method = init.method === 'HEAD' ? 'GET' : init.method;
    const found = find([...handlers.keys()], method, address.pathname);
    if (!found) throw new Error(`No test expects ${init.method} ${address.pathname}.`);
    const { endpoint } = found;
    // In an address all is text; the server makes of it what the schema says.
    const params = converted(endpoint.params, found.params);
    const query = converted(endpoint.query, Object.fromEntries(address.searchParams));
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    checkSchema(endpoint.params, params);
    checkSchema(endpoint.query, query);
    checkSchema(endpoint.body, body);
    try {
      checkPerson(new Headers(init.headers).get('x-anxing-person'));
      const request = { params, query, body } as never;
      received.push({ endpoint, request });
      const response = await handlers.get(endpoint)?.(request);
      checkSchema(endpoint.response === 'stream' ? undefined : endpoint.response, response);
      return Response.json(response, { headers: clock() });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { code, status, fields, params: about } = error;
      const problem = { code, status, fields, params: about };
      return Response.json(problem, { status, headers: clock() });
    }
  };

  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (!server.online) throw new NoAnswer();
    const foreign = server.inBetween(init.method);
    if (foreign) return foreign;
    try {
      return await untilAborted(answer(new URL(address, location.href), init), init.signal);
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof DOMException)) mistakes.push(error);
      throw error;
    }
  };

  vi.stubGlobal('fetch', fetch);
  vi.stubGlobal('XMLHttpRequest', requestsBy(fetch));
  onTestFinished(() => {
    vi.unstubAllGlobals();
    if (mistakes.length > 0) throw mistakes[0];
  });
  return server;
}

/** What uploads are made with, which reach the server as all other requests do. */
function requestsBy(fetch: (address: string, init: RequestInit) => Promise<Response>) {
  return class {
    status = 0;
    responseText = '';
    readonly upload = {};
    private address = '';
    private readonly init = { method: '', headers: new Headers() };
    private answerHeaders = new Headers();
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    open(method: string, address: string) {
      this.init.method = method;
      this.address = address;
    }
    setRequestHeader(name: string, value: string) {
      this.init.headers.set(name, value);
    }
    getResponseHeader(name: string) {
      return this.answerHeaders.get(name);
    }
    abort() {
      this.onabort?.();
    }
    async send(body: FormData) {
      try {
        const response = await fetch(this.address, { ...this.init, body });
        this.answerHeaders = response.headers;
        this.status = response.status;
        this.responseText = await response.text();
      } catch {
        return this.onerror?.();
      }
      this.onload?.();
    }
  };
}

function find(endpoints: Placed[], method: string | undefined, path: string) {
  for (const endpoint of endpoints) {
    if (endpoint.method !== method) continue;
    const pattern = endpoint.url.replace(/\/$/, '').replace(/:(\w+)/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}/?$`).exec(path);
    if (!match) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return { endpoint, params: Object.fromEntries(params) };
  }
  return undefined;
}

function converted(schema: Endpoint['query'], value: unknown): unknown {
  return schema ? Value.Convert(schema, value) : value;
}

function checkSchema(schema: Endpoint['body'], value: unknown): void {
  if (!schema || Value.Check(schema, value)) return;
  const [error] = Value.Errors(schema, value);
  throw new Error(`Not as in the contract: ${error?.instancePath} ${error?.message}`);
}

function untilAborted<T>(work: Promise<T>, signal: RequestInit['signal']): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
  return Promise.race([work, aborted]);
}
