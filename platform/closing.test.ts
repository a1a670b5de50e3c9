import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { expect, onTestFinished, test, vi } from 'vitest';
import { closeServer, endConnectionsOnClose, listenBeside } from './closing.ts';

/** A server that answers `/` at once and `/later` when it is let. */
async function listening(grace?: number) {
  const server = fastify();
  endConnectionsOnClose(server, grace);
  const closing = Promise.withResolvers<void>();
  server.addHook('preClose', async () => closing.resolve());
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string>();
  server.get('/', async () => 'here');
  server.get('/later', () => {
    asked.resolve();
    return answer.promise;
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    answer.resolve('too late');
    await server.close();
  });
  const { port } = server.server.address() as AddressInfo;
  return { server, port, closing: closing.promise, asked: asked.promise, answer: answer.resolve };
}

async function idleConnection({ server, port }: { server: FastifyInstance; port: number }) {
  const accepted = once(server.server, 'connection');
  const socket = connect(port, '127.0.0.1');
  await accepted;
  return socket;
}

/** Asks on a connection that is kept. */
async function ask(port: number, path: string, host = '127.0.0.1'): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const [response] = await once(get({ host, port, path, agent }), 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

test('a connection on which nothing was asked does not hold up a server that closes', async () => {
  const started = await listening();
  const ended = once((await idleConnection(started)).resume(), 'close');
  await started.server.close();
  await ended;
});

test('nor does one on which something may be asked again', async () => {
  const { server, port } = await listening();
  expect(await ask(port, '/')).toBe('here');
  await server.close();
});

test('what was asked before is still answered, and its connection then ends', async () => {
  const { server, port, closing, asked, answer } = await listening();
  const text = ask(port, '/later');
  await asked;
  const closed = server.close();
  await closing;
  answer('at last');
  expect(await text).toBe('at last');
  await closed;
});

test('what is not answered within the time of grace is cut off', async () => {
  const { server, port, asked } = await listening(50);
  const text = ask(port, '/later').catch((error: NodeJS.ErrnoException) => error.code);
  await asked;
  await server.close();
  expect(await text).toBe('ECONNRESET');
});

test('connections of a second address are answered and ended like those of the first', async () => {
  const { server, port, closing, asked, answer } = await listening();
  await listenBeside(server, { host: '127.0.0.2', port });
  const accepted = once(server.server, 'connection');
  const idle = connect(port, '127.0.0.2');
  await accepted;
  const ended = once(idle.resume(), 'close');
  const text = ask(port, '/later', '127.0.0.2');
  await asked;
  const closed = closeServer(server);
  await closing;
  const [refused] = await once(connect(port, '127.0.0.2'), 'error');
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  answer('at last');
  expect(await text).toBe('at last');
  await closed;
  await ended;
});

test('a server that never listened leaves nothing behind that keeps its process', async () => {
  const looking = vi.spyOn(globalThis, 'setInterval');
  onTestFinished(() => looking.mockRestore());
  const server = fastify();
  endConnectionsOnClose(server);
  await server.close();
  expect(looking).not.toHaveBeenCalled();
});
