import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import underPressure from '@fastify/under-pressure';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fastify, { type FastifyInstance, type FastifySchema } from 'fastify';
import { endConnectionsOnClose } from './closing.ts';
import { commonProblems } from './contract.ts';
import { checkOrigin, type Identity, identify, strangersBodyLimit } from './http-identity.ts';
import { answerProblem, type RequestError } from './http-problems.ts';
import { isLine } from './invisible.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problems.ts';
import { responseSchema } from './response-schema.ts';
import { isPublic, type Route } from './routes.ts';
import { uploadTurns } from './uploads.ts';

type HttpOptions = {
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

/** JSON bodies are small; files come as multipart with limits of their own. */
const bodyLimit = 512 * 1024;
/** For a request to arrive as a whole: a large file over a bad network. */
const arrivalMs = 5 * 60_000;

/** Builds the server: every route with its guard, its input check and its output whitelist. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { platform, routes } = options;
  const headers = options.tls ? { ...apiHeaders, ...tlsOnly } : apiHeaders;
  const server = bareServer(options);
  endConnectionsOnClose(server);
  server.setValidatorCompiler(inputChecks());
  answerProblems(server, platform, headers);
  await registerPlugins(server, options);
  addHooks(server, options);
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

function bareServer({ platform, trustedProxies, tls }: HttpOptions): FastifyInstance {
  return fastify({
    bodyLimit,
    requestTimeout: arrivalMs,
    // A machine that is busy with other things takes long to start, and starts.
    pluginTimeout: 60_000,
    trustProxy: trustedProxies?.length ? trustedProxies : false,
    logger: false,
    ...(tls && { https: tls }),
    routerOptions: { maxParamLength: 300 },
    // An address that cannot be read: the framework would repeat it.
    frameworkErrors: (_error, request, reply) => {
      answerProblem(new Problem(commonProblems.bad_request), request, reply, platform.log);
    },
  }) as unknown as FastifyInstance;
}

/** Whatever a route or page had said of its answer does not hold for a problem. */
function answerProblems(server: FastifyInstance, { log }: Platform, headers: Headers): void {
  server.setErrorHandler((error: RequestError, request, reply) =>
    answerProblem(error, request, reply.headers(headers), log),
  );
  server.setNotFoundHandler((request, reply) =>
    answerProblem(new Problem(commonProblems.not_found), request, reply.headers(headers), log),
  );
}

async function registerPlugins(server: FastifyInstance, { busyAfter }: HttpOptions): Promise<void> {
  await server.register(cookie);
  await server.register(underPressure, {
    maxEventLoopDelay: busyAfter ?? 2000,
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
}

function addHooks(server: FastifyInstance, { platform, origins = [] }: HttpOptions): void {
  server.decorateRequest('identity', null);
  server.addHook('onRequest', (request, _reply, done) => {
    checkOrigin(request, origins);
    done();
  });
  // Pages take the time from it, and know by it an answer of the server from one of a gateway.
  server.addHook('onSend', (request, reply, payload, done) => {
    if (isApi(request.url)) reply.header('x-anxing-now', platform.clock.now().toISOString());
    done(null, payload);
  });
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
      reply.helmet(isFramed(request.url) ? { contentSecurityPolicy: policy(tls, "'self'") } : {});
      reply.header('permissions-policy', permissions);
    }
    done();
  });
}

/** The page that the console's form builder shows in a frame: it draws what that tells it, and does nothing else. */
function isFramed(url: string): boolean {
  return url === '/console/form-preview';
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
      const isUnattended = endpoint.unattended === true;
      request.identity = await identify(platform, guard, request, { isUnattended });
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
    ...(response !== 'stream' && { response: { '2xx': responseSchema(response) } }),
  };
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

function policy(tls: boolean, frameAncestors: "'none'" | "'self'" = "'none'") {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // The reader of codes is WebAssembly; this allows that, and no text to be run as a script.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      // The component libraries write their styles into the page.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: [frameAncestors],
      ...(tls && { upgradeInsecureRequests: [] }),
    },
  };
}
