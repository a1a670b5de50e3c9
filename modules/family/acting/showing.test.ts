import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Presentation } from '../../../credential/presentation.ts';
import { withdraw } from '../../../server/testing/expedition.ts';
import { startOfTests } from '../../../server/testing/kit.ts';
import { fetchList, phoneOf, phoneWith, read } from '../../../server/testing/phones.ts';
import {
  forWard,
  link,
  relative,
  type Stage,
  startFamilyKit,
} from '../../../server/testing/relatives.ts';
import { codes } from '../../codes/contract.ts';
import { notices } from '../../notices/contract.ts';
import { screening } from '../../screening/contract.ts';
import { family } from '../contract.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startFamilyKit();
});
beforeEach(() => stage.kit.clock.set(startOfTests));
afterAll(() => stage.kit.close());

/** A carer with a phone of their own, and a second one in the same hand that shows the ward's code. */
async function showing() {
  const { kit } = stage;
  const carer = await relative(stage, '王小明');
  const ward = await relative(stage, '欧大海');
  const linkId = await link(carer, ward);
  const acting = () => phoneWith(kit, forWard(carer.browser, linkId));
  return { carer, ward, linkId, acting, phone: await acting() };
}

const credentialOf = async (text: string) =>
  ((await read(stage.kit, text)) as Presentation).credential;

const look = (code: string) =>
  stage.scanner.call(screening.look, { body: { siteId: stage.gate.id, way: { code } } });

/** What a scanner hears of a code: nothing, or why it is refused. */
async function problemOf(code: string): Promise<string | undefined> {
  const { body } = await look(code);
  return (body as { params?: { problem?: string } }).params?.problem;
}

/** How many codes of somebody the list of a scanner has. */
async function listedOf(enrolmentId: number): Promise<number> {
  const { rows } = await stage.kit.database.pool.query(
    `select distinct on (c.reference) h.listed from credentials c
     join revocation_changes h on h.reference = c.reference
     where c.enrolment_id = $1 order by c.reference, h.id desc`,
    [enrolmentId],
  );
  return rows.filter(({ listed }) => listed).length;
}

describe('the signed code of a ward', () => {
  it('is shown by the carer’s phone beside the ward’s own, and a scanner sees the ward', async () => {
    const { carer, ward, phone } = await showing();
    const [own, wards] = [
      await phoneOf(stage.kit, carer.person),
      await phoneOf(stage.kit, ward.person),
    ];
    const texts = [await own.show(), await wards.show(), await phone.show()];
    const names = await Promise.all(
      texts.map(async (text) => (await credentialOf(text)).maskedName),
    );
    expect(names).toEqual(['王*明', '欧*海', '欧*海']);
    const seen = await Promise.all(texts.map(async (text) => (await look(text)).body));
    expect(seen).toMatchObject([
      { maskedName: '王*明' },
      { maskedName: '欧*海' },
      { maskedName: '欧*海' },
    ]);
    // What the carer asks for themselves with the key that shows the ward is not answered with the ward's.
    const asked = await carer.browser.get(codes.ownCredential, {
      body: { phoneKey: phone.phoneKey },
    });
    expect(asked.credential).toBeNull();
    const told = await ward.browser.get(notices.mine, { query: {} });
    expect(told.items.filter(({ kind }) => kind === 'code.shown_by_carer')).toHaveLength(1);
  });

  it('is on one phone of the carer at a time', async () => {
    const { phone, acting } = await showing();
    const first = await phone.show();
    const second = await acting();
    expect(await second.ask()).toMatchObject({ credential: null, otherPhone: { proof: 'fresh' } });
    expect((await second.register()).body.code).toBe('another_phone');
    expect((await second.register({ replace: true })).status).toBe(200);
    expect(await problemOf(first)).toBe('revoked');
    expect(await problemOf(await second.show())).toBeUndefined();
  });

  it('is revoked with the link, whoever ends it, and the ward’s own is not', async () => {
    for (const ending of ['carer', 'ward'] as const) {
      const { phone, linkId, ...both } = await showing();
      const [shown, own] = [
        await phone.show(),
        await (await phoneOf(stage.kit, both.ward.person)).show(),
      ];
      const before = (await fetchList(stage.scanner)).total;
      await both[ending].browser.get(family.end, { params: { id: linkId } });
      expect(await problemOf(shown)).toBe('revoked');
      expect(await problemOf(own)).toBeUndefined();
      expect(await listedOf(both.ward.person.enrolmentId)).toBe(1);
      stage.kit.clock.set(new Date(stage.kit.clock.now().getTime() + 6000));
      expect((await fetchList(stage.scanner)).total).toBe(before + 1);
      const { phoneKey, browser } = phone;
      for (const endpoint of [codes.ownCredential, codes.registerPhone]) {
        const { body } = await browser.call(endpoint, { body: { phoneKey } });
        expect(body).toMatchObject({ code: 'not_your_ward' });
      }
    }
  });

  it('is revoked when the ward or the carer is withdrawn, and when the carer signs out', async () => {
    for (const withdrawn of ['ward', 'carer'] as const) {
      const first = await showing();
      const text = await first.phone.show();
      await withdraw(stage.kit, first[withdrawn].person, '2022-01-19');
      expect(await problemOf(text)).toBe('revoked');
      expect(await listedOf(first.ward.person.enrolmentId)).toBe(1);
    }
    const second = await showing();
    const other = await second.phone.show();
    await stage.kit.database.pool.query('delete from sessions where person_id = $1', [
      second.carer.person.personId,
    ]);
    expect(await problemOf(other)).toBe('revoked');
  });

  it('counts no more, whatever the phone asks for at the moment at which the link ends', async () => {
    for (let nth = 0; nth < 8; nth += 1) {
      const { phone, ward, linkId } = await showing();
      const { phoneKey, browser } = phone;
      if (nth % 2) await phone.register();
      const body = { phoneKey };
      await Promise.all([
        browser.call(codes.registerPhone, { body }),
        ward.browser.get(family.end, { params: { id: linkId } }),
        browser.call(codes.ownCredential, { body }),
        browser.call(codes.ownCredential, { body }),
      ]);
      const { rows } = await stage.kit.database.pool.query(
        `select from phone_keys p left join credentials c on c.phone_key_id = p.id
         where p.enrolment_id = $1 and (p.retired_at is null or not c.listed)`,
        [ward.person.enrolmentId],
      );
      expect(rows).toEqual([]);
    }
  });
});
