import { randomBytes } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { App, BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '../platform/contract.ts';
import { cookieName } from '../platform/http-identity.ts';

export type Input<E extends Endpoint> = {
  params?: ParamsOf<E>;
  query?: QueryOf<E>;
  body?: BodyOf<E>;
  /** For endpoints that take a file. */
  file?: { name: string; mime: string; data: Buffer };
  headers?: Record<string, string>;
};

export type Answer<T> = {
  status: number;
  body: T & { code?: string; fields?: { path: string; code: string }[] };
  raw: Buffer;
  headers: Record<string, string | string[] | number | undefined>;
};

type Placed = Endpoint & { url: string };

export type Browser = {
  /** Calls an endpoint and answers whatever comes. */
  call<E extends Placed>(endpoint: E, input?: Input<E>): Promise<Answer<ResponseOf<E>>>;
  /** Calls an endpoint that must succeed and answers its body. */
  get<E extends Placed>(endpoint: E, input?: Input<E>): Promise<ResponseOf<E>>;
  /** The session's cookie as it stands after the calls so far. */
  cookie: string | undefined;
  app: App;
  /** The realm that every request names. */
  realm: string;
  /** Sent with every write, as a browser does. */
  origin?: string;
};

/** A browser that talks to the server without a network, signed in by a session's token. */
export function browserOf(
  server: FastifyInstance,
  { app, realm }: { app: App; realm: string },
  token: string | undefined,
  origin?: string,
): Browser {
  const client: Browser = {
    app,
    realm,
    ...(origin && { origin }),
    cookie: token,
    async call(endpoint, input = {}) {
      const response = await server.inject(requestOf(endpoint, input, client));
      const set = response.cookies.find(({ name }) => name === cookieName(app, realm));
      if (set) client.cookie = set.value || undefined;
      const isJson = String(response.headers['content-type']).includes('json');
      return {
        status: response.statusCode,
        body: (isJson ? response.json() : undefined) as never,
        raw: response.rawPayload,
        headers: response.headers,
      };
    },
    async get(endpoint, input) {
      const { status, body } = await client.call(endpoint, input);
      if (status >= 400) throw new Error(`${endpoint.url}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
  };
  return client;
}

function requestOf(endpoint: Placed, input: Input<Endpoint>, client: Browser): InjectOptions {
  const url = endpoint.url.replace(/:(\w+)/g, (_, name) =>
    encodeURIComponent(String((input.params as Record<string, unknown> | undefined)?.[name])),
  );
  const upload = input.file && multipart(input.file);
  return {
    method: endpoint.method,
    url,
    query: stringified(input.query as Record<string, unknown> | undefined),
    headers: {
      'x-anxing-app': client.app,
      'x-anxing-realm': client.realm,
      ...(endpoint.method !== 'GET' && client.origin && { origin: client.origin }),
      ...(client.cookie && { cookie: `${cookieName(client.app, client.realm)}=${client.cookie}` }),
      ...upload?.headers,
      ...input.headers,
    },
    ...(upload && { payload: upload.payload }),
    ...(input.body !== undefined && { payload: input.body as object }),
  };
}

function stringified(query: Record<string, unknown> = {}): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function multipart(file: { name: string; mime: string; data: Buffer }) {
  const boundary = `anxing${randomBytes(8).toString('hex')}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.mime}\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), file.data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
