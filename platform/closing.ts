import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests that are under way when a server closes may still take. */
const graceMs = 10_000;

/**
 * Has a server that closes end its connections: those on which nothing is asked at once, the others when they
 * are answered, and all after the time of grace. Node itself also waits for connections that browsers open
 * ahead and have asked nothing on: a minute and more, in which everybody else is refused.
 */
export function endConnectionsOnClose(server: FastifyInstance, grace = graceMs): void {
  const open = new Set<Socket>();
  /** Requests under way, by the connection they came on. */
  const underWay = new Map<string, number>();
  let isClosing = false;

  server.server.on('connection', (socket: Socket) => {
    const key = keyOf(socket);
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      underWay.delete(key);
    });
  });
  server.server.on('request', ({ socket }, response) => {
    const key = keyOf(socket);
    underWay.set(key, (underWay.get(key) ?? 0) + 1);
    response.once('close', () => {
      const left = (underWay.get(key) ?? 1) - 1;
      if (left > 0) underWay.set(key, left);
      else underWay.delete(key);
      if (isClosing && left === 0) socket.destroySoon();
    });
  });
  server.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of open) if (!underWay.has(keyOf(socket))) socket.destroy();
    const end = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, grace);
    server.server.once('close', () => clearTimeout(end));
    done();
  });
}

/** TLS wraps a connection in another socket; both have the same remote address and port. */
const keyOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
