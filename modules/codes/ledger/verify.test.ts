import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemScope } from '../../../platform/scope.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { hire } from '../../../server/testing/deeds.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes } from '../contract.ts';
import { verifyLedgers } from '../public.ts';
import { contentsKeptDays, forgetContentsJob } from './jobs.ts';

/** What the owner of the database could do to ledgers, past every trigger, and that it is found. */

let kit: Kit;
let cast: Cast;
let programme: Programme;
let one: Reporter;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
afterAll(() => kit.close());

/** Each test has somebody with three entries, and puts back what it did. */
beforeEach(async () => {
  kit.clock.set(startOfTests);
  one = await reporter(kit, programme);
  for (const temperature of [38, 39, 40]) {
    kit.clock.set(new Date(kit.clock.now().getTime() + 60_000));
    await one.send('checkup', { temperature, limping: false });
  }
});

const day = 86_400_000;

const verify = () => verifyLedgers(kit.platform, systemScope(), 0);

/** What is read after statements that the owner of the database makes with its triggers off. */
async function changed<T>(read: () => Promise<T>, ...statements: string[]): Promise<T> {
  const client = await kit.database.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const statement of statements) await client.query(statement, [one.person.enrolmentId]);
    return await read();
  } finally {
    // No later test finds it again.
    await client.query('delete from code_ledger where enrolment_id = $1', [one.person.enrolmentId]);
    await client.query('delete from code_states where enrolment_id = $1', [one.person.enrolmentId]);
    await client.query('delete from code_orders where enrolment_id = $1', [one.person.enrolmentId]);
    await client.query('delete from reports where enrolment_id = $1', [one.person.enrolmentId]);
    await client.query('set session_replication_role = origin');
    client.release();
  }
}

async function findingsAfter(...statements: string[]): Promise<string[]> {
  const { flaws } = await changed(verify, ...statements);
  const isOther = ({ enrolmentId }: { enrolmentId: number }) =>
    enrolmentId !== one.person.enrolmentId;
  expect(flaws.filter(isOther)).toEqual([]);
  return flaws.map(({ number, kind }) => `${number} ${kind}`);
}

it('leads to the person of a flaw, in the pages of their programme', async () => {
  const { enrolmentId } = one.person;
  const ada = await kit.as(cast.ada);
  const { flaws } = await changed(
    () => ada.get(codes.verify, { body: { after: enrolmentId - 1 } }),
    'update code_states set entries = entries + 1 where enrolment_id = $1',
  );
  expect(flaws).toContainEqual({
    ...{ enrolmentId, programme: programme.code, number: 4, kind: 'missing' },
  });
});

it('finds nothing where nothing was done', async () => {
  const { people, entries, flaws, next } = await verify();
  expect({ people, entries, flaws, next }).toEqual({
    people: 1,
    entries: 3,
    flaws: [],
    next: null,
  });
  expect(await findingsAfter('select $1::bigint')).toEqual([]);
});

it('finds what was changed', async () => {
  const whiter = "update code_ledger set content = replace(content, 'yellow', 'green')";
  expect(await findingsAfter(`${whiter} where enrolment_id = $1 and number = 2`)).toEqual([
    '2 changed',
  ]);
});

it('finds entries that changed places', async () => {
  const found = await findingsAfter(
    'update code_ledger set number = 99 where enrolment_id = $1 and number = 1',
    'update code_ledger set number = 1 where enrolment_id = $1 and number = 2',
    'update code_ledger set number = 2 where enrolment_id = $1 and number = 99',
  );
  expect(found).toContain('1 broken');
});

it('finds one that was removed from the middle', async () => {
  expect(
    await findingsAfter('delete from code_ledger where enrolment_id = $1 and number = 2'),
  ).toEqual(['2 missing']);
});

it('finds the newest one removed', async () => {
  const cut = 'delete from code_ledger where enrolment_id = $1 and number = 3';
  expect(await findingsAfter(cut)).toContain('3 missing');
});

it('finds a ledger that was shortened with its head', async () => {
  const found = await findingsAfter(
    'delete from code_ledger where enrolment_id = $1 and number = 3',
    `update code_states s set entries = 2, head = (select hash from code_ledger l
       where l.enrolment_id = s.enrolment_id and l.number = 2) where enrolment_id = $1`,
  );
  expect(found).toContain('2 unsealed');
});

it('finds another colour shown than the ledger says', async () => {
  const green = `'{"at": "2022-01-20T00:00:00.000Z", "colour": "green", "reason": null}'::jsonb`;
  expect(
    await findingsAfter(
      `update code_states set timeline = jsonb_build_array(${green}) where enrolment_id = $1`,
    ),
  ).toEqual(['3 differs']);
});

it('finds another colour that would be shown a moment later', async () => {
  expect(
    await findingsAfter(
      `update code_states set timeline = timeline || jsonb_build_array(jsonb_build_object(
         'at', '2022-01-20T09:00:00.000Z', 'colour', 'green', 'reason', null)) where enrolment_id = $1`,
    ),
  ).toEqual(['3 differs']);
});

it('finds a report whose age was set back', async () => {
  const longer = "update code_states set stale_at = stale_at + interval '30 days'";
  expect(await findingsAfter(`${longer} where enrolment_id = $1`)).toEqual(['3 differs']);
});

it('finds the newest entry without its content, which is never forgotten', async () => {
  const emptied = 'update code_ledger set salt = null, content = null';
  expect(await findingsAfter(`${emptied} where enrolment_id = $1 and number = 3`)).toEqual([
    '3 differs',
  ]);
});

it('finds a ledger gone as a whole', async () => {
  kit.clock.set(new Date(kit.clock.now().getTime() + 5 * 60_000));
  await one.send('checkup', { temperature: 38, limping: false });
  expect(
    await findingsAfter(
      'delete from code_ledger where enrolment_id = $1',
      'delete from code_states where enrolment_id = $1',
    ),
  ).toEqual(['0 vanished']);
});

it('finds a ledger gone of somebody to whom an order alone gave a code', async () => {
  await findingsAfter('select $1::bigint');
  one = await reporter(kit, programme);
  const { enrolmentId } = one.person;
  const officer = () => hire({ kit }, { role: 'health_authority', place: cast.places.station });
  const [proposer, approver] = [await kit.as(await officer()), await kit.as(await officer())];
  const why = { reason: 'Bitten', evidence: 'Record 7' };
  const params = await proposer.get(codes.proposeOrder, {
    body: { enrolmentId, rule: 'bitten', ...why },
  });
  await approver.get(codes.approveOrder, { params });
  expect(
    await findingsAfter(
      'delete from code_ledger where enrolment_id = $1',
      'delete from code_states where enrolment_id = $1',
    ),
  ).toEqual(['0 vanished']);
});

it('stays whole when contents are forgotten, all but the newest of each person', async () => {
  const begin = kit.clock.now().getTime();
  kit.clock.set(new Date(begin + (contentsKeptDays - 1) * day));
  await forgetContentsJob.handle(kit.platform, {});
  expect((await verify()).forgotten).toBe(0);
  kit.clock.set(new Date(begin + (contentsKeptDays + 1) * day));
  await forgetContentsJob.handle(kit.platform, {});
  const { flaws, forgotten } = await verify();
  expect({ flaws, forgotten }).toEqual({ flaws: [], forgotten: 2 });
});

it('lets nobody change, remove or empty anything, nor the server itself', async () => {
  const refused = async (sql: string) => {
    await expect(kit.database.pool.query(sql)).rejects.toThrow();
    await expect(
      kit.platform.db.executeQuery({ sql, parameters: [], query: {} as never } as never),
    ).rejects.toThrow();
  };
  await refused("update code_ledger set content = '{}'");
  await refused('update code_ledger set salt = null, content = null');
  await refused('update code_ledger set number = number + 1');
  await refused('delete from code_ledger');
  await refused('truncate code_ledger');
  await refused('delete from code_states');
});
