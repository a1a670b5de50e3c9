import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../platform/contract.ts';
import { type Cast, colonies } from '../../server/testing/cast.ts';
import {
  type Reporter,
  reporter,
  startExpeditionKit,
  withdraw,
} from '../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../server/testing/kit.ts';
import { notices } from '../notices/contract.ts';
import { oversight } from '../oversight/contract.ts';
import { addPlace, type PlaceRow } from '../places/public.ts';
import type { Programme } from '../programmes/public.ts';
import { assignScanner, createStaff } from '../staff/public.ts';
import { feedback } from './contract.ts';
import { deleteOldFeedback } from './public.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let jpeg: Buffer;
let olga: Client;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  const blank = { create: { width: 40, height: 30, channels: 3, background: '#c9c2b0' } } as const;
  jpeg = await sharp(blank)
    .withExif({ IFD0: { Make: 'Sealcam' } })
    .jpeg()
    .toBuffer();
  olga = await kit.as(cast.olga);
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

type Given = Partial<BodyOf<typeof feedback.send>>;

const bodyOf = (given: Given = {}): BodyOf<typeof feedback.send> => ({
  ...{ id: randomUUID(), kind: 'problem', words: 'The scale is wet.' },
  ...given,
});

const send = async ({ browser }: Pick<Reporter, 'browser'>, given: Given = {}): Promise<number> =>
  (await browser.get(feedback.send, { body: bodyOf(given) })).id;

const sendFrom = async (browser: Client, { id: siteId }: PlaceRow): Promise<number> =>
  (await browser.get(feedback.sendFromSite, { body: { ...bodyOf(), siteId } })).id;

const photoOf = async ({ browser }: Pick<Reporter, 'browser'>): Promise<string> =>
  (
    await browser.get(feedback.addPhoto, {
      file: { name: 'a.jpg', mime: 'image/jpeg', data: jpeg },
    })
  ).id;

const answer = (
  by: Client,
  id: number,
  seen: number,
  given: Partial<{ id: string; words: string }> = {},
) =>
  by.call(feedback.answer, {
    params: { id },
    body: { id: randomUUID(), words: 'It is dry now.', seen, ...given },
  });

describe('sending', () => {
  it('stores what is sent twice once, and refuses other content under the id', async () => {
    const one = await reporter(kit, expedition);
    const photo = await photoOf(one);
    const body = bodyOf({ photos: [photo], contact: 'By radio, evenings', words: '  秤湿了  ' });
    const [first, again] = await Promise.all([
      one.browser.call(feedback.send, { body }),
      one.browser.call(feedback.send, { body: { ...body, id: body.id.toUpperCase() } }),
    ]);
    expect(first.status).toBe(200);
    expect(again.body).toEqual(first.body);
    for (const other of [
      { words: 'Else' },
      { kind: 'complaint' as const },
      { contact: '' },
      { photos: [] },
    ]) {
      const { status, body: refused } = await one.browser.call(feedback.send, {
        body: { ...body, ...other },
      });
      expect([status, refused.code]).toEqual([409, 'feedback_id_reused']);
    }
    const { items } = await one.browser.get(feedback.mine);
    expect(items).toMatchObject([
      { kind: 'problem', state: 'new', excerpt: '秤湿了', photoCount: 1, place: { zh: '北部群' } },
    ]);
    const thread = await one.browser.get(feedback.own, { params: first.body });
    expect(thread).toMatchObject({
      ...{ contact: 'By radio, evenings', photos: [photo] },
      messages: [{ words: '秤湿了', fromStaff: false }],
    });
    // The same id of somebody else is another one.
    const two = await reporter(kit, expedition);
    expect(await send(two, { id: body.id.toUpperCase() })).not.toBe(first.body.id);
  });

  it('is bounded, in words, photos, and how often within a day', async () => {
    const one = await reporter(kit, expedition);
    const call = (given: object) =>
      one.browser.call(feedback.send, { body: { ...bodyOf(), ...given } as never });
    for (const wrong of [
      { words: ' \n ' },
      { words: 'x'.repeat(2001) },
      { kind: 'praise' },
      { contact: 'x'.repeat(201) },
      { photos: Array.from({ length: 5 }, () => randomUUID()) },
    ]) {
      expect([wrong, (await call(wrong)).status]).toEqual([wrong, 422]);
    }
    const all = await Promise.all(Array.from({ length: 12 }, () => call({})));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = all.filter(({ status }) => status === 429);
    expect(refused[0]?.body).toMatchObject({ code: 'feedback_too_many', params: { max: 10 } });
    kit.clock.set('2022-01-21T04:00:01.000Z');
    expect((await call({})).status).toBe(200);
  });

  it('keeps what people write and how to reach them unreadable in the database', async () => {
    const one = await reporter(kit, expedition);
    const id = await send(one, { words: 'Feverish since Monday', contact: 'radio-7' });
    await one.browser.get(feedback.add, {
      params: { id },
      body: { id: randomUUID(), words: 'Better today' },
    });
    const { rows } = await kit.database.pool.query<{ stored: string }>(
      `select concat(f::text, n::text, encode(f.contact, 'escape'), encode(n.words, 'escape')) stored
        from feedback f join feedback_entries n on n.feedback_id = f.id where f.id = $1`,
      [id],
    );
    expect(rows).toHaveLength(2);
    for (const { stored } of rows) expect(stored).not.toMatch(/Feverish|radio-7|Better/);
    await expect(
      kit.database.pool.query('update feedback_entries set words = null where feedback_id = $1', [
        id,
      ]),
    ).rejects.toThrow();
  });
});

describe('photos', () => {
  it('are drawn anew, and shown to their owner and to those who answer, at no other address', async () => {
    const [one, two] = [await reporter(kit, expedition), await reporter(kit, expedition)];
    const photo = await photoOf(one);
    const stolen = await two.browser.call(feedback.send, { body: bodyOf({ photos: [photo] }) });
    expect(stolen).toMatchObject({
      ...{ status: 422 },
      body: { code: 'photo_missing', fields: [{ path: 'photos', code: 'photo_missing' }] },
    });
    expect((await two.browser.get(feedback.mine)).items).toEqual([]);
    const id = await send(one, { photos: [photo] });
    const other = await send(two, { photos: [await photoOf(two)] });
    const shown = await one.browser.call(feedback.photo, { params: { id: photo } });
    expect(shown.raw.includes('Sealcam')).toBe(false);
    expect(shown.headers).toMatchObject({
      'content-disposition': 'attachment; filename="photo.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const asks: [Client, typeof feedback.photo | typeof feedback.receivedPhoto, object, number][] =
      [
        [two.browser, feedback.photo, { id: photo }, 404],
        [one.browser, feedback.photo, { id: photo }, 200],
        [olga, feedback.receivedPhoto, { feedbackId: id, id: photo }, 200],
        [olga, feedback.receivedPhoto, { feedbackId: other, id: photo }, 404],
        [await kit.as(cast.boris), feedback.receivedPhoto, { feedbackId: id, id: photo }, 404],
        [await kit.as(cast.rita), feedback.receivedPhoto, { feedbackId: id, id: photo }, 403],
      ];
    for (const [by, endpoint, params, status] of asks) {
      expect((await by.call(endpoint as never, { params } as never)).status).toBe(status);
    }
  });
});

describe('answering', () => {
  it('reaches the person, who may add to it until it is closed', async () => {
    const one = await reporter(kit, expedition);
    const id = await send(one);
    const params = { id };
    expect((await answer(olga, id, 1)).status).toBe(200);
    const { newest } = await one.browser.get(notices.unread);
    expect(newest).toMatchObject({ kind: 'feedback.answered', link: `/feedback/${id}` });
    const add = (words: string) =>
      one.browser.call(feedback.add, { params, body: { id: randomUUID(), words } });
    expect((await add('Wet again')).status).toBe(200);
    const view = await olga.get(feedback.view, { params });
    expect(view).toMatchObject({
      ...{ state: 'in_progress', version: 3, keeper: { name: 'Olga' } },
      entries: [{ kind: 'sent' }, { kind: 'answered', by: 'Olga' }, { kind: 'added' }],
    });
    await olga.get(feedback.step, { params, body: { step: 'closed', seen: 3 } });
    expect((await add('And again')).body.code).toBe('feedback_closed');
    expect((await answer(olga, id, 4)).body.code).toBe('feedback_step_gone');
    const thread = await one.browser.get(feedback.own, { params });
    expect(thread.state).toBe('closed');
    expect(thread.messages.map(({ words }) => words)).toEqual([
      ...['The scale is wet.', 'It is dry now.', 'Wet again'],
    ]);
    // Who of the staff it was is not told.
    expect(JSON.stringify(thread)).not.toContain('Olga');
  });

  it('tells the second of two who answer at once, and stores what is sent again once', async () => {
    const one = await reporter(kit, expedition);
    const id = await send(one);
    const otto = await kit.as(cast.otto);
    const both = await Promise.all([answer(olga, id, 1), answer(otto, id, 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = both[0].status === 200 ? ['Olga', otto] : ['Otto', olga];
    const late = both.find(({ status }) => status === 409);
    expect(late?.body).toMatchObject({ code: 'feedback_news', params: { name: first } });
    const again = { id: randomUUID(), words: 'Once more' };
    expect((await answer(second as Client, id, 2, again)).status).toBe(200);
    expect((await answer(second as Client, id, 2, again)).status).toBe(200);
    const { entries } = await olga.get(feedback.view, { params: { id } });
    expect(entries.map(({ kind }) => kind)).toEqual(['sent', 'answered', 'answered']);
    expect((await one.browser.get(notices.unread)).count).toBe(2);
  });

  it('goes by steps, each of which only where it fits', async () => {
    const id = await send(await reporter(kit, expedition));
    const otto = await kit.as(cast.otto);
    const step = (by: Client, what: 'taken' | 'returned' | 'closed' | 'reopened', seen: number) =>
      by.call(feedback.step, { params: { id }, body: { step: what, seen } });
    const states: [Client, Parameters<typeof step>[1], number, string][] = [
      [olga, 'returned', 1, 'feedback_step_gone'],
      [olga, 'taken', 1, ''],
      // The answer was lost.
      [olga, 'taken', 1, ''],
      [otto, 'taken', 1, 'feedback_news'],
      [otto, 'taken', 2, ''],
      [otto, 'returned', 3, ''],
      [olga, 'closed', 4, ''],
      [olga, 'taken', 5, 'feedback_step_gone'],
      [olga, 'reopened', 5, ''],
    ];
    for (const [by, what, seen, code] of states) {
      expect([what, seen, (await step(by, what, seen)).body.code ?? '']).toEqual([
        what,
        seen,
        code,
      ]);
    }
    const view = await olga.get(feedback.view, { params: { id } });
    expect(view).toMatchObject({ state: 'in_progress', keeper: { name: 'Olga' }, version: 6 });
  });
});

describe('who sees what', () => {
  let stage: { kit: Kit; cast: Cast; sites: PlaceRow[]; ids: Record<string, number> };

  beforeAll(async () => {
    const other = await startExpeditionKit();
    const { north, south } = other.cast.places;
    const arctic = await other.kit.platform.transaction(null, (tx) =>
      addPlace(tx, {
        parentId: null,
        kind: 'organisation',
        code: 'arctic',
        zh: '北极',
        en: 'Arctic',
      }),
    );
    const scanners: { site: PlaceRow; browser: Client }[] = [];
    for (const [index, parent] of [north, south, arctic].entries()) {
      scanners.push(await scannerAt(other.kit, parent, `gate-${index}`));
    }
    const inField = ({ site, browser }: (typeof scanners)[number]) => sendFrom(browser, site);
    const [n, s, a] = scanners as [
      (typeof scanners)[number],
      (typeof scanners)[number],
      (typeof scanners)[number],
    ];
    const ids = {
      north: await send(await reporter(other.kit, other.expedition), { words: 'From north' }),
      south: await send(
        await reporter(other.kit, other.expedition, { organisation: colonies.south }),
        { words: 'From south', kind: 'complaint' },
      ),
      northGate: await inField(n),
      southGate: await inField(s),
      arcticGate: await inField(a),
    };
    // A scanner sends nothing about a site of others, and nothing about none.
    const body = { ...bodyOf(), siteId: s.site.id };
    expect((await n.browser.call(feedback.sendFromSite, { body })).status).toBe(404);
    expect((await n.browser.call(feedback.send, { body: bodyOf() })).status).toBe(401);
    stage = { kit: other.kit, cast: other.cast, sites: scanners.map(({ site }) => site), ids };
  });
  afterAll(() => stage.kit.close());

  const all = ['north', 'south', 'northGate', 'southGate', 'arcticGate'];
  it.each([
    ['ada', ['north', 'south', 'northGate', 'southGate']],
    ['otto', ['north', 'south', 'northGate', 'southGate']],
    ['olga', ['north', 'northGate']],
    ['boris', ['south', 'southGate']],
    ['rita', null],
  ] as const)('%s', async (who, seen) => {
    const browser = await stage.kit.as(stage.cast[who]);
    const list = await browser.call(feedback.received);
    if (seen === null) {
      expect(list.status).toBe(403);
      return;
    }
    const wanted = seen.map((name) => stage.ids[name]).toReversed();
    expect(list.body.items.map(({ id }) => id)).toEqual(wanted);
    expect(await browser.get(feedback.waiting)).toEqual({ new: seen.length, inProgress: 0 });
    for (const name of all) {
      const { status } = await browser.call(feedback.view, {
        params: { id: stage.ids[name] as number },
      });
      const mayKnow = (seen as readonly string[]).includes(name);
      expect([name, status]).toEqual([name, mayKnow ? 200 : 404]);
    }
    const sheet = await browser.call(feedback.export, { query: { format: 'csv', lang: 'en' } });
    const rows = sheet.raw.toString().trim().split('\r\n');
    // A header, the rows, an empty line, and who made it.
    expect(rows).toHaveLength(seen.length + 3);
  });

  it('filters, and pages in both orders', async () => {
    const ada = await stage.kit.as(stage.cast.ada);
    const { ids } = stage;
    const programmeId = (await ada.get(feedback.view, { params: { id: ids.north as number } }))
      .programme?.id as number;
    const { north, south } = stage.cast.places;
    const found = async (query: object) =>
      (await ada.get(feedback.received, { query: query as never })).items.map(({ id }) => id);
    expect(await found({ programmeId })).toEqual([ids.south, ids.north]);
    expect(await found({ programmeId, placeId: south.id })).toEqual([ids.south]);
    expect(await found({ placeId: north.id })).toEqual([ids.northGate, ids.north]);
    expect(await found({ origin: 'field' })).toEqual([ids.southGate, ids.northGate]);
    expect(await found({ kind: 'complaint' })).toEqual([ids.south]);
    expect(await found({ state: 'answered' })).toEqual([]);
    expect(await found({ from: '2022-01-21' })).toEqual([]);
    expect(await found({ from: '2022-01-20', to: '2022-01-20', state: 'waiting' })).toHaveLength(4);
    const bad = await ada.call(feedback.received, { query: { from: '2022-02-30' } });
    expect(bad.body.fields).toEqual([{ path: 'from', code: 'not_a_date' }]);
    for (const sort of [undefined, 'oldest'] as const) {
      const pages: number[] = [];
      let after: string | null | undefined;
      do {
        const query = { limit: 1, ...(sort && { sort }), ...(after && { after }) };
        const page = await ada.get(feedback.received, { query });
        pages.push(...page.items.map(({ id }) => id));
        after = page.next;
      } while (after);
      const inOrder = [ids.north, ids.south, ids.northGate, ids.southGate];
      expect(pages).toEqual(sort ? inOrder : inOrder.toReversed());
    }
  });
});

it('leaves a look, an answer and an export in the trail, without a word of what was written', async () => {
  const one = await reporter(kit, expedition);
  const id = await send(one, { words: '=HYPERLINK("http://x")', contact: 'radio-9' });
  await olga.get(feedback.view, { params: { id } });
  await answer(olga, id, 1, { words: 'Well seen' });
  const query = { format: 'csv', lang: 'en', programmeId: expedition.id } as const;
  const sheet = (await olga.call(feedback.export, { query })).raw.toString();
  expect(sheet).toContain(`'=HYPERLINK`);
  expect(sheet).toContain('Well seen');
  expect(sheet).toMatch(/Exported by Olga, 2022-01-20 12:00/);
  expect(sheet).not.toContain('radio-9');
  const ada = await kit.as(cast.ada);
  const { items } = await ada.get(oversight.audit, { query: { limit: 10 } });
  const own = items.filter(({ action }) => action.startsWith('feedback.'));
  expect(own.map(({ action }) => action).slice(0, 4)).toEqual([
    ...['feedback.exported', 'feedback.exported', 'feedback.answered', 'feedback.viewed'],
  ]);
  expect(own[2]).toMatchObject({ actorName: 'Olga', personId: one.person.personId });
  expect(JSON.stringify(items)).not.toMatch(/HYPERLINK|radio-9|Well seen/);
});

it('is for oneself alone, and over with the part that one takes', async () => {
  const one = await reporter(kit, expedition);
  const id = await send(one);
  const carer = await one.browser.call(feedback.own, {
    params: { id },
    headers: { 'x-anxing-for': randomUUID() },
  });
  expect(carer.body.code).toBe('not_for_ward');
  await withdraw(kit, one.person, '2022-01-20');
  const gone = await one.browser.call(feedback.own, { params: { id } });
  expect([401, 403]).toContain(gone.status);
  // Those who answer for it still see it.
  expect((await olga.get(feedback.view, { params: { id } })).person).toBe(one.person.entry.name);
});

it('is deleted once nothing has happened for as long as it is kept, with its photos', async () => {
  const old = await startExpeditionKit();
  const one = await reporter(old.kit, old.expedition);
  const photo = await photoOf(one);
  await send(one, { photos: [photo] });
  old.kit.clock.set('2022-03-01T04:00:00.000Z');
  const { device } = one;
  const kept = await send({ browser: await device() });
  const which = { programmeId: old.expedition.id, before: new Date('2022-02-01'), limit: 100 };
  const deleted = await old.kit.platform.transaction(null, (tx) => deleteOldFeedback(tx, which));
  expect(deleted).toEqual({ feedback: 1, photos: 1 });
  expect(await old.kit.platform.files.sweep(old.kit.platform.db)).toBe(1);
  const { items } = await (await device()).get(feedback.mine);
  expect(items.map(({ id }) => id)).toEqual([kept]);
  await old.kit.close();
});

async function scannerAt(where: Kit, parent: PlaceRow, code: string) {
  const who = await where.platform.transaction(null, async (tx) => {
    const site = await addPlace(tx, {
      ...{ parentId: parent.id, kind: 'site', code, zh: code, en: `Site ${code}` },
    });
    const { personId } = await createStaff(tx, { username: code, name: code });
    await assignScanner(tx, { personId, siteId: site.id, level: 'ordinary', superior: null });
    return { personId, site };
  });
  const { personId, site } = who;
  return { site, browser: await where.as({ personId, realm: 'staff', app: 'field' }) };
}
