import { existsSync, readdirSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieName } from '../../../platform/http-identity.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';

/** Photos over a real network, on which uploads stop in the middle. */

let kit: Kit;
let expedition: Programme;
let port: number;
let data: Buffer;

beforeAll(async () => {
  ({ kit, expedition } = await startExpeditionKit());
  await kit.server.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = kit.server.server.address() as AddressInfo);
  const blank = { create: { width: 40, height: 30, channels: 3, background: '#c9c2b0' } } as const;
  data = await sharp(blank).jpeg().toBuffer();
});
afterAll(() => kit.close());

const most = 30;
/** However busy the machine is. */
const patiently = { timeout: 30_000 };

const add = ({ browser }: Reporter) =>
  browser.call(reports.addPhoto, { file: { name: 'page.jpg', mime: 'image/jpeg', data } });

/** Sends half of a photo. */
function begin({ browser }: Reporter): Socket {
  const { app, realm, cookie } = browser;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `POST ${reports.addPhoto.url} HTTP/1.1\r\nhost: anxing.test\r\n` +
      `x-anxing-app: ${app}\r\nx-anxing-realm: ${realm}\r\n` +
      `cookie: ${cookieName(app, realm)}=${cookie}\r\n` +
      'content-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n' +
      `--b\r\ncontent-disposition: form-data; name="file"; filename="p"\r\n\r\n${'x'.repeat(70_000)}`,
  );
  return socket;
}

/** The names of files that lie in the folder, and how many the database knows. */
async function kept() {
  const { rows } = await kit.database.pool.query<{ id: string; sha256: string | null }>(
    'select id, sha256 from files',
  );
  const found = existsSync(kit.filesFolder)
    ? readdirSync(kit.filesFolder, { recursive: true, withFileTypes: true })
    : [];
  return {
    files: found.filter((entry) => entry.isFile()).length,
    rows: rows.length,
    whole: rows.filter(({ sha256 }) => sha256 !== null).length,
  };
}

it('lie on disk as they come; one person has so many under way, and the next one is not kept waiting', async () => {
  const one = await reporter(kit, expedition);
  const other = await reporter(kit, expedition);
  const sockets = Array.from({ length: most }, () => begin(one));
  await expect.poll(kept, patiently).toEqual({ files: most, rows: most, whole: 0 });
  expect(await add(one)).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  expect((await add(other)).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  // What broke off leaves no file, no row and no line in the log, and gives its turn back.
  await expect.poll(kept, patiently).toEqual({ files: 1, rows: 1, whole: 1 });
  expect((await add(one)).status).toBe(200);
  expect(kit.errors).toEqual([]);
});
