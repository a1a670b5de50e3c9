/** A process that asks for codes, records checks, or searches records: as residents' and scanners' phones do. */
import { readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { present } from '../credential/presentation.ts';
import { staffRealm } from '../modules/people/public.ts';
import { cookieName } from '../platform/http-identity.ts';
import type { ResidentPlace, Showing } from './resident-server.ts';
import { codeAsked, passportOf, scannerName, scannersOfSite } from './residents.ts';
import { sendAll } from './sending.ts';

export type ResidentLoad = ResidentPlace & {
  what: 'codes' | 'checks' | 'searches';
  /** A server that answers instead of that of the place. */
  instead?: number;
  connections: number;
  seconds: number;
  /** More requests than can be answered in that time. */
  most: number;
  /** Where in the sequence of people this load begins. */
  skip: number;
};

process.once('message', async (load: ResidentLoad) => {
  // Made beforehand: what the generator does meanwhile, the server cannot use.
  const requests = await requestsOf(load);
  const found = await sendAll(requests, { ...load, port: load.instead ?? load.port });
  process.send?.(found, () => process.exit(0));
});

async function requestsOf(load: ResidentLoad): Promise<Buffer[]> {
  const numbers = Array.from({ length: load.most }, (_, n) => load.skip + n);
  if (load.what === 'codes') return numbers.map((n) => codeRequest(load, personAt(load, n)));
  if (load.what === 'searches') return numbers.map((n) => searchRequest(load, n));
  return checkRequests(load, numbers);
}

/** People come in no order that an index could profit from. */
const personAt = ({ people }: ResidentLoad, n: number) => 1 + ((n * 7919) % people);

function codeRequest(load: ResidentLoad, person: number): Buffer {
  const { path, body, ...session } = codeAsked(load, person);
  return post(load.port, path, session, body);
}

/** A senior looks somebody up by the number of their document. */
function searchRequest(load: ResidentLoad, n: number): Buffer {
  const number = passportOf(personAt(load, n));
  const body = JSON.stringify({ identity: { kind: 'passport', number } });
  return post(load.port, '/api/screening/records', scannerAt(load, n, 0), body);
}

function scannerAt({ siteIds }: ResidentLoad, n: number, nth: number) {
  const token = scannerName(n % siteIds.length, nth);
  return { app: 'field', realm: staffRealm, token } as const;
}

/** Each shows a code of this moment; one in a hundred has a fever, and not always the same ones. */
async function checkRequests(load: ResidentLoad, numbers: number[]): Promise<Buffer[]> {
  const showing = readFileSync(load.showing, 'utf8')
    .split('\n')
    .map((line): Showing => JSON.parse(line));
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const phones = await Promise.all(
    showing.map(async ({ credential, key }) => ({
      credential: new Uint8Array(Buffer.from(credential, 'base64url')),
      key: await crypto.subtle.importKey('jwk', key, algorithm, false, ['sign']),
    })),
  );
  const checkedAt = new Date().toISOString();
  const moment = Math.floor(Date.now() / 1000);
  return Promise.all(
    numbers.map(async (n) => {
      const { credential, key } = phones[n % phones.length] as (typeof phones)[number];
      const code = await present(credential, { moment, clockAhead: 0 }, key);
      const temperature = n % 101 === 0 ? 38.1 : 36 + (n % 10) / 10;
      const siteId = load.siteIds[n % load.siteIds.length];
      const check = { id: v7(), siteId, way: { code }, checkedAt, temperature, shown: 'green' };
      const by = scannerAt(load, n, Math.floor(n / load.siteIds.length) % scannersOfSite);
      return post(load.port, '/api/screening/checks', by, JSON.stringify(check));
    }),
  );
}

type Session = { app: 'portal' | 'field'; realm: string; token: string };

function post(port: number, path: string, { app, realm, token }: Session, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-anxing-app: ${app}\r\n` +
      `x-anxing-realm: ${realm}\r\ncookie: ${cookieName(app, realm)}=${token}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    'latin1',
  );
}
