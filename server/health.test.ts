import fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHealth } from './health.ts';
import { type Kit, startKit } from './testing/kit.ts';

let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

const token = 'figures-for-the-observatory';

/** The status of `/metrics` for somebody who asks an installation. */
async function metrics(
  installation: { publicUrl?: string; metricsToken?: string },
  asked: { remoteAddress?: string; headers?: Record<string, string> } = {},
): Promise<number> {
  const { publicUrl = 'http://localhost:8080', metricsToken } = installation;
  const server = fastify();
  serveHealth(server, { ...kit.platform, publicUrl }, { folder: kit.filesFolder, metricsToken });
  const { statusCode, body } = await server.inject({ url: '/metrics', ...asked });
  const expected = ['process_cpu_user_seconds_total', 'process_start_time_seconds'];
  if (statusCode === 200) for (const each of expected) expect(body).toContain(each);
  await server.close();
  return statusCode;
}

const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } });

it('shows figures to this machine alone while the installation is reached only from here', async () => {
  expect(await metrics({})).toBe(200);
  expect(await metrics({}, { remoteAddress: '::ffff:127.0.0.1' })).toBe(200);
  expect(await metrics({}, { remoteAddress: '198.51.100.7' })).toBe(404);
  expect(await metrics({}, { headers: { 'x-forwarded-for': '198.51.100.7' } })).toBe(404);
  expect(await metrics({}, { headers: { forwarded: 'for=198.51.100.7' } })).toBe(404);
  expect(await metrics({}, bearer(token))).toBe(200);
});

it('shows none without a token once people reach the installation by another name', async () => {
  // A proxy on this machine may speak for anybody, and need not say so.
  const publicUrl = 'https://health.example.org';
  expect(await metrics({ publicUrl })).toBe(404);
  expect(await metrics({ publicUrl }, bearer(token))).toBe(404);
});

it('shows figures to whoever brings the token that was set, and to nobody else', async () => {
  const remoteAddress = '198.51.100.7';
  const installation = { publicUrl: 'https://health.example.org', metricsToken: token };
  expect(await metrics(installation, { ...bearer(token), remoteAddress })).toBe(200);
  expect(await metrics(installation, { ...bearer(`${token}x`), remoteAddress })).toBe(404);
  expect(await metrics(installation, bearer('undefined'))).toBe(404);
  expect(await metrics(installation)).toBe(404);
  expect(await metrics({ metricsToken: token })).toBe(404);
});
