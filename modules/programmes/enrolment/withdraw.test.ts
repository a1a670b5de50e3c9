import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cast, cardOf, enrol } from '../../../server/testing/cast.ts';
import { reporterOf, startExpeditionKit, withdraw } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { csvOf, importRoster, rosterRow } from '../../../server/testing/roster.ts';
import { people } from '../../people/contract.ts';
import { upsertPeople } from '../../people/public.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { reports } from '../../reports/contract.ts';
import { wellToday } from '../../reports/testing.ts';
import { programmes } from '../contract.ts';
import type { Programme } from '../model.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const withdrawn = { status: 403, body: { code: 'withdrawn' } };

/** Signs in by card, and the initial password unless another one is given. */
async function signIn(realm: string, card: string, password = '20190118') {
  const client = await kit.as(null, 'portal', realm);
  const body = { card, password, captcha: await solveCaptcha(kit.platform) };
  return client.call(people.signInByCard, { body });
}

describe('whoever is withdrawn because a roster does not name them', () => {
  const row = (ring: string) => rosterRow({ 'Ring number': ring });

  /** Carries out a roster and withdraws whom it does not name. */
  async function withdrawAllBut(...rings: string[]): Promise<void> {
    const otto = await kit.as(cast.otto);
    const { id } = cast.programme;
    const { id: importId, receipt } = await importRoster(kit, otto, id, csvOf(rings.map(row)));
    const body = { expected: receipt?.absent ?? 0 };
    await otto.get(programmes.withdrawAbsent, { params: { id, importId }, body });
  }

  it('loses the sessions of both systems, and cannot sign in until a later roster names them', async () => {
    const gone = await enrol(kit, cast.programme, { card: 'P0700' });
    const stays = await kit.as(await enrol(kit, cast.programme, { card: 'P0701' }));
    const [portal, desk] = [await kit.as(gone), await kit.as({ ...gone, app: 'desk' })];
    await portal.get(programmes.mine);
    await withdrawAllBut('P0701');
    for (const { endpoint, client } of [
      { endpoint: programmes.mine, client: portal },
      { endpoint: people.me, client: desk },
      { endpoint: people.signOut, client: desk },
    ]) {
      expect(await client.call(endpoint)).toMatchObject(withdrawn);
    }
    expect((await stays.call(programmes.mine)).status).toBe(200);
    expect(await signIn('penguins', 'P0700')).toMatchObject(withdrawn);

    await withdrawAllBut('P0700', 'P0701');
    expect((await portal.call(people.me)).status).toBe(401);
    expect(await signIn('penguins', 'P0700')).toMatchObject({ status: 200 });
    expect((await (await kit.as(gone)).call(programmes.mine)).status).toBe(200);
  });

  it('is told so only with the right password', async () => {
    await enrol(kit, cast.programme, { card: 'P0702' });
    await withdrawAllBut('P0701');
    const failed = { status: 401, body: { code: 'sign_in_failed' } };
    expect(await signIn('penguins', 'P0702', '20190119')).toMatchObject(failed);
  });
});

describe('whoever is withdrawn from one programme', () => {
  it('goes on in another one, with the sessions that they have there', async () => {
    const gone = await enrol(kit, expedition);
    const { personId } = gone;
    const identifiers = [{ kind: 'card' as const, value: 'P0790' }];
    const row = { personId, name: gone.entry.name, identifiers, initial: '20190118' };
    await kit.platform.transaction(null, (tx) => upsertPeople(tx, 'penguins', [row]));
    const [here, there] = [await kit.as(gone), await kit.as({ ...gone, realm: 'penguins' })];
    await withdraw(kit, gone, '2022-01-20');
    expect(await here.call(people.me)).toMatchObject(withdrawn);
    expect((await there.call(people.me)).status).toBe(200);
    expect((await signIn('penguins', 'P0790')).status).toBe(200);
  });

  it('has a report refused for it, the fast way and the longer, and the repetition of one that was taken', async () => {
    const gone = await enrol(kit, expedition);
    const { send, browser } = await reporterOf(kit, expedition, gone);
    const id = randomUUID();
    const first = await send('daily', wellToday, { id });
    expect(first.status).toBe(200);
    const body = {
      ...{ id, form: 'daily', formVersionId: expedition.forms.get('daily')?.id as number },
      ...{ day: '2022-01-20', basedOn: 0, values: wellToday },
    };
    await withdraw(kit, gone, '2022-01-20');
    for (const report of [body, { ...body, id: randomUUID(), day: '2022-01-19' }]) {
      expect(await browser.call(reports.submit, { body: report })).toMatchObject(withdrawn);
    }
    const wrong = { body: { nothing: true } as never };
    expect(await browser.call(reports.submit, wrong)).toMatchObject(withdrawn);

    await enrol(kit, expedition, gone.entry);
    const again = await kit.as(gone);
    expect((await again.call(reports.submit, { body })).body).toEqual(first.body);
  });

  it('stays in until the day has come in the programme’s zone', async () => {
    const leaving = await enrol(kit, expedition);
    const before = await kit.as(leaving);
    await withdraw(kit, leaving, '2022-01-22');
    const after = await kit.as(leaving);
    // The last second of the day before, in Shanghai.
    kit.clock.set('2022-01-21T15:59:59.000Z');
    expect((await before.call(people.me)).status).toBe(200);
    expect((await after.call(people.me)).status).toBe(200);
    expect(await signIn('expedition', cardOf(leaving))).toMatchObject({ status: 200 });
    kit.clock.set('2022-01-21T16:00:00.000Z');
    expect(await before.call(people.me)).toMatchObject(withdrawn);
    expect(await after.call(people.me)).toMatchObject(withdrawn);
    expect(await signIn('expedition', cardOf(leaving))).toMatchObject(withdrawn);
  });

  it('keeps their sessions where the withdrawal is taken back before its day', async () => {
    const staying = await enrol(kit, expedition);
    const browser = await kit.as(staying);
    await withdraw(kit, staying, '2022-01-21');
    await enrol(kit, expedition, staying.entry);
    kit.clock.set('2022-01-22T04:00:00.000Z');
    expect((await browser.call(people.me)).status).toBe(200);
  });

  it('is nobody to a page that is open to everybody', async () => {
    const gone = await enrol(kit, expedition);
    const browser = await kit.as(gone);
    await withdraw(kit, gone, '2022-01-20');
    const params = { code: 'expedition' };
    expect((await browser.call(programmes.publicProgramme, { params })).status).toBe(200);
    expect((await browser.call(people.captcha, { body: { kind: 'picture' } })).status).toBe(200);
  });
});
