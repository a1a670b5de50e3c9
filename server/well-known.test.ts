import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Kit, startKit } from './testing/kit.ts';
import { serveWellKnown } from './well-known.ts';

let kit: Kit;
const server = fastify() as unknown as FastifyInstance;

beforeAll(async () => {
  kit = await startKit();
  serveWellKnown(server, kit.platform);
});
afterAll(async () => {
  await server.close();
  await kit.close();
});

it('the signing keys stand where programs look for them, without their private part', async () => {
  const { headers, body } = await server.inject('/.well-known/jwks.json');
  expect(headers['content-type']).toContain('application/jwk-set+json');
  const { keys } = JSON.parse(body);
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});
