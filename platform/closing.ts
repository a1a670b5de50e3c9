import { once } from 'node:events';
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long requests that are under way when a server closes may still take. */
const graceMs = 10_000;

/** Of each server that ends its connections itself. */
type Connections = {
  open: Set<Socket>;
  /** Listeners that hand their connections to the server. */
  others: Server[];
  /** Settles when a server that closes has no connection any more. */
  ended: PromiseWithResolvers<void>;
};
const connectionsOf = new WeakMap<FastifyInstance, Connections>();

/**
 * Has a server that closes end its connections: those on which nothing is asked at once, the others when they
 * are answered, and all after the time of grace. Node itself also waits for connections that browsers open
 * ahead and have asked nothing on: a minute and more, in which everybody else is refused.
 */
export function endConnectionsOnClose(server: FastifyInstance, grace = graceMs): void {
  const connections: Connections = {
    open: new Set(),
    others: [],
    ended: Promise.withResolvers<void>(),
  };
  connectionsOf.set(server, connections);
  const { open } = connections;
  const watch = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.server.on('connection', watch);
  // What TLS makes of a connection once both sides have greeted each other.
  server.server.on('secureConnection', watch);
  server.addHook('preClose', (done) => {
    endAll(server, connections, grace);
    done();
  });
}

function endAll({ server }: FastifyInstance, { open, others, ended }: Connections, grace: number) {
  for (const other of others) other.close();
  for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  // One that never listened, as where its port is taken, has no connections and does not tell that it closed.
  if (!server.listening) return ended.resolve();
  // Of the others it is known which have been answered, and nothing is noted for each request.
  const look = setInterval(() => {
    server.closeIdleConnections();
    if (open.size > 0) return;
    clearInterval(look);
    clearTimeout(end);
    ended.resolve();
  }, 100);
  const end = setTimeout(() => {
    for (const socket of open) socket.destroy();
  }, grace);
}

/**
 * Takes connections on one more address, for a name that stands for several, as `localhost` does. They are the
 * server's own from then on.
 */
export async function listenBeside(server: FastifyInstance, at: ListenOptions): Promise<void> {
  const other = createServer((socket) => server.server.emit('connection', socket));
  await once(other.listen(at), 'listening');
  connectionsOf.get(server)?.others.push(other);
}

/** Closes a server, and waits also for connections of its further addresses. */
export async function closeServer(server: FastifyInstance): Promise<void> {
  await server.close();
  await connectionsOf.get(server)?.ended.promise;
}
