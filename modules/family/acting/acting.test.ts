import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../../../forms/definition.ts';
import { withdraw } from '../../../server/testing/expedition.ts';
import { type Client, startOfTests } from '../../../server/testing/kit.ts';
import {
  forWard,
  link,
  type Relative,
  relative,
  type Stage,
  startFamilyKit,
} from '../../../server/testing/relatives.ts';
import { codes } from '../../codes/contract.ts';
import { programmes } from '../../programmes/contract.ts';
import { reports } from '../../reports/contract.ts';
import { family } from '../contract.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startFamilyKit();
});
beforeEach(() => stage.kit.clock.set(startOfTests));
afterAll(() => stage.kit.close());

const someone = (name: string, given?: { account: boolean }) => relative(stage, name, given);

/** A carer, a ward, and the carer's browser as it asks for the ward. */
async function pair() {
  const [carer, ward] = [await someone('王小明'), await someone('欧大海')];
  const linkId = await link(carer, ward);
  await declare(carer.browser);
  return { carer, ward, linkId, acting: forWard(carer.browser, linkId) };
}

const well = { temperature: 38, limping: false };
const hot = { temperature: 40, limping: false };

async function sending(browser: Client, values: Values, id: string = randomUUID()) {
  const form = stage.programme.forms.get('checkup');
  const body = { id, form: 'checkup', formVersionId: form?.id ?? 0, day: '2022-01-20', values };
  return browser.call(reports.submit, { body: { ...body, basedOn: 0 } });
}

async function declare(browser: Client) {
  const { definition } = await browser.get(programmes.mine);
  const version = definition.declaration?.version ?? 0;
  await browser.get(reports.declaration, { body: { version } });
}

const historyOf = async (browser: Client) =>
  (await browser.get(reports.summary)).reports.map(({ id, sentBy }) => ({ id, sentBy }));

describe('a report for a ward', () => {
  it('is the ward’s, says by whom it was sent, and changes the colour of the ward alone', async () => {
    const { carer, ward, acting } = await pair();
    expect((await sending(acting, hot)).body.code).toBe('declaration_needed');
    await declare(acting);
    const sent = await sending(acting, hot);
    expect(sent.status).toBe(200);
    const told = [{ id: sent.body.id, sentBy: '王*明' }];
    expect(await historyOf(ward.browser)).toEqual(told);
    expect(await historyOf(acting)).toEqual(told);
    expect(await historyOf(carer.browser)).toEqual([]);
    expect(await ward.browser.get(codes.mine)).toMatchObject({ colour: 'yellow' });
    expect(await acting.get(codes.mine)).toMatchObject({ colour: 'yellow' });
    expect(await carer.browser.get(codes.mine)).toMatchObject({ colour: 'grey' });
    const { rows } = await stage.kit.database.pool.query<{ content: string }>(
      'select content from code_ledger where enrolment_id = $1',
      [ward.person.enrolmentId],
    );
    const entries = rows.map(({ content }) => JSON.parse(content));
    expect(entries).toMatchObject([{ why: 'report', actorId: carer.person.personId }]);
    await sending(ward.browser, well);
    expect((await historyOf(acting)).map(({ sentBy }) => sentBy).sort()).toEqual(
      [null, '王*明'].sort(),
    );
  });

  it('sent again from two devices is stored once, and its id is not taken for one of the carer’s', async () => {
    const { carer, ward, linkId, acting } = await pair();
    await declare(acting);
    const other = forWard(await stage.kit.as(carer.person), linkId);
    const id = randomUUID();
    const answers = await Promise.all([sending(acting, well, id), sending(other, well, id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await sending(carer.browser, well, id)).body.code).toBe('id_taken');
    expect(await historyOf(ward.browser)).toHaveLength(1);
    expect(await historyOf(carer.browser)).toEqual([]);
  });

  it('is taken for whoever has no account, whose document the carer is not shown', async () => {
    const [carer, ward] = [await someone('王小明'), await someone('欧小小', { account: false })];
    const linkId = await linkWithoutAccount(carer, ward);
    const acting = forWard(carer.browser, linkId);
    await declare(acting);
    expect((await sending(acting, well)).status).toBe(200);
    expect(await acting.get(programmes.mine)).toMatchObject({ name: '欧小小', identifiers: [] });
    expect((await acting.get(reports.overview)).today).toBe('2022-01-20');
  });
});

it('staff see the name of the carer masked in the ledger, and that of the ward whole', async () => {
  const { ward, acting } = await pair();
  await declare(acting);
  await sending(acting, hot);
  await sending(ward.browser, well);
  const olga = await stage.kit.as(stage.cast.olga);
  const params = { enrolmentId: ward.person.enrolmentId };
  const { items } = await olga.get(codes.person, { params, query: {} });
  expect(items.map(({ actor, why }) => [actor, why])).toEqual([
    [ward.name, 'report'],
    ['王*明', 'report'],
  ]);
  const own = await ward.browser.get(codes.history, { query: {} });
  expect(JSON.stringify(own)).not.toContain('小');
});

/** As a scanner confirms it, whom `family.test.ts` tries. */
async function linkWithoutAccount(
  carer: Pick<Relative, 'person'>,
  ward: Relative,
): Promise<string> {
  const id = randomUUID();
  await stage.kit.database.pool.query(
    `insert into family_links (id, realm, carer_id, ward_id, agreed_at, confirmed, scanner_id, site_id)
     values ($1, $2, $3, $4, $5, 'in_person', $1, $6)`,
    [
      id,
      ward.person.realm,
      carer.person.personId,
      ward.person.personId,
      startOfTests,
      stage.gate.id,
    ],
  );
  return id;
}

describe('asking for a ward', () => {
  const gone = { status: 404, body: { code: 'not_your_ward' } };
  const attempts = (browser: Client) =>
    Promise.all([sending(browser, well), browser.call(reports.summary), browser.call(codes.mine)]);

  it('ends with the link, whoever ends it, from the next request on', async () => {
    for (const ending of ['carer', 'ward'] as const) {
      const { acting, linkId, ...both } = await pair();
      await declare(acting);
      expect((await sending(acting, well)).status).toBe(200);
      await both[ending].browser.get(family.end, { params: { id: linkId } });
      for (const answer of await attempts(acting)) expect(answer).toMatchObject(gone);
      expect(await historyOf(both.carer.browser)).toEqual([]);
      expect(await historyOf(both.ward.browser)).toHaveLength(1);
    }
  });

  it('is for the carer of that very link, and not for one that nobody has', async () => {
    const { ward, linkId } = await pair();
    const stranger = await someone('马小东');
    const wrong = [
      forWard(stranger.browser, linkId),
      forWard(ward.browser, linkId),
      forWard(stranger.browser, randomUUID()),
      forWard(stranger.browser, 'x'),
      forWard(stranger.browser, ''),
    ];
    for (const browser of wrong) {
      for (const answer of await attempts(browser)) expect(answer).toMatchObject(gone);
    }
    expect(await historyOf(ward.browser)).toEqual([]);
  });

  it('is not for the same carer signed in to another realm, nor for whoever is not signed in', async () => {
    const { ward, linkId } = await pair();
    const { penny } = stage.cast;
    const ofPenny = await linkWithoutAccount({ person: penny }, ward);
    const elsewhere = await stage.kit.as(penny);
    for (const answer of await attempts(forWard(elsewhere, ofPenny))) {
      expect(answer).toMatchObject(gone);
    }
    const nobody = await stage.kit.as(null, 'portal', ward.person.realm);
    for (const answer of await attempts(forWard(nobody, linkId))) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    }
    expect(await historyOf(ward.browser)).toEqual([]);
  });

  it('ends when the ward, or the carer, takes part no more', async () => {
    const first = await pair();
    await withdraw(stage.kit, first.ward.person, '2022-01-19');
    for (const answer of await attempts(first.acting)) expect(answer).toMatchObject(gone);
    const second = await pair();
    await withdraw(stage.kit, second.carer.person, '2022-01-19');
    for (const answer of await attempts(second.acting)) expect(answer.status).toBe(403);
    expect(await historyOf(second.ward.browser)).toEqual([]);
  });
});
