import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import underPressure from '@fastify/under-pressure';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fastify, { type FastifyInstance, type FastifyRequest, type FastifySchema } from 'fastify';
import { endConnectionsOnClose } from './closing.ts';
import { type App, apps, commonProblems, staffApps } from './contract.ts';
import { answerProblem, type RequestError } from './http-problems.ts';
import { isLine } from './invisible.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problems.ts';
import { type Guard, isPublic, type Route } from './routes.ts';
import {
  type Actor,
  type PlaceScope,
  type SelfScope,
  selfScope,
  staffRealm,
  type UnverifiedSession,
} from './scope.ts';
import { uploadTurns } from './uploads.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the route's guard. */
    identity: Identity | null;
  }
}

type Identity = {
  app: App | null;
  realm: string | null;
  actor: Actor | null;
  scope?: PlaceScope;
  self?: SelfScope;
  session?: UnverifiedSession;
};

export type HttpOptions = {
  platform: Platform;
  routes: Route[];
  /** Addresses and networks of proxies whose `X-Forwarded-*` is believed. */
  trustedProxies?: string[];
  tls?: { cert: Buffer; key: Buffer };
  /** Milliseconds that requests may wait for the event loop before new ones are told that it is busy. */
  busyAfter?: number;
  /** Adds to the server before its routes, so that hooks reach them. */
  prepare?(server: FastifyInstance): void;
  /** Adds what browsers show, beside the API. */
  pages?(server: FastifyInstance): Promise<void>;
  /** Origins beside the server's own from which pages may write. */
  origins?: string[];
};

/**
 * The cookie of a session: one for each app and realm, so that one browser may be in several programmes.
 * Over TLS its name makes browsers refuse one that another host of the domain, or a page without TLS, sets.
 */
export const cookieName = (app: App, realm: string, secure = false): string =>
  `${secure ? '__Host-' : ''}anxing_${app}_${realm}`;

/** Whether the page came by TLS, here or at a proxy in front. */
export const isSecure = ({ publicUrl }: Platform, { protocol }: FastifyRequest): boolean =>
  protocol === 'https' || publicUrl.startsWith('https:');

/** JSON bodies are small; files come as multipart with limits of their own. */
const bodyLimit = 512 * 1024;
/** What strangers send (a sign-in, a captcha's answer) is smaller still. */
const strangersBodyLimit = 16 * 1024;
/** For a request to arrive as a whole: a large file over a bad network. */
const arrivalMs = 5 * 60_000;

/** Builds the server: every route with its guard, its input check and its output whitelist. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { platform, routes } = options;
  const server = fastify({
    bodyLimit,
    requestTimeout: arrivalMs,
    // A machine that is busy with other things takes long to start, and starts.
    pluginTimeout: 60_000,
    trustProxy: options.trustedProxies?.length ? options.trustedProxies : false,
    logger: false,
    ...(options.tls && { https: options.tls }),
    routerOptions: { maxParamLength: 300 },
    // An address that cannot be read: the framework would repeat it.
    frameworkErrors: (_error, request, reply) => {
      answerProblem(new Problem(commonProblems.bad_request), request, reply, platform.log);
    },
  }) as unknown as FastifyInstance;
  endConnectionsOnClose(server);
  server.setValidatorCompiler(inputChecks());
  const headers = options.tls ? { ...apiHeaders, ...tlsOnly } : apiHeaders;
  // Whatever a route or page had said of its answer does not hold for a problem.
  server.setErrorHandler((error: RequestError, request, reply) =>
    answerProblem(error, request, reply.headers(headers), platform.log),
  );
  server.setNotFoundHandler((request, reply) =>
    answerProblem(
      new Problem(commonProblems.not_found),
      request,
      reply.headers(headers),
      platform.log,
    ),
  );
  await server.register(cookie);
  await server.register(underPressure, {
    maxEventLoopDelay: options.busyAfter ?? 2000,
    exposeStatusRoute: false,
    // Pages cost little, and tell in words that the rest is busy; a browser shows a problem as it is.
    pressureHandler: ({ url, routeOptions }) => {
      if (isApi(routeOptions.url ?? url)) throw new Problem(commonProblems.busy, { retryAfter: 5 });
    },
  });
  await server.register(swagger, {
    openapi: { info: { title: 'Anxing', version: '1' } },
    transform: ({ schema, url }) => ({
      schema: { ...schema, hide: schema?.hide || !url.startsWith('/api/') },
      url,
    }),
  });
  server.decorateRequest('identity', null);
  server.addHook('onRequest', (request, _reply, done) => {
    checkOrigin(request, options.origins ?? []);
    done();
  });
  // Pages take the time from it, and know by it an answer of the server from one of a gateway.
  server.addHook('onSend', (request, reply, payload, done) => {
    if (isApi(request.url)) reply.header('x-anxing-now', platform.clock.now().toISOString());
    done(null, payload);
  });
  options.prepare?.(server);
  await server.register((api) => mountAll(api, platform, routes, headers));
  await server.register(async (scope) => {
    await addPageHeaders(scope, Boolean(options.tls), headers);
    await scope.register(swaggerUi, { routePrefix: '/api/docs' });
    scope.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
    await options.pages?.(scope);
  });
  return server;
}

/** What every answer of the API says. */
const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const tlsOnly = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };
type Headers = Record<string, string>;

/** Every route of the API, with no more hooks than it needs: they run for every request there is. */
async function mountAll(
  api: FastifyInstance,
  platform: Platform,
  routes: Route[],
  headers: Headers,
): Promise<void> {
  // Before a route says otherwise.
  api.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  for (const route of routes) if (!route.endpoint.upload) mount(api, platform, route);
  await api.register(async (uploads) => {
    await uploads.register(multipart, {
      limits: { files: 1, fields: 10, fileSize: 64 * 1024 * 1024 },
    });
    const begin = uploadTurns();
    for (const route of routes) {
      if (route.endpoint.upload) mount(uploads, platform, inTurn(route, begin));
    }
  });
}

/** A route whose file is read only when its sender's turn has come. */
function inTurn(route: Route, begin: ReturnType<typeof uploadTurns>): Route {
  return {
    ...route,
    async handle(call) {
      const { actor } = call as Identity;
      const end = begin(actor?.personId ?? '');
      try {
        return await route.handle(call);
      } finally {
        end();
      }
    },
  };
}

/** What pages may ask the device for: the server's own, and no frame of another site. */
const permissions = 'camera=(self), geolocation=(self), microphone=(self)';

/** Pages get the whole of helmet's list; what of the API stands beside its routes is answered as they are. */
async function addPageHeaders(
  pages: FastifyInstance,
  tls: boolean,
  headers: Headers,
): Promise<void> {
  await pages.register(helmet, { global: false, contentSecurityPolicy: policy(tls) });
  pages.addHook('onRequest', (request, reply, done) => {
    if (isApi(request.url)) reply.headers(headers);
    else {
      reply.helmet();
      reply.header('permissions-policy', permissions);
    }
    done();
  });
}

function isApi(url: string): boolean {
  return url.startsWith('/api/') && !url.startsWith('/api/docs');
}

function mount(
  server: FastifyInstance,
  platform: Platform,
  { endpoint, guard, handle }: Route,
): void {
  if (!guard) throw new Error(`${endpoint.method} ${endpoint.url} states no permission.`);
  server.route({
    method: endpoint.method,
    url: endpoint.url,
    schema: schemaOf(endpoint),
    bodyLimit: guard === isPublic ? strangersBodyLimit : bodyLimit,
    // Before the body is read: a stranger is not told what a route expects.
    onRequest: async (request) => {
      request.identity = await identify(platform, guard, request);
    },
    // A session is verified before whoever made it is told of a mistake.
    attachValidation: typeof guard === 'object' && guard.kind === 'unverified',
    handler: async (request, reply) => {
      const { params, query, body, validationError } = request;
      if (validationError) {
        await request.identity?.session?.verify();
        throw validationError;
      }
      const call = { platform, request, reply, params, query, body, ...request.identity };
      const answer = await handle(call as never);
      if (answer instanceof Readable) return reply.send(answer);
      return answer;
    },
  });
}

const noQuery = { type: 'object', properties: {} };

function schemaOf(endpoint: Route['endpoint']): FastifySchema {
  const { params, query, body, response, summary, module } = endpoint;
  return {
    summary,
    tags: [module],
    ...(params && { params }),
    querystring: query ?? noQuery,
    ...(body && { body }),
    ...(endpoint.upload && { consumes: ['multipart/form-data'] }),
    ...(response !== 'stream' && { response: { '2xx': response } }),
  };
}

/** Who asks, and within which scope: the only place where a guard is looked at. */
async function identify(
  platform: Platform,
  guard: Guard,
  request: FastifyRequest,
): Promise<Identity> {
  const app = appOf(request);
  const realm = realmOf(request, app);
  const audience = app && realm ? { app, realm } : null;
  const token =
    audience &&
    request.cookies[cookieName(audience.app, audience.realm, isSecure(platform, request))];
  if (typeof guard === 'object' && guard.kind === 'unverified') {
    if (!token || !guard.apps.includes(audience.app))
      throw new Problem(commonProblems.not_signed_in);
    const session = unverifiedSessionOf(
      platform,
      { ...audience, personId: expectedOf(request) },
      token,
    );
    if (!(Number(request.headers['content-length']) <= strangersBodyLimit)) await session.verify();
    return { app, realm, actor: null, session };
  }
  const found = token
    ? await platform.sessions.resolve(token, audience.app, audience.realm)
    : new Problem(commonProblems.not_signed_in);
  if (typeof guard === 'object' && guard.kind === 'public') {
    return { app, realm, actor: found instanceof Problem ? null : found };
  }
  const actor = signedInActor(found);
  requireExpected(actor, expectedOf(request));
  if (typeof guard === 'string') {
    if (actor.mustFinish) throw new Problem(commonProblems.not_signed_in);
    return { app, realm, actor, scope: await platform.access.require(platform.db, actor, guard) };
  }
  if (!guard.apps.includes(actor.app)) throw new Problem(commonProblems.not_signed_in);
  if (actor.mustFinish && !guard.unfinished) throw new Problem(commonProblems.must_finish);
  return { app, realm, actor, self: selfScope(actor) };
}

function signedInActor(found: Actor | Problem): Actor {
  if (found instanceof Problem) throw found;
  return found;
}

function unverifiedSessionOf(
  platform: Platform,
  expected: Pick<UnverifiedSession, 'app' | 'realm' | 'personId'>,
  token: string,
): UnverifiedSession {
  const { app, realm, personId } = expected;
  const verify = async () => {
    const actor = signedInActor(await platform.sessions.resolve(token, app, realm));
    requireExpected(actor, personId);
    if (actor.mustFinish) throw new Problem(commonProblems.must_finish);
    return { actor, self: selfScope(actor) };
  };
  return { ...expected, tokenHash: platform.sessions.hashOf(token), verify };
}

/**
 * The person whom a page says that it asks for. The tabs of a browser share the session, and somebody
 * else may have signed in since the page was opened: what one person filled in is not taken as
 * another's, and nothing of the one is shown to the other. Links say it as `?person=`.
 */
function expectedOf(request: FastifyRequest): string | null {
  const named =
    request.headers['x-anxing-person'] ?? (request.query as { person?: unknown })?.person;
  return typeof named === 'string' ? named.toLowerCase() : null;
}

function requireExpected({ personId }: Actor, expected: string | null): void {
  if (expected !== null && personId !== expected) {
    throw new Problem(commonProblems.somebody_else);
  }
}

/** Each app says which one it is; its cookie is worth nothing to the others. Links say it as `?app=`. */
function appOf(request: FastifyRequest): App | null {
  const named = request.headers['x-anxing-app'] ?? (request.query as { app?: unknown })?.app;
  return apps.find((app) => app === named) ?? null;
}

/** Participants' apps also say which realm they are in; links say it as `?realm=`. */
function realmOf(request: FastifyRequest, app: App | null): string | null {
  if (staffApps.some((each) => each === app)) return staffRealm;
  const named = request.headers['x-anxing-realm'] ?? (request.query as { realm?: unknown })?.realm;
  return typeof named === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(named) ? named : null;
}

/**
 * A page of another site must not write with a visitor's cookie, nor have a link open what only the
 * app's own pages link to: an export is a look at people, noted in the name of whoever is signed in.
 * Browsers of the last years say from where they come, where the connection is safe.
 */
function checkOrigin(request: FastifyRequest, origins: string[]): void {
  const { origin, 'sec-fetch-site': from = 'same-origin' } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD') {
    const isLink = (request.query as { app?: unknown })?.app !== undefined;
    if (isLink && from !== 'same-origin') throw new Problem(commonProblems.wrong_origin);
    return;
  }
  if (origin === undefined) return;
  if (origins.includes(origin)) return;
  if (origin === `${request.protocol}://${request.host}`) return;
  throw new Problem(commonProblems.wrong_origin);
}

/**
 * Bodies are taken as they are. What stands in an address is text and is turned into what the schema
 * says; what the schema does not name stays out, so that handlers may pass a query on as a whole.
 */
function inputChecks() {
  const all = { allErrors: true, strict: false, useDefaults: true };
  const strict = new Ajv(all);
  const coercing = new Ajv({ ...all, coerceTypes: 'array', removeAdditional: 'all' });
  for (const ajv of [strict, coercing]) {
    addFormats.default(ajv);
    // The one of ajv-formats lets `urn:uuid:` pass, which the database does not take.
    ajv.addFormat('uuid', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i);
    ajv.addFormat('line', isLine);
  }
  return ({ schema, httpPart }: { schema: unknown; httpPart?: string }) =>
    (httpPart === 'body' ? strict : coercing).compile(schema as object);
}

function policy(tls: boolean) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // The component libraries write their styles into the page.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(tls && { upgradeInsecureRequests: [] }),
    },
  };
}
