import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A stand-in for Aliyun on loopback, which takes every message and keeps its code. An installation that is to send
 * by it starts with its `env`.
 */
export async function startSmsStandIn() {
  /** The newest code for each number, as it is dialled. */
  const codes = new Map<string, string>();
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://stand.in');
    const { code } = JSON.parse(searchParams.get('TemplateParam') ?? '{}');
    codes.set(searchParams.get('PhoneNumbers') ?? '', code);
    const taken = { Code: 'OK', Message: 'OK', BizId: '9006^0', RequestId: 'R' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(taken));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    codes,
    env: {
      ...{ SMS_PROVIDER: 'aliyun', SMS_KEY_ID: 'id', SMS_KEY_SECRET: 'secret' },
      ...{ SMS_SIGN_NAME: '安行', SMS_TEMPLATE: 'T1', SMS_ENDPOINT: `http://127.0.0.1:${port}` },
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SmsStandIn = Awaited<ReturnType<typeof startSmsStandIn>>;
