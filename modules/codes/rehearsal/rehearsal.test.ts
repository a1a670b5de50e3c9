import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ColourRules } from '../../../forms/colours.ts';
import { rookery } from '../../../forms/testing/rookery.ts';
import type { Tx } from '../../../platform/platform.ts';
import { addRole, type Cast, enrol, weighInDays } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { colourOf, ledgerOf, startRookeryKit } from '../../../server/testing/rookery.ts';
import { notices } from '../../notices/contract.ts';
import { oversight } from '../../oversight/contract.ts';
import { programmes } from '../../programmes/contract.ts';
import { createProgramme, type Programme } from '../../programmes/public.ts';
import { listMeasured } from '../../screening/public.ts';
import { codes } from '../contract.ts';
import { applyMeasurements, verifyLedgers } from '../public.ts';
import { resumeRehearsals } from './jobs.ts';
import { workOnBatch } from './work.ts';

/** Changed colour rules are rehearsed, published by two people, and everybody's colour follows. */

let kit: Kit;
let cast: Cast;
let programme: Programme;
let ada: Client;
let otto: Client;
let one: Record<'well' | 'warm' | 'hot' | 'lame' | 'silent', Reporter>;
let last = 0;

beforeAll(async () => {
  ({ kit, cast } = await startRookeryKit());
  await addRole(kit, cast.otto, 'health_authority', cast.places.station);
  await addRole(kit, cast.ada, 'health_authority', cast.places.root);
});
afterAll(() => kit.close());

/** Hours after the tests begin, which they do at noon; sessions of staff are shorter. */
async function pass(hours: number): Promise<void> {
  kit.clock.set(new Date(Date.parse(startOfTests) + hours * 3_600_000));
  ada = await kit.as(cast.ada);
  otto = await kit.as(cast.otto);
}

beforeEach(async () => {
  await pass(0);
  last += 1;
  programme = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: rookery, code: `rookery-${last}`, ...weighInDays },
      place: { id: cast.places.station.id },
    }),
  );
  const south = { organisation: { code: 'south', zh: '南部群', en: 'South Colony' } };
  const [well, warm, hot, lame, silent] = await Promise.all([
    reporter(kit, programme),
    reporter(kit, programme, south),
    reporter(kit, programme),
    reporter(kit, programme),
    reporter(kit, programme),
  ]);
  one = { well, warm, hot, lame, silent } as typeof one;
  await well.send('checkup', { temperature: 37, limping: false });
  await warm.send('checkup', { temperature: 38.5, limping: false });
  await hot.send('checkup', { temperature: 39.5, limping: false });
  await lame.send('checkup', { temperature: 37, limping: true });
});

const params = () => ({ id: programme.id });
const settings = () => ada.get(programmes.settings, { params: params() });

async function changeColours(make: (colours: ColourRules) => void, by = ada): Promise<void> {
  const { version, inForce, draft } = await settings();
  const content = structuredClone(draft?.content ?? inForce);
  make(content.colours as ColourRules);
  const known = draft && { id: draft.id, revision: draft.revision };
  await by.get(programmes.saveSettings, {
    params: params(),
    body: { draft: known, basedOn: draft?.basedOn ?? version, content },
  });
}

async function named() {
  const { version, draft } = await settings();
  const { id: draftId, revision } = draft ?? { id: 1, revision: 1 };
  return { params: params(), body: { draftId, revision, comparedWith: version } };
}
const propose = async () => ada.call(programmes.proposeSettings, await named());
const publish = async () => otto.call(programmes.publishSettings, await named());
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 200 ? 'done' : body.code;

async function start(at: 'yesterday' | 'now' = 'now', by = ada) {
  const { draftId, revision } = (await named()).body;
  const body = { programmeId: programme.id, draftId, revision, at };
  return by.call(codes.startRehearsal, { body });
}
const seen = (by = ada, placeId?: number) =>
  by.get(codes.rehearsal, { query: { programmeId: programme.id, ...(placeId && { placeId }) } });
const matrix = async (by = ada, placeId?: number) =>
  ((await seen(by, placeId))?.matrix ?? [])
    .map(({ from, to, people }) => `${from}>${to} ${people}`)
    .sort();

/** From 38 degrees on somebody is hot, and limping is worse. */
function stricter(colours: ColourRules): void {
  for (const rule of colours.rules) {
    if (rule.code === 'hot') {
      rule.reports = [{ form: 'checkup', when: { field: 'temperature', gte: 38 } }];
    }
    if (rule.code === 'lame') rule.colour = 'orange';
  }
}

describe('a rehearsal', () => {
  it('says how many would change from what to what, and who, to whoever may see them', async () => {
    await changeColours(stricter);
    expect(codeOf(await start())).toBe('done');
    expect(await seen()).toMatchObject({ state: 'working', done: 0, total: 5, stale: null });
    await kit.work();
    expect(await seen()).toMatchObject({ state: 'done', done: 5, total: 5, startedBy: 'Ada' });
    const whole = ['green>green 1', 'green>yellow 1', 'grey>grey 1', 'yellow>orange 1'];
    expect(await matrix()).toEqual([...whole, 'yellow>yellow 1']);
    expect(await matrix(ada, cast.places.south.id)).toEqual(['green>yellow 1']);
    const { id } = (await seen()) ?? { id: 0 };
    const people = (by: Client, to: 'yellow' | 'orange', from: 'green' | 'yellow') =>
      by.get(codes.rehearsalPeople, { params: { id }, body: { from, to } });
    const limping = { en: 'Limping', zh: '跛行' };
    expect((await people(ada, 'orange', 'yellow')).items).toMatchObject([
      { enrolmentId: one.lame.person.enrolmentId, fromRule: limping, toRule: limping },
    ]);
    const olga = await kit.as(cast.olga);
    expect((await people(olga, 'yellow', 'green')).items).toEqual([]);
    expect(await matrix(olga)).not.toContain('green>yellow 1');
    const boris = await kit.as(cast.boris);
    const [found] = (await people(boris, 'yellow', 'green')).items;
    expect(found).toMatchObject({
      name: 'P*** 1***',
      place: { en: 'South Colony' },
      fromRule: null,
    });
    const trail = await ada.get(oversight.audit, {
      query: { personId: one.warm.person.personId },
    });
    expect(trail.items.map(({ action }) => action)).toContain('rehearsal.viewed');
    // Nobody's code was written.
    expect(await colourOf(kit, one.warm.person)).toBe('green');
    expect(await ledgerOf(kit, one.warm.person)).toEqual(['grey>green report']);
  });

  it('looks at the end of yesterday, whatever was reported since', async () => {
    await pass(20);
    await one.well.send('checkup', { temperature: 38.5, limping: false });
    await one.warm.send('checkup', { temperature: 37, limping: false });
    await changeColours(stricter);
    await start('yesterday');
    await kit.work();
    // Where the programme is, the day ended at eleven.
    expect((await seen())?.moment).toBe('2022-01-20T10:59:59.999Z');
    const then = ['green>green 1', 'green>yellow 1', 'grey>grey 1', 'yellow>orange 1'];
    expect(await matrix()).toEqual([...then, 'yellow>yellow 1']);
    const { id } = (await seen()) ?? { id: 0 };
    const body = { from: 'green' as const, to: 'yellow' as const };
    const { items } = await ada.get(codes.rehearsalPeople, { params: { id }, body });
    expect(items.map(({ enrolmentId }) => enrolmentId)).toEqual([one.warm.person.enrolmentId]);
  });

  it('is one at a time, is cancelled, and is replaced', async () => {
    await changeColours(stricter);
    await start();
    expect(await start('now', otto)).toMatchObject({
      status: 409,
      body: { code: 'rehearsal_running' },
    });
    const { id } = (await seen()) ?? { id: 0 };
    const cancel = () => otto.call(codes.cancelRehearsal, { params: { id } });
    expect(codeOf(await cancel())).toBe('done');
    expect(codeOf(await cancel())).toBe('rehearsal_over');
    await kit.work();
    expect(await seen()).toMatchObject({ state: 'cancelled', done: 0, matrix: [] });
    expect(codeOf(await propose())).toBe('rehearsal_needed');
    const both = await Promise.all([start(), start('now', otto)]);
    expect(both.map(codeOf).sort()).toEqual(['done', 'rehearsal_running']);
    await kit.work();
    expect(await seen()).toMatchObject({ state: 'done', done: 5 });
  });

  it('goes on exactly behind its last batch after a kill, and counts nobody twice', async () => {
    const more = Array.from({ length: 600 }, () => ({}));
    for (const given of more) await enrol(kit, programme, given);
    await changeColours(stricter);
    const { id } = (await start()).body as { id: number };
    await kit.platform.transaction(null, (tx: Tx) => workOnBatch(tx, listMeasured, id));
    const killed = kit.platform.transaction(null, async (tx) => {
      await workOnBatch(tx, listMeasured, id);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await seen()).toMatchObject({ state: 'working', done: 500, total: 605 });
    kit.clock.set(new Date(kit.clock.now().getTime() + 120_000));
    await resumeRehearsals({
      name: 'codes.rehearsal',
      handle: async (platform, { rehearsalId }) => {
        expect(rehearsalId).toBe(id);
        while (await platform.transaction(null, (tx) => workOnBatch(tx, listMeasured, id)));
      },
    }).handle(kit.platform, {});
    await kit.work();
    expect(await seen()).toMatchObject({ state: 'done', done: 605 });
    expect(await matrix()).toContain('grey>grey 601');
  }, 60_000);

  it('stays while a request to publish rests on it, and leaves in pieces once it is replaced', async () => {
    await changeColours(stricter);
    await start();
    await kit.work();
    const first = (await seen())?.id;
    expect(codeOf(await propose())).toBe('done');
    expect(codeOf(await start('yesterday', otto))).toBe('rehearsal_proposed');
    expect(await seen(otto)).toMatchObject({ id: first, state: 'done', stale: null });
    await otto.get(programmes.withdrawSettings, { params: params() });
    expect(codeOf(await start())).toBe('done');
    // Nobody sees whom the former one named, before and after these are gone.
    const body = { from: 'green', to: 'yellow' } as const;
    const people = () => ada.call(codes.rehearsalPeople, { params: { id: first ?? 0 }, body });
    expect((await people()).status).toBe(404);
    await kit.work();
    expect(await seen()).toMatchObject({ state: 'done', done: 5 });
    const { rows } = await kit.database.pool.query(
      'select from colour_rehearsal_changes where rehearsal_id = $1 union all select from colour_rehearsals where id = $1',
      [first],
    );
    expect(rows).toEqual([]);
  });

  it('waits until everybody has followed the rules that were published before', async () => {
    await changeColours(stricter);
    await start();
    await kit.work();
    await propose();
    for (const given of Array.from({ length: 600 }, () => ({}))) await enrol(kit, programme, given);
    expect(codeOf(await publish())).toBe('done');
    await changeColours((colours) => {
      colours.grey.afterDays = 3;
    });
    expect(codeOf(await start())).toBe('rehearsal_publication');
    await kit.work();
    expect(codeOf(await start())).toBe('done');
  }, 60_000);

  it('is stale once the draft is saved again, and refuses drafts with mistakes', async () => {
    await changeColours(stricter);
    await start();
    await kit.work();
    await changeColours((colours) => {
      colours.grey.afterDays = 3;
    });
    expect(await seen()).toMatchObject({ state: 'done', stale: 'draft' });
    expect(codeOf(await propose())).toBe('rehearsal_needed');
    const { draftId, revision } = (await named()).body;
    const old = { programmeId: programme.id, draftId, revision: revision - 1, at: 'now' as const };
    expect(codeOf(await ada.call(codes.startRehearsal, { body: old }))).toBe(
      'rehearsal_draft_changed',
    );
    await changeColours((colours) => {
      colours.forms = ['nothing'];
    });
    expect(codeOf(await start())).toBe('rehearsal_draft_invalid');
  });
});

describe('rules that were published', () => {
  it('need no rehearsal where they say the same in other words', async () => {
    await changeColours((colours) => {
      colours.green.label = { zh: '一切正常', en: 'All well' };
    });
    expect(codeOf(await propose())).toBe('done');
    expect(codeOf(await publish())).toBe('done');
    await kit.work();
    expect((await one.well.browser.get(codes.mine))?.label.en).toBe('All well');
    expect(await ledgerOf(kit, one.well.person)).toEqual(['grey>green report']);
    await expectWhole();
  });

  it('are followed by everybody, in the ledger and by a notice, and orders by hand stay', async () => {
    await order(one.well, 'bitten');
    await applied(one.silent, 39.2);
    await changeColours(stricter);
    // Somebody who has left, and whose code follows all the same.
    const gone = await reporter(kit, programme);
    await gone.send('checkup', { temperature: 38.5, limping: false });
    await kit.database.pool.query('update enrolments set withdrawn_on = starts_on where id = $1', [
      gone.person.enrolmentId,
    ]);
    expect(codeOf(await propose())).toBe('rehearsal_needed');
    await start();
    await kit.work();
    expect(await matrix()).toContain('red>red 1');
    expect(codeOf(await propose())).toBe('done');
    expect(codeOf(await publish())).toBe('done');
    await kit.work();
    const colours = Object.values(one).map(({ person }) => colourOf(kit, person));
    expect(await Promise.all(colours)).toEqual(['red', 'yellow', 'yellow', 'orange', 'yellow']);
    expect(await ledgerOf(kit, one.warm.person)).toEqual([
      'grey>green report',
      'green>yellow rules',
    ]);
    expect(await ledgerOf(kit, one.hot.person)).toEqual(['grey>yellow report']);
    const { items } = await one.warm.browser.get(notices.mine, { query: {} });
    expect(items.map(({ en }) => en)).toContainEqual(
      expect.stringContaining(
        'your code was “Green” and is “Yellow” now. You can see why, and appeal.',
      ),
    );
    expect(await colourOf(kit, gone.person)).toBe('yellow');
    const told = await kit.database.pool.query(
      `select from notices where person_id = $1 and kind = 'codes.rules'`,
      [gone.person.personId],
    );
    expect(told.rows).toEqual([]);
    expect(await seen()).toMatchObject({ stale: 'version' });
    await expectWhole();
    // What comes next goes on by them.
    await pass(24 * 8);
    await one.warm.send('checkup', { temperature: 37, limping: false });
    expect(await colourOf(kit, one.warm.person)).toBe('green');
    await expectWhole();
  });

  it('hold for a report that was on its way by the former ones, and first thing for one that comes before the work', async () => {
    await changeColours(stricter);
    await start();
    await kit.work();
    await propose();
    const crowd = Array.from({ length: 600 }, () => ({}));
    for (const given of crowd) await enrol(kit, programme, given);
    expect(codeOf(await publish())).toBe('done');
    await one.lame.send('checkup', { temperature: 37, limping: true });
    expect(await colourOf(kit, one.lame.person)).toBe('orange');
    expect((await ledgerOf(kit, one.lame.person)).slice(0, 2)).toEqual([
      'grey>yellow report',
      'yellow>orange rules',
    ]);
    await kit.work();
    expect(await colourOf(kit, one.warm.person)).toBe('yellow');
    await expectWhole();
  }, 60_000);

  it('leave nothing out that was written after the work had begun and before it held the code', async () => {
    await changeColours(stricter);
    await start();
    await kit.work();
    await propose();
    // The work has the time at which it began, and waits for whoever writes.
    await pass(1);
    await one.well.send('checkup', { temperature: 39.5, limping: false });
    await pass(0);
    expect(codeOf(await publish())).toBe('done');
    await pass(1);
    expect(await colourOf(kit, one.well.person)).toBe('yellow');
    expect(await ledgerOf(kit, one.well.person)).toEqual([
      'grey>green report',
      'green>yellow report',
    ]);
    await expectWhole();
  });

  it('never remove a rule that somebody has by hand', async () => {
    await order(one.well, 'bitten');
    await changeColours((colours) => {
      colours.rules = colours.rules.filter(({ code }) => code !== 'bitten');
    });
    await start();
    await kit.work();
    expect(await propose()).toMatchObject({ status: 409, body: { code: 'rule_in_use' } });
  });
});

async function order({ person }: Reporter, rule: string): Promise<void> {
  const body = { enrolmentId: person.enrolmentId, rule, reason: 'Seen', evidence: 'Record 7' };
  const { id } = await otto.get(codes.proposeOrder, { body });
  await ada.get(codes.approveOrder, { params: { id } });
}

/** A temperature of which no check is on record any more. */
async function applied({ person: { enrolmentId } }: Reporter, celsius: number): Promise<void> {
  const given = { enrolmentId, id: randomUUID(), at: kit.clock.now(), celsius };
  const by = { byId: cast.otto.personId, placeId: cast.places.north.id };
  await kit.platform.transaction(null, (tx) => applyMeasurements(tx, [{ ...given, ...by }]));
}

async function expectWhole(): Promise<void> {
  const scope = { personId: cast.ada.personId, paths: [cast.places.root.path] };
  for (let after: number | null = 0; after !== null; ) {
    const { flaws, next } = await verifyLedgers(kit.platform, scope as never, after);
    expect(flaws).toEqual([]);
    after = next;
  }
}
