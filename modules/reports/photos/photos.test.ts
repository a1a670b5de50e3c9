import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { cookieName } from '../../../platform/http-identity.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let jpeg: Buffer;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  const blank = { create: { width: 40, height: 30, channels: 3, background: '#c9c2b0' } } as const;
  jpeg = await sharp(blank)
    .withExif({ IFD0: { Make: 'Sealcam' } })
    .jpeg()
    .toBuffer();
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

async function upload({ browser }: Reporter): Promise<string> {
  const file = { name: 'page.jpg', mime: 'image/jpeg', data: jpeg };
  return (await browser.get(reports.addPhoto, { file })).id;
}

it('keeps a photo without its metadata and shows it to its owner alone', async () => {
  const owner = await reporter(kit, expedition);
  const stranger = await reporter(kit, expedition);
  expect(jpeg.includes('Sealcam')).toBe(true);
  const id = await upload(owner);
  for (const state of ['loose', 'attached']) {
    if (state === 'attached') await owner.send('papers', { pages: [id] });
    const shown = await owner.browser.call(reports.photo, { params: { id } });
    expect(shown.status).toBe(200);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment; filename="photo.jpg"',
      // Whoever signs in next on a shared PC finds nothing of it.
      'cache-control': 'no-store',
    });
    expect(shown.raw.includes('Sealcam')).toBe(false);
    expect(await sharp(shown.raw).metadata()).toMatchObject({ width: 40, height: 30 });
    expect((await stranger.browser.call(reports.photo, { params: { id } })).status).toBe(404);
  }
  const params = { id: randomUUID() };
  expect((await owner.browser.call(reports.photo, { params })).status).toBe(404);
});

it('takes nothing that is no picture, and nothing that is too large', async () => {
  const { browser } = await reporter(kit, expedition);
  const add = (name: string, data: Buffer) =>
    browser.call(reports.addPhoto, { file: { name, mime: 'image/jpeg', data } });
  const text = await add('photo.jpg', Buffer.from('a text that calls itself a photo'));
  expect(text).toMatchObject({ status: 422, body: { code: 'photo_unreadable' } });
  const cut = await add('photo.jpg', jpeg.subarray(0, jpeg.length - 200));
  expect(cut).toMatchObject({ status: 422, body: { code: 'photo_unreadable' } });
  const svg = await add('photo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  expect(svg.status).toBe(422);
  const large = await add('photo.jpg', Buffer.alloc(10 * 1024 * 1024 + 1));
  expect(large).toMatchObject({
    status: 413,
    body: { code: 'photo_too_large', params: { max: 10 } },
  });
  expect((await browser.call(reports.addPhoto)).status).toBe(400);
});

it('takes so many of a person in a day, that nobody fills the disk', async () => {
  const { browser, person } = await reporter(kit, expedition);
  await kit.database.pool.query(
    `insert into files (id, purpose, name, mime, bytes, sha256, uploaded_by, created_at)
      select gen_random_uuid(), 'report-photo', 'photo.jpg', 'image/jpeg', 1, '', $1, $2
      from generate_series(1, 99)`,
    [person.personId, kit.clock.now()],
  );
  const file = { name: 'page.jpg', mime: 'image/jpeg', data: jpeg };
  const add = async (data = jpeg) => browser.call(reports.addPhoto, { file: { ...file, data } });
  // What is no picture counts as well: to find that out takes as long.
  expect((await add(Buffer.from('no picture'))).status).toBe(422);
  const more = await add();
  expect(more).toMatchObject({
    status: 429,
    body: { code: 'photo_too_many', params: { max: 100 } },
  });
  kit.clock.set('2022-01-21T04:00:01Z');
  expect((await add()).status).toBe(200);
});

it('says at the field which photo is missing, and keeps nothing of that report', async () => {
  const owner = await reporter(kit, expedition);
  const stranger = await reporter(kit, expedition);
  const mine = await upload(owner);
  const theirs = await upload(stranger);
  const answer = await owner.send('papers', {
    pages: [mine],
    stamps: [{ on: '2022-01-01' }, { on: '2022-01-02', print: [theirs] }],
  });
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'photo_missing', fields: [{ path: 'stamps.1.print', code: 'photo_missing' }] },
  });
  const unknown = await owner.send('papers', { pages: [mine, randomUUID()] });
  expect(unknown.body.fields).toEqual([{ path: 'pages', code: 'photo_missing' }]);
  expect((await owner.browser.get(reports.summary)).reports).toEqual([]);
  expect((await owner.send('papers', { pages: [mine] })).status).toBe(200);
  expect((await stranger.send('papers', { pages: [mine] })).body.code).toBe('photo_missing');
});

it('keeps photos that a report names, and those alone, longer than a day', async () => {
  const owner = await reporter(kit, expedition);
  const [named, forgotten] = [await upload(owner), await upload(owner)];
  await owner.send('papers', { pages: [named] });
  kit.clock.set('2022-01-21T05:00:00Z');
  await kit.platform.files.sweep(kit.platform.db);
  const statusOf = async (id: string) =>
    (await owner.browser.call(reports.photo, { params: { id } })).status;
  expect([await statusOf(named), await statusOf(forgotten)]).toEqual([200, 404]);
  // Pages ask so before they show a draft.
  const headOf = async (id: string) => {
    const headers = { 'x-anxing-app': 'portal', 'x-anxing-realm': 'expedition' };
    const cookies = { [cookieName('portal', 'expedition')]: owner.browser.cookie ?? '' };
    const url = reports.photo.url.replace(':id', id);
    return (await kit.server.inject({ method: 'HEAD', url, headers, cookies })).statusCode;
  };
  expect([await headOf(named), await headOf(forgotten)]).toEqual([200, 404]);
  const again = await upload(owner);
  const second = await owner.send('papers', { pages: [named, again] }, { basedOn: 1 });
  expect(second.body.version).toBe(2);
});

it('shows a person’s photo to their staff, and notes the look', async () => {
  const owner = await reporter(kit, expedition);
  const id = await upload(owner);
  await owner.send('papers', { pages: [id] });
  const loose = await upload(owner);
  const params = { enrolmentId: owner.person.enrolmentId, id };
  const look = async (who: Cast['rita'], which = params) =>
    (await kit.as(who)).call(reports.personPhoto, { params: which });
  const statusFor = async (...of: Parameters<typeof look>) => (await look(...of)).status;
  const { status, headers } = await look(cast.rita);
  // Each look is asked for, so that each is noted.
  expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
  expect(await statusFor(cast.boris)).toBe(404);
  expect(await statusFor(cast.rita, { ...params, id: loose })).toBe(404);
  expect(await statusFor(cast.rita, { ...params, enrolmentId: cast.penny.enrolmentId })).toBe(404);
  const { rows } = await kit.database.pool.query(
    "select actor_id, place_id from audit_entries where action = 'photo.viewed'",
  );
  expect(rows).toEqual([{ actor_id: cast.rita.personId, place_id: cast.places.north.id }]);
});

it('writes a summary in either language whose text can be searched', async () => {
  const owner = await reporter(kit, expedition, { name: '企鹅甲' });
  await owner.send('daily', { temperature: 38.2, cough: true, remark: '休息' });
  await owner.send('papers', { pages: [await upload(owner)] });
  for (const lang of ['zh', 'en'] as const) {
    const pdf = await owner.browser.call(reports.summaryPdf, { query: { lang } });
    expect(pdf.status).toBe(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
    // Text is embedded with what maps it back to characters, and the photo with it.
    expect(pdf.raw.includes('/ToUnicode')).toBe(true);
    expect(pdf.raw.includes('/DCTDecode')).toBe(true);
  }
});

it('gives a summary by a link to nobody else who has signed in since the page was opened', async () => {
  const [owner, other] = [await reporter(kit, expedition), await reporter(kit, expedition)];
  const open = (person: string) =>
    kit.server.inject({
      url: reports.summaryPdf.url,
      query: { lang: 'en', app: 'portal', realm: 'expedition', person },
      cookies: { [cookieName('portal', 'expedition')]: other.browser.cookie ?? '' },
    });
  const refused = await open(owner.person.personId);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'somebody_else']);
  expect((await open(other.person.personId)).statusCode).toBe(200);
});
