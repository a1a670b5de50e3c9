import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Platform } from '../platform/platform.ts';

/** `/healthz` answers when requests can be served; `/metrics` is for a Prometheus on this machine. */
export function serveHealth(server: FastifyInstance, platform: Platform): void {
  const registry = new Registry();
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

  server.get('/healthz', { schema: { hide: true } }, async (_, reply) => {
    await sql`select 1`.execute(platform.db);
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });

  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const fromHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
    // A proxy on this machine speaks for somebody else.
    const { 'x-forwarded-for': forwardedFor, forwarded } = request.headers;
    if (!fromHere || forwardedFor || forwarded) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
