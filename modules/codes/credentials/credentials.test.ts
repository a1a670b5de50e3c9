import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credential } from '../../../credential/credential.ts';
import type { Presentation } from '../../../credential/presentation.ts';
import { type Actor, selfScope } from '../../../platform/scope.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, withdraw } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { type Phone, phoneOf, read } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { notices } from '../../notices/contract.ts';
import { people as peopleContract } from '../../people/contract.ts';
import { addAccount, hashSecret } from '../../people/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes } from '../contract.ts';
import { ownCredential } from './actions.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const well = { temperature: 38, limping: false };
const hot = { temperature: 39, limping: false };
const hour = 3_600_000;
const at = (time: number) => kit.clock.set(new Date(Date.parse(startOfTests) + time));

type Resident = Reporter & { phone: Phone };

async function resident(name = '王小明'): Promise<Resident> {
  const one = await reporter(kit, programme, { name });
  await one.send('checkup', well);
  return { ...one, phone: await phoneOf(kit, one.person) };
}

const credentialIn = async (text: string): Promise<Credential> =>
  ((await read(kit, text)) as Presentation).credential;

describe('a code', () => {
  it('is signed for the phone that asks, with the colour, and nothing that says who it is', async () => {
    const { phone } = await resident();
    const credential = await credentialIn(await phone.show());
    const now = Date.parse(startOfTests) / 1000;
    expect(credential).toMatchObject({
      ...{ programme: 'rookery', colour: 'green', maskedName: '王*明', version: 1 },
      ...{ issued: now, expires: now + 24 * 3600 },
    });
    expect(Buffer.from(credential.deviceKey).toString('base64url')).toBe(phone.phoneKey);
  });

  it('stays the same while it serves, and is another one after half of its time', async () => {
    const { phone } = await resident();
    const first = await credentialIn(await phone.show());
    at(12 * hour - 1);
    expect((await credentialIn(await phone.show())).reference).toEqual(first.reference);
    at(12 * hour);
    const second = await credentialIn(await phone.show());
    expect(second.reference).not.toEqual(first.reference);
  });

  it('has the new colour as soon as there is one', async () => {
    const one = await resident();
    await one.phone.show();
    await one.send('checkup', hot);
    expect((await one.phone.ask()).credential?.colour).toBe('yellow');
  });

  it('never outlives the green that it shows', async () => {
    const { phone } = await resident();
    at(14 * 24 * hour - 3 * hour);
    const { expires } = await credentialIn(await phone.show());
    expect(expires).toBe((Date.parse(startOfTests) + 14 * 24 * hour) / 1000);
    at(14 * 24 * hour);
    expect((await phone.ask()).credential?.colour).toBe('grey');
  });

  it('is given to nobody without a code, nor for what is no key', async () => {
    const { phone } = await resident();
    const other = await kit.as(cast.penny);
    const body = { phoneKey: phone.phoneKey };
    expect((await other.call(codes.ownCredential, { body })).body.code).toBe('no_code');
    const wrong = { phoneKey: 'A'.repeat(44) };
    const { status } = await phone.browser.call(codes.registerPhone, { body: wrong });
    expect(status).toBe(422);
  });

  it('is given until the day from which somebody is withdrawn, and no more from then on', async () => {
    const { phone, person } = await resident();
    await phone.show();
    await withdraw(kit, person, '2022-01-21');
    const body = { phoneKey: phone.phoneKey };
    const ask = () => phone.browser.call(codes.ownCredential, { body });
    expect((await ask()).body).toEqual({ credential: null, otherPhone: null });
    await phone.show();
    const newDay = 7 * hour;
    at(newDay - 1);
    expect((await ask()).body).toMatchObject({ credential: { colour: 'green' } });
    at(newDay);
    expect((await ask()).body.code).toBe('withdrawn');
  });

  it('is given to the session that shows it alone, and each way that is asked for it answers alike', async () => {
    const people = await Promise.all([resident('王小明'), resident('Penny Emperor'), resident()]);
    for (const { phone } of people) await phone.show();
    const longWay = vi.spyOn(kit.platform, 'transaction');
    const answers = await Promise.all(people.map(({ phone }) => phone.ask()));
    expect(longWay).not.toHaveBeenCalled();
    longWay.mockRestore();
    const slowly = await Promise.all(
      people.map(async ({ phone, person }) => {
        const actor = await kit.platform.sessions.resolve(
          phone.browser.cookie ?? '',
          'portal',
          'rookery',
        );
        return ownCredential(kit.platform, actor as Actor, selfScope(person), phone);
      }),
    );
    expect(answers).toEqual(slowly);
    expect(new Set(answers.map(({ credential }) => credential?.signed)).size).toBe(3);
    const [one, other] = people as [Resident, Resident, Resident];
    const body = { phoneKey: one.phone.phoneKey };
    const stolen = await other.phone.browser.get(codes.ownCredential, { body });
    expect(stolen.credential).toBeNull();
    const headers = { 'x-anxing-person': other.person.personId };
    const mixed = await one.phone.browser.call(codes.ownCredential, { body, headers });
    expect(mixed.body.code).toBe('somebody_else');
    await one.phone.browser.get(peopleContract.signOut);
    expect((await one.phone.browser.call(codes.ownCredential, { body })).status).toBe(401);
  });

  it('is signed in the colour that is true, whatever happens at that moment', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const one = await resident();
      await one.phone.register();
      const [{ credential }] = await Promise.all([one.phone.ask(), one.send('checkup', hot)]);
      const { rows } = await kit.database.pool.query(
        'select colour, listed from credentials where signed = $1',
        [Buffer.from(credential?.signed ?? '', 'base64url')],
      );
      expect(rows).toEqual([
        { colour: credential?.colour, listed: credential?.colour === 'green' },
      ]);
    }
  });
});

describe('a second phone', () => {
  it('is told of the first, and shows the code once that is meant; the first is told', async () => {
    const { phone, person } = await resident();
    await phone.show();
    const second = await phoneOf(kit, person);
    expect(await second.ask()).toEqual({
      credential: null,
      otherPhone: { device: '', since: startOfTests, proof: 'fresh' },
    });
    expect(await second.register()).toMatchObject({ body: { code: 'another_phone' } });
    expect((await second.register({ replace: true })).status).toBe(200);
    expect((await credentialIn(await second.show())).colour).toBe('green');
    expect((await phone.ask()).otherPhone).not.toBeNull();
    const { items } = await phone.browser.get(notices.mine, { query: {} });
    expect(items.map(({ kind }) => kind)).toEqual(['code.phone_replaced']);
  });

  it('that was found signed in does not get the code', async () => {
    const { phone, person } = await resident();
    await phone.show();
    const found = await phoneOf(kit, person);
    at(10 * 60_000);
    expect((await found.ask()).otherPhone?.proof).toBe('sign-in');
    const answer = await found.register({ replace: true });
    expect(answer).toMatchObject({ status: 403, body: { code: 'sign_in_again' } });
    expect((await phone.ask()).credential).not.toBeNull();
  });

  it('gets the code for the password', async () => {
    const { phone, person } = await resident();
    const passwordHash = await hashSecret('correct horse');
    await kit.platform.transaction(null, (tx) =>
      addAccount(tx, { personId: person.personId, realm: 'rookery', app: 'portal', passwordHash }),
    );
    await phone.show();
    const second = await phoneOf(kit, person);
    at(10 * 60_000);
    expect((await second.ask()).otherPhone?.proof).toBe('password');
    const codesOf = async (password?: string) => {
      const { status, body } = await second.register({
        replace: true,
        ...(password && { password }),
      });
      return [status, (body as { fields?: { code: string }[] }).fields?.map(({ code }) => code)];
    };
    expect(await codesOf()).toEqual([422, ['required']]);
    expect(await codesOf('wrong')).toEqual([422, ['password_wrong']]);
    expect(await codesOf('correct horse')).toEqual([200, undefined]);
    expect((await second.ask()).credential).not.toBeNull();
  });

  it('of two that take over at the same moment is one', async () => {
    const { phone, person } = await resident();
    await phone.show();
    const others = await Promise.all([phoneOf(kit, person), phoneOf(kit, person)]);
    await Promise.all(others.map((each) => each.register({ replace: true })));
    const shown = await Promise.all(others.map((each) => each.ask()));
    expect(shown.filter(({ credential }) => credential !== null)).toHaveLength(1);
  });

  it('needs nothing where the first has signed out', async () => {
    const { phone, person } = await resident();
    await phone.show();
    await phone.browser.get(peopleContract.signOut);
    const second = await phoneOf(kit, person);
    expect(await second.ask()).toEqual({ credential: null, otherPhone: null });
    expect((await credentialIn(await second.show())).colour).toBe('green');
    const { items } = await second.browser.get(notices.mine, { query: {} });
    // Whoever took the account over may have ended the session.
    expect(items.map(({ kind }) => kind)).toEqual(['code.phone_replaced']);
  });
});

describe('recalling', () => {
  it('makes all codes of the programme old at once, and is in the audit trail', async () => {
    const { phone } = await resident();
    const before = await credentialIn(await phone.show());
    const otto = await kit.as(cast.otto);
    const body = { programmeId: programme.id, reason: 'A forged app' };
    expect((await otto.call(codes.recall, { body })).status).toBe(403);
    const ada = await kit.as(cast.ada);
    expect(await ada.get(codes.recall, { body })).toEqual({ smallestVersion: 2 });
    const after = await credentialIn(await phone.show());
    expect([before.version, after.version]).toEqual([1, 2]);
    const { rows } = await kit.database.pool.query(
      "select reason, details from audit_entries where action = 'code.recalled'",
    );
    expect(rows).toEqual([
      { reason: 'A forged app', details: { programmeId: programme.id, smallestVersion: 2 } },
    ]);
  });

  it('counts also for somebody who has reported nothing yet', async () => {
    const { person } = await reporter(kit, programme);
    const phone = await phoneOf(kit, person);
    const before = await credentialIn(await phone.show());
    const body = { programmeId: programme.id, reason: 'A forged app' };
    await (await kit.as(cast.ada)).get(codes.recall, { body });
    const after = await credentialIn(await phone.show());
    expect([before, after].map(({ colour }) => colour)).toEqual(['grey', 'grey']);
    expect(after.version).toBe(before.version + 1);
  });
});
