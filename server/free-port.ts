import { once } from 'node:events';
import { createServer } from 'node:net';
import { ConfigError } from '../platform/config.ts';

/**
 * Listens for a moment, so that a taken port is told before a demo is filled, which takes a while.
 *
 * @throws {ConfigError} when another program listens there, or the address is not this machine's.
 */
export async function requireFreePort(at: { host: string; port: number }): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(at), 'listening');
  } catch (error) {
    throw portProblem(error, at);
  }
  probe.close();
  await once(probe, 'close');
}

/** What stopped a server from listening, for the terminal; other errors stay what they are. */
export function portProblem(
  error: unknown,
  { host, port }: { host: string; port: number },
): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new ConfigError(`Port ${port} is taken by another program. Set PORT to a free one.`);
    case 'EACCES':
      return new ConfigError(
        `Port ${port} may not be used by this user. Set PORT to one above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`HOST: ${host} is no address of this machine.`);
    default:
      return error;
  }
}
