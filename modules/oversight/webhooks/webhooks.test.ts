import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../../platform/contract.ts';
import type { WebhookAnswer, WebhookMessage } from '../../../platform/webhooks/sender.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import { addPlace } from '../../places/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { createStaff } from '../../staff/public.ts';
import { oversight } from '../contract.ts';
import { tellOthersJob } from './jobs.ts';
import { takeDueMessages, takeMessage } from './queries.ts';
import { isWebhookUrl, rests } from './rules.ts';
import { leaseFrom } from './sending.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let sent: WebhookMessage[] = [];
let answers: WebhookAnswer[] = [];

const taken = { status: 204 };

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  kit.platform.transports.webhooks = {
    async send(message) {
      sent.push(message);
      return answers.shift() ?? taken;
    },
  };
});
beforeEach(async () => {
  // Clocks go forward: what an earlier test brought about has been told.
  later(60 * second);
  sent = [];
  answers = [];
  await kit.database.pool.query('delete from webhooks');
});
afterAll(() => kit.close());

const second = 1000;
const later = (milliseconds: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + milliseconds));
const work = () => tellOthersJob.handle(kit.platform, {});

type Given = Partial<BodyOf<typeof oversight.addWebhook>>;

async function add(given: Given = {}, who = cast.ada) {
  const body = {
    ...{ programmeId: expedition.id, placeId: cast.places.station.id, name: 'Situation room' },
    ...{ url: 'https://hooks.example.org/in?key=k', kinds: ['alert' as const], ...given },
  };
  return (await kit.as(who)).call(oversight.addWebhook, { body });
}

async function feverish(given: Parameters<typeof reporter>[2] = {}) {
  const one = await reporter(kit, expedition, { name: 'Fanny Fever', ...given });
  await one.send('daily', { temperature: 39, cough: false });
  return one;
}

const southern = { organisation: { code: 'south', zh: '南部群', en: 'South Colony' } };
const dataOf = ({ body }: Pick<WebhookMessage, 'body'>) => JSON.parse(body).data;

async function listed() {
  const query = { programmeId: expedition.id };
  return (await kit.as(cast.ada)).get(oversight.webhooks, { query });
}

async function messages() {
  const [one] = await listed();
  const params = { id: one?.id ?? '' };
  return (await (await kit.as(cast.ada)).get(oversight.webhookMessages, { params })).items;
}

describe('an address', () => {
  it('is told of each day once it has ended by the programme’s clocks', async () => {
    await add({ kinds: ['day', 'import'] });
    const one = await reporter(kit, expedition, {});
    await one.send('daily', { temperature: 36.5, cough: false });
    await work();
    expect(sent).toEqual([]);
    // Noon in Beijing is the start; the day turns there at 16:00 UTC.
    kit.clock.set('2022-01-20T15:59:59Z');
    await work();
    expect(sent).toEqual([]);
    kit.clock.set('2022-01-20T16:00:00Z');
    await work();
    await work();
    expect(sent.map(dataOf)).toMatchObject([{ day: '2022-01-20', form: 'daily' }]);
    const { due, done, missing } = dataOf(sent[0] as WebhookMessage);
    expect(due - done).toBe(missing);
    kit.clock.set('2022-02-20T04:00:00Z');
    await work();
    expect(sent.slice(1).map((each) => dataOf(each).day)).toEqual([
      ...['2022-02-13', '2022-02-14', '2022-02-15', '2022-02-16', '2022-02-17', '2022-02-18'],
      '2022-02-19',
    ]);
  });

  it('is told once of each alert at its place that opens from then on, and of no person', async () => {
    await feverish();
    later(60 * second);
    const { body } = await add({ placeId: cast.places.north.id });
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const one = await feverish();
    await feverish(southern);
    await work();
    expect(sent).toEqual([]);
    later(60 * second);
    await work();
    await work();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: 'https://hooks.example.org/in?key=k',
      secret: body.secret,
    });
    const told = JSON.parse(sent[0]?.body ?? '');
    expect(told).toMatchObject({ type: 'alert.opened', data: { place: { code: 'north' } } });
    for (const secret of ['Fanny', one.person.personId, `${one.person.enrolmentId}"`, '39']) {
      expect(JSON.stringify(told.data.levels) + JSON.stringify(told)).not.toContain(`"${secret}`);
    }
    expect(await messages()).toMatchObject([
      { taken: true, status: 204, tries: 1, nextTryAt: null },
    ]);
    const [shown] = await listed();
    expect(shown).toMatchObject({
      origin: 'https://hooks.example.org',
      waiting: 0,
      failedAt: null,
    });
    expect(JSON.stringify(shown)).not.toContain('key=k');
  });

  it('is told again after longer and longer rests, for three days', async () => {
    await add();
    await feverish();
    later(31 * second);
    answers = rests.map(() => ({ status: 500 }));
    answers[1] = { failure: 'no_answer' };
    await work();
    for (const [index, rest] of rests.entries()) {
      expect(sent).toHaveLength(index + 1);
      later(rest - second);
      await work();
      expect(sent).toHaveLength(index + 1);
      later(second);
      await work();
    }
    expect(sent).toHaveLength(rests.length + 1);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect((await messages())[0]).toMatchObject({ taken: true, tries: rests.length + 1 });
  });

  it('that is gone for good, or private, is not tried again until somebody says so', async () => {
    const { body } = await add();
    await feverish();
    later(31 * second);
    answers = [{ status: 410 }];
    await work();
    const [message] = await messages();
    expect(message).toMatchObject({ taken: false, status: 410, nextTryAt: null });
    const ada = await kit.as(cast.ada);
    const params = { id: body.id, messageId: message?.id ?? '' };
    // Nobody sends what somebody is sending just now.
    const taken = await takeMessage(kit.platform.db, params.messageId, {
      now: kit.clock.now(),
      lease: new Date(kit.clock.now().getTime() + 10 * second),
    });
    expect(taken?.tries).toBe(2);
    const beside = await ada.call(oversight.resendWebhookMessage, { params });
    expect(beside.body.code).toBe('webhook_sending');
    later(10 * second);
    answers = [{ failure: 'private_address' }];
    expect(await ada.get(oversight.resendWebhookMessage, { params })).toMatchObject({
      ...{ taken: false, failure: 'private_address', nextTryAt: null },
    });
    expect(await ada.get(oversight.resendWebhookMessage, { params })).toMatchObject({
      taken: true,
    });
    const again = await ada.call(oversight.resendWebhookMessage, { params });
    expect(again.body.code).toBe('webhook_taken');
  });

  it('is told by another process what one had taken that was killed', async () => {
    await add();
    await feverish();
    later(31 * second);
    await work();
    answers = [{ status: 503 }];
    await feverish();
    later(31 * second);
    await work();
    later(rests[0] ?? 0);
    const now = kit.clock.now();
    expect(
      await takeDueMessages(kit.platform.db, { now, lease: leaseFrom(now), limit: 9 }),
    ).toHaveLength(1);
    await work();
    expect(sent).toHaveLength(2);
    later(60 * second);
    await work();
    expect(sent).toHaveLength(3);
  });

  it('that was stopped hears of what comes after it is resumed', async () => {
    const { body } = await add();
    const ada = await kit.as(cast.ada);
    const change = (disabled: boolean) =>
      ada.get(oversight.changeWebhook, { params: { id: body.id }, body: { disabled } });
    await change(true);
    await feverish();
    later(31 * second);
    await work();
    await change(false);
    await work();
    expect(sent).toEqual([]);
    await feverish();
    later(31 * second);
    await work();
    expect(sent).toHaveLength(1);
  });

  it('is told of imports where they are of its own programme as a whole', async () => {
    await add({ kinds: ['import'] });
    await add({ kinds: ['import'], placeId: cast.places.north.id });
    await kit.database.pool.query(
      `insert into roster_imports (id, programme_id, programme_version, file_name, state, rows_total, fresh, refused,
        absent, created_by, created_at, finished_at)
       values (gen_random_uuid(), $1, 1, 'penguins.xlsx', 'done', 5, 4, 1, 0, $2, $3, $3)`,
      [expedition.id, cast.ada.personId, kit.clock.now()],
    );
    later(31 * second);
    await work();
    await work();
    expect(sent.map(dataOf)).toMatchObject([{ state: 'done', rows: 5, fresh: 4, refused: 1 }]);
    expect(sent[0]?.body).not.toContain('penguins.xlsx');
  });

  it('that came to stand beside its programme is told nothing, and keeps nothing from others', async () => {
    const hut = await kit.platform.transaction(null, (tx) =>
      addPlace(tx, {
        ...{ parentId: cast.places.root.id, kind: 'organisation', code: 'hut' },
        ...{ zh: '小屋', en: 'Hut' },
      }),
    );
    const { body } = await add({ kinds: ['alert', 'day', 'import'] });
    const update = 'update webhooks set place_id = $1, days_until = $2 where id = $3';
    await kit.database.pool.query(update, [hut.id, '2022-01-01', body.id]);
    await add();
    await feverish();
    later(31 * second);
    await work();
    expect(sent).toHaveLength(1);
  });

  it('is tested by a message that tells of nothing', async () => {
    const { body } = await add();
    const ada = await kit.as(cast.ada);
    const answer = await ada.get(oversight.testWebhook, { params: { id: body.id } });
    const trail = await ada.get(oversight.audit, { query: { action: 'webhook.tested' } });
    expect(trail.items).toMatchObject([{ actorName: 'Ada' }]);
    expect(answer).toMatchObject({ kind: 'test', taken: true, status: 204 });
    expect(dataOf(sent[0] as WebhookMessage)).toEqual({
      programme: { code: 'expedition', ...expedition.definition.shortName },
    });
    const { secret } = await ada.get(oversight.renewWebhookSecret, { params: { id: body.id } });
    await ada.get(oversight.testWebhook, { params: { id: body.id } });
    expect(sent.map((each) => each.secret)).toEqual([body.secret, secret]);
  });
});

it('is set by whoever may at its place, and for places of the programme alone', async () => {
  const nora = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: 'nora', name: 'Nora', role: 'administrator', placeId: cast.places.north.id },
    }),
  );
  const ofNorth = { ...cast.ada, personId: nora.personId };
  const { north, south } = cast.places;
  expect((await add({}, cast.otto)).status).toBe(403);
  expect((await add({ placeId: south.id }, ofNorth)).body.code).toBe('not_found');
  const own = await add({ placeId: north.id }, ofNorth);
  const whole = await add();
  const browser = await kit.as(ofNorth);
  const seen = await browser.get(oversight.webhooks, { query: { programmeId: expedition.id } });
  expect(seen.map(({ id }) => id)).toEqual([own.body.id]);
  const params = { id: whole.body.id };
  expect((await browser.call(oversight.deleteWebhook, { params })).status).toBe(404);
  expect((await browser.call(oversight.webhookMessages, { params })).status).toBe(404);
  expect((await browser.call(oversight.testWebhook, { params })).status).toBe(404);
  await browser.get(oversight.deleteWebhook, { params: { id: own.body.id } });
  const bad = await add({ url: 'http://hooks.example.org/' });
  expect(bad.body.fields).toEqual([{ path: 'url', code: 'webhook_url_invalid' }]);
});

it.each([
  ['https://hooks.example.org/a?b=c', false, true],
  ['http://hooks.example.org/', false, false],
  ['http://10.0.0.1/', true, true],
  ['https://me:secret@hooks.example.org/', true, false],
  ['ftp://hooks.example.org/', true, false],
  ['hooks.example.org', true, false],
])('the address %s, where private ones are allowed: %s, is taken: %s', (url, isPrivate, good) => {
  expect(isWebhookUrl(url, isPrivate)).toBe(good);
});
