import { randomBytes, randomUUID } from 'node:crypto';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { networkWebhooks, secretPrefix } from './sender.ts';

type Got = { headers: IncomingMessage['headers']; body: string };

const got: Got[] = [];
const receiver = createServer(async (request, response) => {
  got.push({ headers: request.headers, body: await text(request) });
  if (request.url === '/elsewhere') response.setHeader('location', '/');
  response.statusCode = request.url === '/elsewhere' ? 302 : 204;
  response.end();
});
let url: string;

beforeAll(async () => {
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => receiver.close());

const messageTo = (to: string) => ({
  id: randomUUID(),
  url: to,
  secret: secretPrefix + randomBytes(24).toString('base64'),
  at: new Date(),
  body: JSON.stringify({ type: 'alert.opened', data: { level: '发热' } }),
});

it('signs messages so that a receiver by the standard takes them, and nobody else’s', async () => {
  const message = messageTo(url);
  expect(await networkWebhooks({ mayBePrivate: true }).send(message)).toEqual({ status: 204 });
  const { headers, body } = got.at(-1) as Got;
  const receiving = new Webhook(message.secret);
  expect(receiving.verify(body, headers as never)).toEqual(JSON.parse(message.body));
  expect(() => receiving.verify(body.replace('发热', '发烧'), headers as never)).toThrow();
  expect(() => new Webhook(messageTo(url).secret).verify(body, headers as never)).toThrow();
});

it('takes a redirection for an answer, and does not follow it', async () => {
  const before = got.length;
  const answer = await networkWebhooks({ mayBePrivate: true }).send(messageTo(`${url}/elsewhere`));
  expect(answer).toEqual({ status: 302 });
  expect(got).toHaveLength(before + 1);
});

it.each([
  'https://127.0.0.1:1/',
  'https://10.1.2.3/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/',
  'https://0.0.0.0/',
  'https://[::1]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[64:ff9b::a00:1]/',
  // Other ways to write 127.0.0.1, which the URL reads.
  'https://2130706433/',
  'https://0x7f.1/',
  'https://localhost/',
])('calls nobody at the private address %s', async (to) => {
  expect(await networkWebhooks({ mayBePrivate: false }).send(messageTo(to))).toEqual({
    failure: 'private_address',
  });
});

it('calls nobody whose name leads to a private address, or to a private one among public ones', async () => {
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((
    _host: string,
    _options: object,
    answer: (error: null, found: dns.LookupAddress[]) => void,
  ) =>
    answer(null, [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ])) as never);
  onTestFinished(() => lookup.mockRestore());
  const answer = await networkWebhooks({ mayBePrivate: false }).send(
    messageTo('https://hooks.example.org/'),
  );
  expect(answer).toEqual({ failure: 'private_address' });
  expect(lookup).toHaveBeenCalledOnce();
});

it('says that nobody listens', async () => {
  const answer = await networkWebhooks({ mayBePrivate: true }).send(
    messageTo('http://127.0.0.1:1/'),
  );
  expect(answer).toEqual({ failure: 'refused' });
});
