import type { ServerResponse } from 'node:http';
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
  const underWay = new Set<ServerResponse>();
  let isClosing = false;
  const isAsked = (socket: Socket) =>
    [...underWay].some(({ req }) => keyOf(req.socket) === keyOf(socket));

  server.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.server.on('request', ({ socket }, response) => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (isClosing && !isAsked(socket)) socket.destroySoon();
    });
  });
  server.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of open) if (!isAsked(socket)) socket.destroy();
    const end = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, grace);
    server.server.once('close', () => clearTimeout(end));
    done();
  });
}

/** TLS wraps a connection in another socket; both have the same remote address and port. */
const keyOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;
