import type { FastifyInstance } from 'fastify';
import { publicKeys } from '../modules/codes/public.ts';
import type { Platform } from '../platform/platform.ts';

/** What programs look for at an address of its own. */
export function serveWellKnown(server: FastifyInstance, platform: Platform): void {
  server.get('/.well-known/jwks.json', { schema: { hide: true } }, async (_, reply) =>
    reply
      .type('application/jwk-set+json')
      .header('cache-control', 'public, max-age=300')
      .send(JSON.stringify({ keys: await publicKeys(platform) })),
  );
}
