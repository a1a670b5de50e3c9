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
  const watch = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.server.on('connection', watch);
  // What TLS makes of a connection once both sides have greeted each other.
  server.server.on('secureConnection', watch);
  server.addHook('preClose', (done) => {
    // One that never listened, as where its port is taken, has no connections and does not tell that it closed.
    if (!server.server.listening) return done();
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    // Of the others it is known which have been answered, and nothing is noted for each request.
    const look = setInterval(() => server.server.closeIdleConnections(), 100);
    const end = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, grace);
    server.server.once('close', () => {
      clearInterval(look);
      clearTimeout(end);
    });
    done();
  });
}
