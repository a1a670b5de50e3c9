import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPresentation } from '../../../credential/presentation.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { fetchKeyring, phoneOf } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { rotateKeys, rotateKeysJob } from './actions.ts';

let kit: Kit;
let one: Reporter;

beforeAll(async () => {
  const { kit: started, programme } = await startRookeryKit();
  kit = started;
  one = await reporter(kit, programme);
});
afterAll(() => kit.close());

const day = 86_400_000;
const at = (days: number) => kit.clock.set(new Date(Date.parse(startOfTests) + days * day));
const keyring = async () => fetchKeyring(await kit.as(null));
/** What a phone shows whose owner has just signed in. */
async function codeNow(): Promise<string> {
  const phone = await phoneOf(kit, one.person);
  await phone.register({ replace: true });
  return phone.show();
}

const keysInDatabase = async () => {
  const { rows } = await kit.database.pool.query<{ id: string; encrypted: Buffer | null }>(
    'select id, private_encrypted as encrypted from signing_keys order by signs_from',
  );
  return rows;
};

describe('the signing keys', () => {
  it('begin with one, however many ask for it first', async () => {
    // Time goes on meanwhile.
    let time = kit.clock.now().getTime();
    vi.spyOn(kit.clock, 'now').mockImplementation(() => new Date(time++));
    const first = await codeNow();
    const rings = await Promise.all([keyring(), keyring(), keyring()]);
    vi.restoreAllMocks();
    kit.clock.set(new Date(time));
    expect(rings.map((ring) => [...ring.keys()])).toEqual(
      Array(3).fill((await keysInDatabase()).map(({ id }) => id)),
    );
    expect(rings[0]?.size).toBe(1);
    expect(typeof (await readPresentation(first, await keyring()))).toBe('object');
  });

  it('lie in the database encrypted', async () => {
    const [key] = await keysInDatabase();
    expect(key?.encrypted?.length).toBeGreaterThan(200);
    expect(key?.encrypted?.toString('latin1')).not.toContain('"d"');
  });

  it('are followed by the next one, which scanners know before it signs', async () => {
    const before = await keyring();
    at(88.1);
    await rotateKeysJob.handle(kit.platform, {});
    await rotateKeysJob.handle(kit.platform, {});
    const both = await keyring();
    expect(both.size).toBe(2);
    expect(typeof (await readPresentation(await codeNow(), before))).toBe('object');
    at(90.1);
    await rotateKeysJob.handle(kit.platform, {});
    const code = await codeNow();
    expect(await readPresentation(code, before)).toBe('unknown_key');
    expect(typeof (await readPresentation(code, both))).toBe('object');
    // With the former one nobody can sign any more.
    expect((await keysInDatabase()).map(({ encrypted }) => encrypted === null)).toEqual([
      true,
      false,
    ]);
  });

  it('that may have become known verify nothing any more, and phones get codes of the new one', async () => {
    at(91);
    const code = await codeNow();
    at(91.01);
    const { withdrawn } = await rotateKeys(kit.platform, { withdraw: true });
    expect(withdrawn).toBe(2);
    const ring = await keyring();
    expect(await readPresentation(code, ring)).toBe('unknown_key');
    expect(typeof (await readPresentation(await codeNow(), ring))).toBe('object');
    const { rows } = await kit.database.pool.query(
      "select details ->> 'withdrawn' as withdrawn from audit_entries where action = 'code.key_rotated'",
    );
    expect(rows).toEqual([{ withdrawn: '2' }]);
  });

  it('are looked at again after a second: a phone then gets a code that another one signed', async () => {
    const second = 1 / 86_400;
    at(92);
    const phone = await phoneOf(kit, one.person);
    await phone.register({ replace: true });
    const signed = async () => (await phone.ask()).credential?.signed;
    const before = await signed();
    expect(await signed()).toBe(before);
    at(92 + 0.5 * second);
    await rotateKeys(kit.platform, { withdraw: true });
    at(92 + 0.9 * second);
    expect(await signed()).toBe(before);
    at(92 + 1.01 * second);
    expect(await signed()).not.toBe(before);
  });
});
