import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SmsMessage, SmsOutcome } from './provider.ts';
import { openSmsProvider } from './providers.ts';
import { readSms } from './settings.ts';

/** A stand-in on loopback for both providers: it keeps what was sent, and answers as it is told. */
let server: Server;
let requests: { headers: IncomingMessage['headers']; url: URL; body: string }[];
let respond: (response: ServerResponse, request: IncomingMessage) => void;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push({
        headers: request.headers,
        url: new URL(request.url ?? '', 'http://stand.in'),
        body,
      });
      respond(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const message: SmsMessage = {
  ...{ to: '+8613900000001', code: '123456', minutes: 5 },
  text: { zh: '验证码', en: 'code' },
};

const json = (status: number, body: object) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

type Given = { to?: string; env?: Record<string, string>; port?: number; within?: number };

const senders = {
  async aliyun({ to = message.to, env = {}, ...rest }: Given = {}) {
    return send(to, { SMS_PROVIDER: 'aliyun', ...env }, rest);
  },
  async tencent({ to = message.to, env = {}, ...rest }: Given = {}) {
    return send(to, { SMS_PROVIDER: 'tencent', SMS_APP_ID: '1400000000', ...env }, rest);
  },
};

async function send(
  to: string,
  env: Record<string, string>,
  { port, within }: Given,
): Promise<SmsOutcome> {
  const settings = readSms({
    ...{ SMS_KEY_ID: 'id', SMS_KEY_SECRET: 'secret', SMS_SIGN_NAME: '安行', SMS_TEMPLATE: 'T1' },
    SMS_ENDPOINT: `http://127.0.0.1:${port ?? (server.address() as AddressInfo).port}`,
    ...env,
  });
  if (!settings) throw new Error('no settings');
  return openSmsProvider(settings, within).send({ ...message, to });
}

describe('Aliyun', () => {
  const aliyun = senders.aliyun;
  const accepted = json(200, { Code: 'OK', Message: 'OK', BizId: '9006^0', RequestId: 'R' });

  it('is asked, signed, with the template and its parameters', async () => {
    respond = accepted;
    expect(await aliyun({ env: { SMS_PARAMETERS: 'code,minutes' } })).toEqual({
      state: 'sent',
      reference: '90060',
    });
    expect(requests).toHaveLength(1);
    const { headers, url } = requests[0] as (typeof requests)[0];
    expect(headers['x-acs-action']).toBe('SendSms');
    expect(headers.authorization).toMatch(/^ACS3-HMAC-SHA256 Credential=id,/);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      PhoneNumbers: '13900000001',
      SignName: '安行',
      TemplateCode: 'T1',
      TemplateParam: '{"code":"123456","minutes":"5"}',
    });
  });

  it('gets numbers abroad with their country, by a template of their own', async () => {
    respond = accepted;
    expect(await aliyun({ to: '+85251234567' })).toMatchObject({ state: 'failed', by: 'number' });
    expect(requests).toEqual([]);
    await aliyun({ to: '+85251234567', env: { SMS_TEMPLATE_ABROAD: 'T2' } });
    expect(Object.fromEntries(requests[0]?.url.searchParams ?? [])).toMatchObject({
      ...{ PhoneNumbers: '85251234567', TemplateCode: 'T2' },
    });
  });

  it.each([
    [200, { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发小时级流控' }, 'number'],
    [200, { Code: 'isv.AMOUNT_NOT_ENOUGH', Message: '账户余额不足' }, 'provider'],
    [403, { Code: 'InvalidAccessKeyId.NotFound', Message: 'no', RequestId: 'R' }, 'provider'],
  ])('refuses with %i %o', async (status, body, by) => {
    respond = json(status, body);
    expect(await aliyun()).toEqual({ state: 'failed', by, reason: body.Code });
    expect(requests).toHaveLength(1);
  });

  it('may have sent what it failed over', async () => {
    respond = json(503, { Code: 'ServiceUnavailable', Message: 'busy', RequestId: 'R' });
    expect(await aliyun()).toEqual({ state: 'unknown' });
  });
});

describe('Tencent Cloud', () => {
  const tencent = senders.tencent;
  const status = (Code: string) =>
    json(200, { Response: { SendStatusSet: [{ SerialNo: '5000:104', Code }], RequestId: 'R' } });

  it('is asked, signed, with the template and its parameters', async () => {
    respond = status('Ok');
    expect(await tencent()).toEqual({ state: 'sent', reference: '5000104' });
    expect(requests).toHaveLength(1);
    const { headers, body } = requests[0] as (typeof requests)[0];
    expect(headers['x-tc-action']).toBe('SendSms');
    expect(headers.authorization).toMatch(/^TC3-HMAC-SHA256 Credential=id\//);
    expect(JSON.parse(body)).toEqual({
      PhoneNumberSet: ['+8613900000001'],
      SmsSdkAppId: '1400000000',
      SignName: '安行',
      TemplateId: 'T1',
      TemplateParamSet: ['123456', '5'],
    });
  });

  it.each([
    ['LimitExceeded.PhoneNumberDailyLimit', 'number'],
    ['FailedOperation.InsufficientBalanceInSmsPackage', 'provider'],
  ])('refuses with %s', async (code, by) => {
    respond = status(code);
    expect(await tencent()).toEqual({ state: 'failed', by, reason: code });
  });

  it('refuses a request as a whole, or may have sent what it failed over', async () => {
    const error = (Code: string) =>
      json(200, { Response: { Error: { Code, Message: 'no' }, RequestId: 'R' } });
    respond = error('AuthFailure.SignatureFailure');
    expect(await tencent()).toEqual({
      ...{ state: 'failed', by: 'provider', reason: 'AuthFailure.SignatureFailure' },
    });
    respond = error('InternalError.Timeout');
    expect(await tencent()).toEqual({ state: 'unknown' });
  });
});

describe.each(['aliyun', 'tencent'] as const)('an answer of %s that is lost', (name) => {
  const sender = senders[name];

  it('counts as sent, and nothing is repeated', async () => {
    respond = (response) => response.socket?.destroy();
    expect(await sender()).toEqual({ state: 'unknown' });
    respond = (response) => response.writeHead(502).end('<html>Bad gateway</html>');
    expect(await sender()).toEqual({ state: 'unknown' });
    respond = json(200, {});
    expect(await sender()).toEqual({ state: 'unknown' });
    expect(requests).toHaveLength(3);
  });

  it('after a time-out, too', async () => {
    respond = () => {};
    expect(await sender({ within: 50 })).toEqual({ state: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  it('differs from a provider that was never reached', async () => {
    const outcome = await sender({ port: 1 });
    expect(outcome).toEqual({ state: 'failed', by: 'provider', reason: 'ECONNREFUSED' });
  });
});
