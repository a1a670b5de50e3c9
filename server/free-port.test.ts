import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { portProblem, requireFreePort } from './free-port.ts';

const host = '127.0.0.1';

describe('a port', () => {
  it('that another program has is told by its setting; once it is free, it will do', async () => {
    const other = createServer();
    await once(other.listen({ host, port: 0 }), 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(requireFreePort({ host, port })).rejects.toThrow(`Port ${port} is taken`);
    other.close();
    await once(other, 'close');
    await expect(requireFreePort({ host, port })).resolves.toBeUndefined();
  });

  it('on an address that this machine has not is told by its setting', async () => {
    // Of the addresses set aside for documents (RFC 5737).
    await expect(requireFreePort({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
      'HOST: 192.0.2.1',
    );
  });

  it('that fails in another way keeps its error', () => {
    const error = new Error('something else');
    expect(portProblem(error, { host, port: 1 })).toBe(error);
  });
});
