import { statfs } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { AggregatorRegistry, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { commonProblems } from '../platform/contract.ts';
import { sameText } from '../platform/crypto.ts';
import type { Platform } from '../platform/platform.ts';
import { DatabaseAway } from '../platform/pool.ts';
import { Problem } from '../platform/problems.ts';

/** What one process has counted. */
export type ProcessFigures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** The figures of this process, and of those that answer beside it. */
export type Figures = {
  registry: Registry;
  own(): Promise<ProcessFigures>;
  ofOthers(): Promise<ProcessFigures[]>;
};

export function newFigures(): Figures {
  const registry = new Registry();
  return { registry, own: () => registry.getMetricsAsJSON(), ofOthers: async () => [] };
}

type HealthOptions = {
  figures?: Figures;
  /** The data folder, on whose disk space is needed. */
  folder: string;
  metricsToken?: string | undefined;
  /** Milliseconds to wait for the database. */
  patience?: number;
};

/**
 * `/healthz` answers when requests can be served. `/metrics` is for whoever brings the token; where none
 * is set, for a Prometheus on this machine while nobody reaches the installation from elsewhere.
 */
export function serveHealth(
  server: FastifyInstance,
  platform: Platform,
  { folder, metricsToken, figures = newFigures(), patience = 2_000 }: HealthOptions,
): void {
  const { registry } = figures;
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'anxing_request_seconds',
    help: 'Time from a request to its answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  server.addHook('onResponse', (request, reply, done) => {
    // The route's pattern: addresses hold ids, and there would be no end of them.
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? 'none';
    const status = reply.statusCode;
    seconds.observe({ method, route, status }, reply.elapsedTime / 1000);
    done();
  });

  const ask = asksTogether(() => sql`select 1`.execute(platform.db));
  server.get('/healthz', { schema: { hide: true } }, async (_, reply) => {
    await inTime(ask(), patience);
    if (await isFull(folder)) throw new Problem(commonProblems.no_space, { retryAfter: 30 });
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });

  const mayReadMetrics = (request: FastifyRequest) =>
    metricsToken
      ? sameText(request.headers.authorization ?? '', `Bearer ${metricsToken}`)
      : isLocal(platform.publicUrl) && comesFromHere(request);

  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(request)) return reply.callNotFound();
    const others = await figures.ofOthers();
    // A sum has no moment at which it began, and leaves such figures out; one process alone has them all.
    const all =
      others.length > 0 ? AggregatorRegistry.aggregate([await figures.own(), ...others]) : registry;
    return reply.type(registry.contentType).send(await all.metrics());
  });
}

/** With another name there is a proxy, perhaps on this machine, and not every proxy says for whom it asks. */
function isLocal(publicUrl: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(publicUrl).hostname);
}

function comesFromHere({ ip, headers }: FastifyRequest): boolean {
  const isHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip);
  return isHere && !headers['x-forwarded-for'] && !headers.forwarded;
}

/** PostgreSQL begins no new log with less than this, and then stops. */
const leastSpace = 16 * 1024 * 1024;

async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < leastSpace;
}

/** Whoever asks while an answer is under way gets that one: a database that is silent is not asked more and more. */
function asksTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** Waits for the database no longer than so many milliseconds. Throws {@link DatabaseAway}. */
async function inTime(work: Promise<unknown>, milliseconds: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new DatabaseAway(new Error('There was no answer in time.'))),
    milliseconds,
  );
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
