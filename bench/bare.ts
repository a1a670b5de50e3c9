/** A process with a bare Fastify route that takes what a phone sends, and answers so many bytes. */
import fastify from 'fastify';

export type BareRole = { bytes: number };

process.once('message', async ({ bytes }: BareRole) => {
  const server = fastify();
  const answer = JSON.stringify({ a: 'x'.repeat(Math.max(0, bytes - 8)) });
  server.post('/api/codes/mine/credential', (_, reply) =>
    reply.type('application/json').send(answer),
  );
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
  process.on('message', () => process.exit(0));
});

process.once('disconnect', () => process.exit(1));
