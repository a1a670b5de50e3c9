import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withdraw } from '../../server/testing/expedition.ts';
import { startOfTests } from '../../server/testing/kit.ts';
import {
  askFor,
  giveAccount,
  link,
  newDocument,
  type Relative,
  relative,
  type Stage,
  startFamilyKit,
} from '../../server/testing/relatives.ts';
import { notices } from '../notices/contract.ts';
import { family } from './contract.ts';
import { mostCarers, requestsADay } from './rules.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startFamilyKit();
});
beforeEach(() => stage.kit.clock.set(startOfTests));
afterAll(() => stage.kit.close());

const someone = (name = '欧小二', given?: { account: boolean }) => relative(stage, name, given);
const mine = ({ browser }: Relative) => browser.get(family.mine);
const toldTo = async ({ browser }: Relative) =>
  (await browser.get(notices.mine, { query: {} })).items.map(({ kind }) => kind);

/** Nobody agrees to more than they are told: to reports, to being seen, to the code. */
async function expectPowersIn({ browser }: Relative, kind: string) {
  const { items } = await browser.get(notices.mine, { query: {} });
  const notice = items.find((each) => each.kind === kind);
  expect(notice?.zh).toMatch(/代为填报.*填报记录.*码色.*出示健康码/);
  expect(notice?.en).toMatch(/report for .*have reported.*colour.*show .*code/);
}

const later = (days: number) =>
  stage.kit.clock.set(new Date(Date.parse(startOfTests) + days * 86_400_000));

describe('asking', () => {
  it('links two people once the other side agrees, and tells both', async () => {
    const [carer, ward] = [await someone('王小明'), await someone('王大明')];
    expect((await askFor(carer, ward)).status).toBe(200);
    const [request] = (await mine(ward)).incoming;
    expect(request).toMatchObject({ iCare: false, name: expect.not.stringContaining('小') });
    expect(await toldTo(ward)).toEqual(['family.asked']);
    await expectPowersIn(ward, 'family.asked');
    const agree = () =>
      ward.browser.call(family.agree, { params: { id: request?.id ?? '' }, body: {} });
    expect((await agree()).status).toBe(200);
    expect(await mine(carer)).toMatchObject({
      links: [{ name: '王大明', iCare: true, confirmed: 'account' }],
      outgoing: [],
    });
    expect(await mine(ward)).toMatchObject({
      links: [{ name: '王小明', iCare: false }],
      incoming: [],
    });
    expect(await toldTo(carer)).toEqual(['family.linked']);
    await expectPowersIn(carer, 'family.linked');
    expect(await agree()).toMatchObject({ status: 409, body: { code: 'family_request_over' } });
    expect(await askFor(carer, ward)).toMatchObject({ body: { code: 'family_linked' } });
  });

  it('says the same of somebody, of nobody, of another name, of a refusal and of a block', async () => {
    const [other, refusing, blocking, gone] = [
      await someone(),
      await someone(),
      await someone(),
      await someone(),
    ];
    await withdraw(stage.kit, gone.person, '2022-01-19');
    const nobody = { identity: newDocument(), name: '无此人' };
    const seen = async (whom: Pick<Relative, 'identity' | 'name'>, before?: Relative) => {
      const asker = await someone('王小明');
      if (before) {
        await askFor(asker, before);
        const [request] = (await mine(before)).incoming;
        const block = before === blocking;
        const params = { id: request?.id ?? '' };
        await before.browser.get(family.refuse, { params, body: { block } });
      }
      const answers = [await askFor(asker, whom), await askFor(asker, whom)];
      const { outgoing } = await mine(asker);
      const first = answers.map(({ status, body }) => ({ status, body }));
      return { first, outgoing: outgoing.map(({ name, iCare }) => [name === whom.name, iCare]) };
    };
    const usual = await seen(nobody);
    expect(usual).toMatchObject({ first: [{ status: 200 }, { status: 200 }] });
    expect(usual.outgoing).toEqual([[true, true]]);
    expect(await seen(other)).toEqual(usual);
    expect(await seen({ ...other, name: '别的人' })).toEqual(usual);
    expect(await seen(gone)).toEqual(usual);
    expect(await seen(refusing, refusing)).toEqual(usual);
    expect(await seen(blocking, blocking)).toEqual(usual);
    expect((await mine(other)).incoming).toHaveLength(1);
  });

  it('does not reach whoever blocked, until they ask themselves', async () => {
    const [asker, blocking] = [await someone('王小明'), await someone()];
    await askFor(asker, blocking);
    const params = { id: (await mine(blocking)).incoming[0]?.id ?? '' };
    await blocking.browser.get(family.refuse, { params, body: { block: true } });
    later(15);
    await askFor(asker, blocking);
    expect((await mine(blocking)).incoming).toEqual([]);
    await askFor(blocking, asker, false);
    const [asked] = (await mine(asker)).incoming;
    expect(asked).toMatchObject({ iCare: true });
    await asker.browser.get(family.agree, { params: { id: asked?.id ?? '' }, body: {} });
    expect((await mine(asker)).links).toMatchObject([{ iCare: true }]);
  });

  it('links at once where both ask for the same, and not where each wants to care', async () => {
    const [one, two] = [await someone('王小明'), await someone()];
    await askFor(one, two);
    await askFor(two, one);
    expect((await mine(one)).links).toEqual([]);
    await askFor(two, one, false);
    expect((await mine(one)).links).toMatchObject([{ iCare: true }]);
    expect((await mine(two)).incoming).toEqual([]);
    expect((await mine(one)).incoming).toHaveLength(1);
  });

  it('is over after 14 days, when taken back, and when the asker takes part no more', async () => {
    const ward = await someone();
    const agreeTo = async (id: string) =>
      (await ward.browser.call(family.agree, { params: { id }, body: {} })).body.code;
    const requestOf = async (asker: Relative) => {
      await askFor(asker, ward);
      return (await mine(ward)).incoming[0]?.id ?? '';
    };
    const first = await requestOf(await someone());
    later(14);
    expect((await mine(ward)).incoming).toEqual([]);
    expect(await agreeTo(first)).toBe('family_request_over');
    const back = await someone();
    const second = await requestOf(back);
    const [{ id } = { id: '' }] = (await mine(back)).outgoing;
    await back.browser.get(family.takeBack, { params: { id } });
    expect(await agreeTo(second)).toBe('family_request_over');
    const leaving = await someone();
    const third = await requestOf(leaving);
    await withdraw(stage.kit, leaving.person, '2022-01-20');
    expect(await agreeTo(third)).toBe('family_request_over');
    expect((await mine(ward)).links).toEqual([]);
  });

  it('is limited to a few a day, and refuses one’s own document and one that is none', async () => {
    const asker = await someone();
    expect(await askFor(asker, asker)).toMatchObject({
      body: { code: 'family_yourself', fields: [{ path: 'identity.number' }] },
    });
    const wrong = { identity: { kind: 'prc_id' as const, number: '1' }, name: '甲' };
    expect((await askFor(asker, wrong)).body.fields).toMatchObject([{ path: 'identity.number' }]);
    for (let sent = 0; sent < requestsADay; sent += 1) {
      expect((await askFor(asker, { identity: newDocument(), name: '甲' })).status).toBe(200);
    }
    const more = () => askFor(asker, { identity: newDocument(), name: '甲' });
    expect(await more()).toMatchObject({ body: { code: 'family_asked_too_often' } });
    later(1);
    expect((await more()).status).toBe(200);
  });

  it('is no part of a programme whose people do not register themselves', async () => {
    const browser = await stage.kit.as(stage.cast.penny);
    const body = { identity: newDocument(), name: '甲', iCare: true };
    expect((await browser.call(family.ask, { body })).body.code).toBe('family_not_offered');
  });

  it('stops at the most carers that one person may have', async () => {
    const ward = await someone();
    for (let nth = 0; nth < mostCarers; nth += 1) await link(await someone(), ward);
    await askFor(await someone(), ward);
    const params = { id: (await mine(ward)).incoming[0]?.id ?? '' };
    expect(await ward.browser.call(family.agree, { params, body: {} })).toMatchObject({
      status: 409,
      body: { code: 'too_many_carers', params: { count: mostCarers } },
    });
    expect((await mine(ward)).incoming).toHaveLength(1);
  });
});

describe('ending', () => {
  it('is for either side at any time, tells the other, and for nobody else', async () => {
    const [carer, ward, stranger] = [await someone(), await someone(), await someone()];
    for (const [ending, other] of [
      [carer, ward],
      [ward, carer],
    ] as const) {
      const params = { id: await link(carer, ward) };
      expect((await stranger.browser.call(family.end, { params })).status).toBe(404);
      expect((await ending.browser.call(family.end, { params })).status).toBe(200);
      expect((await mine(carer)).links).toEqual([]);
      expect(await toldTo(other)).toContain('family.ended');
      expect((await ending.browser.call(family.end, { params })).status).toBe(404);
    }
  });
});

describe('in person', () => {
  const ending = ({ identity }: Relative) => identity.number.slice(-4);
  const here = ({ identity }: Relative) => ({ siteId: stage.gate.id, identity });
  const person = (whom: Relative) => stage.scanner.call(family.person, { body: here(whom) });

  it('confirms for a ward without an account once both documents were seen, and ends so', async () => {
    const [carer, ward] = [await someone('王小明'), await someone('王大明', { account: false })];
    await askFor(carer, ward);
    const found = await person(ward);
    expect(found.body).toMatchObject({ hasAccount: false, links: [], requests: [{}] });
    expect(JSON.stringify(found.body)).not.toContain(carer.name);
    const params = { id: found.body.requests[0]?.id ?? '' };
    const confirm = (documentEnding: string) =>
      stage.scanner.call(family.confirm, { params, body: { ...here(ward), documentEnding } });
    expect((await confirm('0000')).body).toMatchObject({
      code: 'carer_document_differs',
      fields: [{ path: 'documentEnding' }],
    });
    expect((await confirm(ending(carer))).status).toBe(200);
    expect((await mine(carer)).links).toMatchObject([{ confirmed: 'in_person', iCare: true }]);
    expect(await toldTo(carer)).toEqual(['family.linked']);
    const { rows } = await stage.kit.database.pool.query(
      "select action, place_id from audit_entries where person_id = $1 and action like 'family.%' order by id",
      [ward.person.personId],
    );
    expect(rows).toMatchObject([
      { action: 'family.looked_up', place_id: stage.gate.id },
      { action: 'family.linked', place_id: stage.gate.id },
    ]);
    const [linked] = (await person(ward)).body.links;
    const end = { params: { id: linked?.id ?? '' }, body: here(ward) };
    expect((await stage.scanner.call(family.endInPerson, end)).status).toBe(200);
    expect((await mine(carer)).links).toEqual([]);
  });

  it('does nothing for whoever has an account, also one set up meanwhile', async () => {
    const [carer, ward] = [await someone(), await someone('王大明', { account: false })];
    await askFor(carer, ward);
    const [request] = (await person(ward)).body.requests;
    await giveAccount(stage.kit, ward.person);
    const params = { id: request?.id ?? '' };
    const body = { ...here(ward), documentEnding: ending(carer) };
    expect((await stage.scanner.call(family.confirm, { params, body })).body.code).toBe(
      'family_has_account',
    );
    expect((await mine(ward)).incoming).toHaveLength(1);
  });

  it('is not confirmed by the carer themselves, whom the staff have on record by the same document', async () => {
    const [carer, ward] = [await someone(), await someone('王大明', { account: false })];
    await askFor(carer, ward);
    const [request] = (await person(ward)).body.requests;
    await stage.kit.database.pool.query(
      `insert into identifiers (person_id, realm, kind, lookup, encrypted)
       select s.person_id, 'staff', i.kind, i.lookup, i.encrypted from identifiers i, identifiers s
       where i.person_id = $1 and i.kind = 'identity' and s.realm = 'staff' and s.lookup = 'sam'`,
      [carer.person.personId],
    );
    const params = { id: request?.id ?? '' };
    const body = { ...here(ward), documentEnding: ending(carer) };
    expect((await stage.scanner.call(family.confirm, { params, body })).body.code).toBe(
      'own_family',
    );
    expect((await mine(carer)).links).toEqual([]);
  });

  it('is not for whoever asked to be cared for, nor about somebody else', async () => {
    const [asker, ward] = [await someone(), await someone('王大明', { account: false })];
    await askFor(asker, ward, false);
    expect((await person(ward)).body.requests).toEqual([]);
    const [carer, third] = [await someone(), await someone('王大明', { account: false })];
    await askFor(carer, third);
    const [request] = (await person(third)).body.requests;
    const params = { id: request?.id ?? '' };
    const body = { ...here(ward), documentEnding: ending(carer) };
    expect((await stage.scanner.call(family.confirm, { params, body })).status).toBe(404);
  });
});

describe('a carer', () => {
  it('sees the colour of a ward and prints the code, until the link ends; nobody else does', async () => {
    const [carer, ward, stranger] = [await someone('王小明'), await someone(), await someone()];
    const id = await link(carer, ward);
    expect((await mine(carer)).links).toMatchObject([{ colour: 'grey' }]);
    expect((await mine(ward)).links).toMatchObject([{ colour: null }]);
    const print = ({ browser }: Relative) =>
      browser.call(family.printed, { params: { id }, query: { lang: 'zh' } });
    const paper = await print(carer);
    expect(paper).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect([(await print(ward)).status, (await print(stranger)).status]).toEqual([404, 404]);
    const { rows } = await stage.kit.database.pool.query(
      "select details from audit_entries where action = 'family.printed' and person_id = $1",
      [ward.person.personId],
    );
    expect(rows).toEqual([{ details: { carerId: carer.person.personId } }]);
    await ward.browser.get(family.end, { params: { id } });
    expect((await print(carer)).status).toBe(404);
  });

  it('neither sees nor prints the code of a ward who takes part no more', async () => {
    const [carer, ward] = [await someone('王小明'), await someone()];
    const id = await link(carer, ward);
    await withdraw(stage.kit, ward.person, '2022-01-19');
    expect((await mine(carer)).links).toMatchObject([{ colour: null }]);
    const given = { params: { id }, query: { lang: 'zh' as const } };
    expect((await carer.browser.call(family.printed, given)).status).toBe(404);
  });
});
