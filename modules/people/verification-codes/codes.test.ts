import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordMessage, sweepSms } from '../../../platform/sms/messages.ts';
import type { SmsMessage, SmsOutcome, SmsProvider } from '../../../platform/sms/provider.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { addRealm } from '../accounts/actions.ts';
import { addUser } from '../accounts/users.ts';
import { people } from '../contract.ts';
import { upsertPeople } from '../roster/actions.ts';
import { solveCaptcha } from '../testing.ts';
import {
  type CodeAudience,
  getVerified,
  keepVerified,
  orderCode,
  sendCode,
  tryCode,
} from './actions.ts';
import { codePurposes, isAlwaysSent } from './rules.ts';

const realm = 'seals';
const at = (purpose: CodeAudience['purpose']): CodeAudience => ({ purpose, realm, app: 'portal' });
let kit: Kit;
let client: Client;
/** What the provider was handed, and what it makes of it. */
let handed: SmsMessage[];
let outcome: SmsOutcome | (() => never);

beforeAll(async () => {
  kit = await startKit();
  await kit.platform.transaction(null, (tx) =>
    addRealm(tx, { code: realm, ways: ['phone'], apps: { portal: 'all' } }),
  );
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  await kit.database.pool.query(
    'delete from codes; delete from sms_messages; delete from attempts',
  );
  client = await kit.as(null, 'portal', realm);
  handed = [];
  outcome = { state: 'sent', reference: 'r1' };
  kit.platform.transports.sms = {
    async send(message) {
      handed.push(message);
      return typeof outcome === 'function' ? outcome() : outcome;
    },
  };
});

let last = 13800000000;
const newPhone = () => {
  last += 1;
  return `+86${last}`;
};

const order = (purpose: CodeAudience['purpose'], phone: string) =>
  orderCode(kit.platform, at(purpose), { phone, address: '192.0.2.1' });

/** A code of a purpose as it reaches the phone, and its token. */
async function ordered(purpose: CodeAudience['purpose'], phone = newPhone()) {
  if (!isAlwaysSent[purpose]) {
    await kit.platform.transaction(null, (tx) =>
      upsertPeople(tx, realm, [
        { name: `Seal ${phone}`, identifiers: [{ kind: 'phone', value: phone }], initial: null },
      ]),
    );
  }
  const { token } = await order(purpose, phone);
  await kit.work();
  return { token, code: handed.at(-1)?.code ?? '', phone };
}

const codeOf = (error: unknown) => (error as { code: string }).code;

const deliveryOf = async (token: string) =>
  (await client.get(people.codeDelivery, { body: { token } })).state;

const messages = async () =>
  (await kit.database.pool.query('select * from sms_messages order by created_at')).rows;

describe('a code', () => {
  it.each(codePurposes)('for %s opens no other purpose', async (purpose) => {
    const { token, code } = await ordered(purpose);
    for (const other of codePurposes.filter((each) => each !== purpose)) {
      const refused = await tryCode(kit.platform, at(other), token, code).catch(codeOf);
      expect(refused, other).toBe('code_expired');
    }
    const right = await tryCode(kit.platform, at(purpose), token, code);
    await keepVerified(kit.platform, right);
    for (const other of codePurposes.filter((each) => each !== purpose)) {
      expect(await getVerified(kit.platform, at(other), token).catch(codeOf)).toBe('steps_expired');
    }
    expect((await getVerified(kit.platform, at(purpose), token)).lookup).toBe(right.phone_lookup);
  });

  it('that was right serves the steps after it for half an hour, and is entered once', async () => {
    const { token, code, phone } = await ordered('registration');
    const both = await Promise.all([
      tryCode(kit.platform, at('registration'), token, code),
      tryCode(kit.platform, at('registration'), token, code),
    ]);
    const kept = await Promise.allSettled(both.map((each) => keepVerified(kit.platform, each)));
    expect(kept.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    kit.clock.set(new Date(Date.parse(startOfTests) + 30 * 60_000 - 1));
    const { number } = await getVerified(kit.platform, at('registration'), token);
    expect(number).toBe(phone);
    kit.clock.set(new Date(Date.parse(startOfTests) + 30 * 60_000));
    const late = getVerified(kit.platform, at('registration'), token);
    expect(await late.catch(codeOf)).toBe('steps_expired');
  });

  it('is not for sale from one address without end', async () => {
    await order('registration', newPhone());
    await kit.database.pool.query('update attempts set failures = 299');
    await order('registration', newPhone());
    expect(await order('registration', newPhone()).catch(codeOf)).toBe('wait_before_trying');
  });

  it('is sent to nobody once as many were sent as the installation sends in an hour', async () => {
    const { personId } = await kit.platform.transaction(null, (tx) =>
      addUser(tx, { realm: 'staff', name: 'Sam' }),
    );
    const staff = await kit.as({ personId, realm: 'staff', app: 'console' });
    const usedUp = async () => (await staff.get(people.smsUse)).usedUp;
    expect(await usedUp()).toBe(false);
    (kit.platform.transports.sms as SmsProvider).limits = { perHour: 2, countries: null };
    await ordered('registration');
    await order('registration', newPhone());
    await order('registration', newPhone());
    expect(await usedUp()).toBe(false);
    await kit.work();
    expect(handed).toHaveLength(2);
    expect(await usedUp()).toBe(true);
    for (const purpose of ['registration', 'sign-in'] as const) {
      expect(await order(purpose, newPhone()).catch(codeOf)).toBe('sms_used_up');
    }
    expect(kit.errors.splice(0)).toEqual([{ perHour: 2 }]);
    kit.clock.set(new Date(Date.parse(startOfTests) + 3_600_001));
    await ordered('registration');
    expect(handed).toHaveLength(3);
  });

  it('goes to the countries that are allowed, which is told at the phone', async () => {
    const sms = kit.platform.transports.sms as SmsProvider;
    sms.limits = { perHour: 100, countries: ['86', '852'] };
    await ordered('registration', '+85251234567');
    const refused = order('registration', '+4915112345678').catch((error) => error.extra.fields);
    expect(await refused).toEqual([{ path: 'phone', code: 'phone_country' }]);
    expect(handed.map(({ to }) => to)).toEqual(['+85251234567']);
  });

  it('is told to be out of reach where nobody sends messages', async () => {
    kit.platform.transports.sms = null;
    const { status, body } = await client.call(people.requestCode, {
      body: { phone: newPhone(), captcha: await solveCaptcha(kit.platform) },
    });
    expect([status, body.code]).toEqual([503, 'sms_unavailable']);
  });
});

describe('a message', () => {
  it('is on record, encrypted, before it is handed over, and forgotten after', async () => {
    let before: { encrypted: Buffer }[] = [];
    kit.platform.transports.sms = {
      async send(message) {
        handed.push(message);
        before = await messages();
        return { state: 'sent', reference: 'r7' };
      },
    };
    const { token, phone, code } = await ordered('registration');
    expect(before).toMatchObject([{ state: 'handed_over', encrypted: expect.any(Buffer) }]);
    for (const secret of [phone.slice(3), code]) {
      expect(before[0]?.encrypted.includes(secret)).toBe(false);
    }
    expect(await messages()).toMatchObject([{ state: 'sent', encrypted: null, reference: 'r7' }]);
    expect(await deliveryOf(token)).toBe('sent');
    expect(handed[0]).toMatchObject({ to: phone, minutes: 5 });
  });

  it('whose answer was lost counts as sent, and is not repeated', async () => {
    outcome = { state: 'unknown' };
    const { token, phone } = await ordered('registration');
    expect(await deliveryOf(token)).toBe('sent');
    expect(await messages()).toMatchObject([{ state: 'handed_over', encrypted: null }]);
    kit.clock.set(new Date(Date.parse(startOfTests) + 60_000));
    outcome = { state: 'sent', reference: null };
    const next = await ordered('registration', phone);
    expect(handed).toHaveLength(2);
    expect(handed[1]?.code).toBe(next.code);
    kit.errors.length = 0;
  });

  it('under way when the server was killed is not handed over again by the job that is done anew', async () => {
    const killed = () => {
      throw new Error('killed');
    };
    outcome = killed as () => never;
    const { token } = await order('registration', newPhone());
    await expect(kit.work()).rejects.toThrow('killed');
    const { rows } = await kit.database.pool.query('select id from codes');
    await sendCode.handle(kit.platform, { id: rows[0].id });
    expect(handed).toHaveLength(1);
    expect(await deliveryOf(token)).toBe('sent');
  });

  it('that was refused says so, by whose fault it is', async () => {
    outcome = { state: 'failed', by: 'number', reason: 'isv.MOBILE_NUMBER_ILLEGAL' };
    const { token } = await ordered('registration');
    expect(await deliveryOf(token)).toBe('number_refused');
    outcome = { state: 'failed', by: 'provider', reason: 'isv.AMOUNT_NOT_ENOUGH' };
    expect(await deliveryOf((await ordered('phone')).token)).toBe('provider_failed');
    kit.errors.length = 0;
  });

  it('to a phone on record tells no more than one to a phone that nobody has', async () => {
    const unknown = async () => (await order('sign-in', newPhone())).token;
    outcome = { state: 'failed', by: 'number', reason: 'blacklisted' };
    const known = (await ordered('sign-in')).token;
    expect([await deliveryOf(known), await deliveryOf(await unknown())]).toEqual(['sent', 'sent']);
    outcome = { state: 'failed', by: 'provider', reason: 'down' };
    kit.clock.set(new Date(Date.parse(startOfTests) + 1000));
    const again = (await ordered('recovery')).token;
    expect(await deliveryOf(again)).toBe('provider_failed');
    expect(await deliveryOf(await unknown())).toBe('provider_failed');
    kit.errors.length = 0;
  });

  it('that it is too late for is not handed over, and is forgotten, in the end altogether', async () => {
    const { token } = await order('registration', newPhone());
    const late = new Date(Date.parse(startOfTests) + 5 * 60_000);
    const { id } = (await kit.database.pool.query('select id from codes')).rows[0];
    kit.platform.transports.sms = {
      send: () => Promise.reject(new Error('handed over too late')),
    };
    await kit.platform.transaction(null, async (tx) => {
      const message = {
        to: newPhone(),
        code: '123456',
        minutes: 5,
        text: { zh: '码', en: 'code' },
      };
      const messageId = await recordMessage(tx, message, late);
      await tx.db.executeQuery(
        CompiledQuery.raw('update codes set message_id = $1 where id = $2', [messageId, id]),
      );
    });
    kit.clock.set(late);
    await kit.work();
    kit.clock.set(new Date(late.getTime() + 1));
    await sweepSms.handle(kit.platform, {});
    expect(await messages()).toMatchObject([{ state: 'recorded', encrypted: null }]);
    kit.clock.set(new Date(late.getTime() + 31 * 24 * 3600_000));
    await sweepSms.handle(kit.platform, {});
    expect(await messages()).toEqual([]);
    const { body } = await client.call(people.codeDelivery, { body: { token } });
    expect(body.code).toBe('code_expired');
  });

  it('is not told of to another app or realm', async () => {
    const { token } = await ordered('registration');
    const desk = await kit.as(null, 'desk', realm);
    const elsewhere = await kit.as(null, 'portal', 'walruses');
    for (const other of [desk, elsewhere]) {
      const { body } = await other.call(people.codeDelivery, { body: { token } });
      expect(body.code).toBe('code_expired');
    }
  });
});
