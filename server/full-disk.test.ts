import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import fastify from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Programme } from '../modules/programmes/public.ts';
import { reports } from '../modules/reports/contract.ts';
import { wellToday } from '../modules/reports/testing.ts';
import { answerProblem, type RequestError } from '../platform/http-problems.ts';
import { serveHealth } from './health.ts';
import { reporter, startExpeditionKit } from './testing/expedition.ts';
import type { Kit } from './testing/kit.ts';

/** A disk without space: what is refused says so, nothing half stays, and all is well once there is space. */

let kit: Kit;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, expedition } = await startExpeditionKit());
});
afterAll(() => kit.close());

const noSpace = { status: 503, body: { code: 'no_space' } };

function expectNoted(code: string) {
  const noted = kit.errors.splice(0);
  expect(noted.length).toBeGreaterThan(0);
  for (const each of noted) expect(each).toMatchObject({ code });
}

it('of the database: reports are refused with a word on it, and taken as soon as there is space', async () => {
  const crowd = await Promise.all(Array.from({ length: 5 }, () => reporter(kit, expedition)));
  const sendAll = () => Promise.all(crowd.map(({ send }) => send('daily', wellToday)));
  await kit.database.pool.query(`
    create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'no space left' using errcode = 'disk_full'; end $$;
    create trigger full_disk before insert on reports execute function full_disk()`);
  for (const answer of await sendAll()) expect(answer).toMatchObject(noSpace);
  expectNoted('53100');
  await kit.database.pool.query('drop trigger full_disk on reports');
  expect((await sendAll()).map(({ status }) => status)).toEqual(crowd.map(() => 200));
});

/** Lays a small file system over the folder of uploads; false where this machine does not let us. */
function mountSmall(): boolean {
  try {
    const options = ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', kit.filesFolder];
    execFileSync('mount', options, { stdio: 'pipe' });
    return true;
  } catch (error) {
    console.warn(
      `NOT TESTED: a full disk of uploads, because nothing can be mounted here: ${error}`,
    );
    return false;
  }
}

it('of uploads: a photo is refused with a word on it, and no part of it stays', async (context) => {
  if (!mountSmall()) return context.skip();
  onTestFinished(() => void execFileSync('umount', [kit.filesFolder]));
  const person = await reporter(kit, expedition);
  const noise = { width: 300, height: 300, channels: 3 } as const;
  const data = await sharp(randomBytes(300 * 300 * 3), { raw: noise })
    .png()
    .toBuffer();
  const file = { name: 'page.png', mime: 'image/png', data };
  expect(await person.browser.call(reports.addPhoto, { file })).toMatchObject(noSpace);
  expectNoted('ENOSPC');
  const left = readdirSync(kit.filesFolder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
  expect((await kit.database.pool.query('select from files')).rowCount).toBe(0);

  const server = fastify();
  onTestFinished(() => server.close());
  server.setErrorHandler((error: RequestError, request, reply) =>
    answerProblem(error, request, reply, kit.platform.log),
  );
  serveHealth(server, kit.platform, { folder: kit.filesFolder });
  const health = await server.inject({ url: '/healthz' });
  expect({ status: health.statusCode, body: health.json() }).toMatchObject(noSpace);
  kit.errors.splice(0);
});
