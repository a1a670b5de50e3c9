import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../../../forms/definition.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import {
  type Cast,
  colonies,
  type StaffMember,
  weighInDays,
} from '../../../server/testing/cast.ts';
import {
  type Reporter,
  reporter,
  startExpeditionKit,
  withdraw,
} from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { type Programme, publishVersion } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { expedition as template, wellToday } from '../testing.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let ada: Client;
let olga: Client;
let boris: Client;

const hot: Values = { temperature: 38.9, cough: false };

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  [ada, olga, boris] = (await Promise.all(
    [cast.ada, cast.olga, cast.boris].map((who: StaffMember) => kit.as(who)),
  )) as [Client, Client, Client];
});
afterAll(() => kit.close());

type Query = Omit<BodyOf<typeof reports.alerts>, 'programmeId'>;

const page = (query: Query = {}, by = ada) =>
  by.get(reports.alerts, { body: { programmeId: expedition.id, ...query } });

/** The alerts of one person, newest first. */
async function alertsOf({ person }: Reporter, query: Query = {}) {
  const { items } = await page({ limit: 200, ...query });
  return items.filter((each) => each.person.enrolmentId === person.enrolmentId);
}

async function onlyAlertOf(who: Reporter) {
  const found = await alertsOf(who);
  expect(found).toHaveLength(1);
  const [one] = found;
  if (!one) throw new Error('There is no alert.');
  return one;
}

/** Somebody who has reported this, with the alert that it opened. */
async function ill(values: Values = hot, given = {}) {
  const who = await reporter(kit, expedition, given);
  await who.send('daily', values);
  return { who, alert: await onlyAlertOf(who) };
}

const codesOf = ({ alerts }: { alerts: { code: string }[] }) =>
  alerts.map(({ code }) => code).join();

const close = (id: number, seen: number, by = olga) =>
  by.call(reports.closeAlert, { params: { id }, body: { note: ' Phoned; rests. ', seen } });

describe('what people report', () => {
  it('opens an alert where a rule is met, and none where none is', async () => {
    const { alert, who } = await ill();
    expect(alert).toMatchObject({
      state: 'open',
      keeper: null,
      form: 'daily',
      day: '2022-01-20',
      title: { en: 'Daily report' },
      alerts: [{ code: 'hot', level: 'fever', label: { zh: '发热', en: 'Hot' } }],
      opened: { temperature: 38.9 },
      changed: null,
      completedAt: null,
      person: { name: who.person.entry.name, withdrawnOn: null },
    });
    const well = await reporter(kit, expedition);
    await well.send('daily', wellToday);
    expect(await alertsOf(well)).toEqual([]);
  });

  it('leaves the alert where the person changes the report, with both values and times', async () => {
    const { who } = await ill();
    kit.clock.set('2022-01-20T05:00:00.000Z');
    await who.send('daily', wellToday, { basedOn: 1 });
    kit.clock.set(startOfTests);
    const alert = await onlyAlertOf(who);
    expect(alert).toMatchObject({
      state: 'open',
      openedAt: startOfTests,
      opened: { temperature: 38.9 },
      changed: { sentAt: '2022-01-20T05:00:00.000Z', values: { temperature: 36.5 } },
    });
    const shown = await ada.get(reports.alert, { params: { id: alert.id } });
    expect(shown.versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('takes up what is met later, until it is closed', async () => {
    const { who, alert } = await ill({ temperature: 36.5, cough: true });
    await who.send('daily', wellToday, { basedOn: 1 });
    await who.send('daily', hot, { basedOn: 2 });
    await who.send('daily', wellToday, { basedOn: 3 });
    const [grown] = await alertsOf(who, { level: 'fever' });
    expect(grown?.id).toBe(alert.id);
    expect(grown && codesOf(grown)).toBe('cough,hot');
    expect(grown?.opened).toEqual({ temperature: 36.5, cough: true });
    expect(grown?.changed?.values).toEqual({ temperature: 36.5, cough: false });
  });

  it('opens another one after it was closed, unless nothing about it is new', async () => {
    const { who, alert } = await ill();
    expect((await close(alert.id, 1)).status).toBe(200);
    await who.send('daily', { ...hot, remark: 'better' }, { basedOn: 1 });
    expect(await onlyAlertOf(who)).toMatchObject({ state: 'closed', changed: { values: {} } });
    await who.send('daily', wellToday, { basedOn: 2 });
    expect(await onlyAlertOf(who)).toMatchObject({ state: 'closed' });
    await who.send('daily', hot, { basedOn: 3 });
    await who.send('daily', { ...hot, temperature: 39.5 }, { basedOn: 4 });
    const [second, first] = await alertsOf(who);
    expect(first?.id).toBe(alert.id);
    expect(second).toMatchObject({ state: 'open', opened: { temperature: 38.9 } });
    expect(second?.changed?.values).toEqual({ temperature: 39.5 });
    const again = await ada.call(reports.reopenAlert, { params: { id: alert.id }, body: {} });
    expect(again.body.code).toBe('alert_followed');
  });

  it('is told to be completed where a complete report followed, and stays', async () => {
    const late = await reporter(kit, expedition);
    await late.send('sample', { result: 'untested' });
    expect((await onlyAlertOf(late)).completedAt).toBe(null);
    kit.clock.set('2022-01-20T06:00:00.000Z');
    await late.send('sample', { result: 'negative', takenAt: '2022-01-20T01:00:00.000Z' });
    kit.clock.set(startOfTests);
    expect(await onlyAlertOf(late)).toMatchObject({
      state: 'open',
      changed: null,
      completedAt: '2022-01-20T06:00:00.000Z',
    });
  });

  it('keeps its alert when the person is withdrawn', async () => {
    const { who } = await ill();
    await withdraw(kit, who.person, '2022-01-20');
    expect(await onlyAlertOf(who)).toMatchObject({ person: { withdrawnOn: '2022-01-20' } });
  });
});

describe('staff', () => {
  const take = (id: number, by: Client, from?: string) =>
    by.call(reports.takeAlert, { params: { id }, body: { ...(from && { from }) } });
  const give = (id: number, by: Client) =>
    by.call(reports.returnAlert, { params: { id }, body: {} });
  const stepsOf = async (id: number) =>
    (await ada.get(reports.alert, { params: { id } })).steps.map(({ kind, by, note }) =>
      [kind, by, note].filter(Boolean).join(' '),
    );

  it('take, note, hand back, close and reopen; each step is kept with who and when', async () => {
    const { alert, who } = await ill();
    const params = { id: alert.id };
    expect((await take(alert.id, olga)).status).toBe(200);
    expect(await onlyAlertOf(who)).toMatchObject({ state: 'care', keeper: { name: 'Olga' } });
    // Twice is no second step.
    expect((await take(alert.id, olga)).status).toBe(200);
    await olga.get(reports.noteAlert, { params, body: { note: 'No answer yet' } });
    expect((await give(alert.id, olga)).status).toBe(200);
    expect(await onlyAlertOf(who)).toMatchObject({ state: 'open', keeper: null });
    expect((await give(alert.id, olga)).status).toBe(200);
    expect((await close(alert.id, 1)).status).toBe(200);
    expect(await onlyAlertOf(who)).toMatchObject({ state: 'closed', keeper: { name: 'Olga' } });
    const otto = await kit.as(cast.otto);
    await otto.get(reports.noteAlert, { params, body: { note: 'Well again' } });
    await otto.get(reports.reopenAlert, { params, body: {} });
    expect(await onlyAlertOf(who)).toMatchObject({ state: 'open', keeper: null });
    expect(await stepsOf(alert.id)).toEqual([
      'taken Olga',
      'noted Olga No answer yet',
      'returned Olga',
      'closed Olga Phoned; rests.',
      'noted Otto Well again',
      'reopened Otto',
    ]);
  });

  it('take with a note, which is kept also where the alert is theirs already', async () => {
    const { alert } = await ill();
    const params = { id: alert.id };
    await olga.get(reports.takeAlert, { params, body: { note: ' Calling now ' } });
    await olga.get(reports.takeAlert, { params, body: { note: 'Calling again' } });
    expect(await stepsOf(alert.id)).toEqual(['taken Olga Calling now', 'noted Olga Calling again']);
  });

  it('hear who has it already, and take it over only from whom they name', async () => {
    const { alert, who } = await ill();
    const otto = await kit.as(cast.otto);
    const answers = await Promise.all([olga, otto].map((by) => take(alert.id, by)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = answers[0]?.status === 200 ? ['Olga', otto] : ['Otto', olga];
    const late = answers.find(({ status }) => status === 409);
    expect(late?.body).toMatchObject({ code: 'alert_taken', params: { name: first } });
    expect((await give(alert.id, second as Client)).body.code).toBe('alert_taken');
    expect((await close(alert.id, 1, second as Client)).body.code).toBe('alert_taken');
    const { keeper } = await onlyAlertOf(who);
    expect((await take(alert.id, ada, cast.boris.personId)).body.code).toBe('alert_taken');
    expect((await take(alert.id, ada, keeper?.personId)).status).toBe(200);
    expect((await close(alert.id, 1, ada)).status).toBe(200);
    const gone = await take(alert.id, second as Client);
    expect(gone.body).toMatchObject({ code: 'alert_closed', params: { name: 'Ada' } });
    expect((await close(alert.id, 1)).body.code).toBe('alert_closed');
  });

  it('close only with a note, and nothing that they have not seen', async () => {
    const { alert, who } = await ill();
    await who.send('daily', { ...hot, temperature: 40.1 }, { basedOn: 1 });
    expect((await close(alert.id, 1)).body.code).toBe('alert_news');
    for (const note of ['', ' \n ']) {
      const params = { id: alert.id };
      const empty = await olga.call(reports.closeAlert, { params, body: { note, seen: 2 } });
      expect([empty.status, empty.body.code]).toEqual([422, 'invalid_input']);
    }
    expect((await close(alert.id, 2)).status).toBe(200);
    const reopened = await ill();
    const open = { params: { id: reopened.alert.id }, body: {} };
    expect((await olga.call(reports.reopenAlert, open)).body.code).toBe('alert_not_closed');
  });

  it('leave nothing unseen where the person reports worse while they close', async () => {
    const sick = await Promise.all(Array.from({ length: 12 }, () => ill()));
    await Promise.all(
      sick.flatMap(({ who, alert }) => [
        close(alert.id, 1),
        who.send('daily', { ...hot, temperature: 40.1 }, { basedOn: 1 }),
      ]),
    );
    const waiting = (await page({ limit: 200, state: 'waiting' })).items;
    for (const { who } of sick) {
      const open = waiting.filter((each) => each.person.enrolmentId === who.person.enrolmentId);
      expect(open).toHaveLength(1);
      const [{ opened, changed } = { opened: {}, changed: null }] = open;
      expect((changed?.values ?? opened).temperature).toBe(40.1);
    }
  });

  it('see and touch what their scope and role allow', async () => {
    const { alert, who } = await ill();
    const params = { id: alert.id };
    const rita = await kit.as(cast.rita);
    expect((await rita.get(reports.alert, { params })).id).toBe(alert.id);
    expect((await take(alert.id, rita)).status).toBe(403);
    expect((await boris.call(reports.alert, { params })).status).toBe(404);
    expect((await take(alert.id, boris)).status).toBe(404);
    expect((await page({ limit: 200 }, boris)).items.map(({ id }) => id)).not.toContain(alert.id);
    expect((await take(987_654_321, olga)).status).toBe(404);
    expect((await who.browser.call(reports.alert, { params })).status).toBe(403);
  });

  it('leave a trace with each look and step', async () => {
    const { alert, who } = await ill();
    await take(alert.id, olga);
    await olga.get(reports.alert, { params: { id: alert.id } });
    await close(alert.id, 1);
    const { rows } = await kit.database.pool.query(
      `select action, actor_id, place_id, details from audit_entries
        where person_id = $1 and action like 'alert.%' order by id`,
      [who.person.personId],
    );
    const about = {
      actor_id: cast.olga.personId,
      place_id: cast.places.north.id,
      details: { programmeId: expedition.id, alertId: alert.id },
    };
    expect(rows).toEqual([
      { action: 'alert.taken', ...about },
      { action: 'alert.viewed', ...about },
      { action: 'alert.closed', ...about },
    ]);
  });

  it('find alerts by state, level, days, group, place and by whose they are', async () => {
    const given = { organisation: colonies.south, group: 'adelies' };
    const { alert, who } = await ill({ temperature: 36, cough: true }, given);
    const finds = async (query: Query, by = ada) =>
      (await page({ limit: 200, ...query }, by)).items.some(({ id }) => id === alert.id);
    await take(alert.id, boris);
    const right: Query[] = [
      { state: 'waiting' },
      { state: 'care' },
      { level: 'symptom' },
      { from: '2022-01-20', to: '2022-01-20' },
      { group: 'adelies' },
      { placeId: cast.places.south.id },
    ];
    const wrong: Query[] = [
      { state: 'open' },
      { state: 'closed' },
      { level: 'fever' },
      { to: '2022-01-19' },
      { from: '2022-01-21' },
      { group: 'emperors' },
      { placeId: cast.places.north.id },
      { mine: true },
    ];
    for (const query of right) expect([query, await finds(query)]).toEqual([query, true]);
    for (const query of wrong) expect([query, await finds(query)]).toEqual([query, false]);
    expect(await finds({ mine: true }, boris)).toBe(true);
    await close(alert.id, 1, boris);
    expect([await finds({ state: 'waiting' }), await finds({ state: 'closed' })]).toEqual([
      false,
      true,
    ]);
    expect(await alertsOf(who)).toHaveLength(1);
    const bad = { programmeId: expedition.id, from: '2022-02-30' };
    expect((await ada.call(reports.alerts, { body: bad })).status).toBe(422);
  });

  it('page by key, newest first', async () => {
    const all = (await page({ limit: 200 })).items.map(({ id }) => id);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const next = await page({ limit: 3, ...(after && { after }) });
      seen.push(...next.items.map(({ id }) => id));
      after = next.next ?? undefined;
    } while (after);
    expect(seen).toEqual(all);
  });

  it('list them in other orders, those of one person newest first', async () => {
    const given = (name: string, card: string, place: 'north' | 'south') =>
      reporter(kit, expedition, { name, card, organisation: colonies[place] });
    const people = [
      await given('王伟', 'Z3', 'south'),
      await given('Wang', 'Z1', 'north'),
      await given('王伟', 'Z2', 'north'),
      await given('王二', 'Z4', 'south'),
    ];
    for (const day of ['2022-01-19', '2022-01-20']) {
      for (const who of people) await who.send('daily', hot, { day });
    }
    const own = new Set(people.map(({ person }) => person.enrolmentId));
    async function listed(query: Query, by = ada) {
      const all: string[] = [];
      for (let after: string | undefined; ; ) {
        const { items, next } = await page({ ...query, ...(after && { after }) }, by);
        for (const { person, day } of items) {
          if (!own.has(person.enrolmentId)) continue;
          all.push(`${person.identifiers[0]?.value}/${Number(day.slice(8))}`);
        }
        if (next === null) return all.join(' ');
        after = next;
      }
    }
    const usual = (await listed({ limit: 200 })).split(' ');
    expect(usual.slice(0, 2)).toEqual(['Z4/20', 'Z2/20']);
    const days = { from: '2022-01-20', to: '2022-01-20' };
    for (const limit of [3, 200]) {
      expect(await listed({ limit, sort: 'oldest' })).toBe(usual.toReversed().join(' '));
      expect(await listed({ limit, ...days })).toBe('Z4/20 Z2/20 Z1/20 Z3/20');
      expect(await listed({ limit, sort: 'oldest', ...days })).toBe('Z3/20 Z1/20 Z2/20 Z4/20');
      const byName = 'Z4/20 Z4/19 Z3/20 Z3/19 Z2/20 Z2/19 Z1/20 Z1/19';
      expect(await listed({ limit, sort: 'name' })).toBe(byName);
      expect(await listed({ limit, sort: 'name', jumpTo: 'wang' })).toBe('Z1/20 Z1/19');
      const byPlace = ['Z2/20 Z2/19 Z1/20 Z1/19', 'Z4/20 Z4/19 Z3/20 Z3/19'].join(' ');
      expect(await listed({ limit, sort: 'place', lang: 'en' })).toBe(byPlace);
      const known = { limit, sort: 'known' } as const;
      expect(await listed({ ...known, jumpTo: 'Z3' })).toBe('Z3/20 Z3/19 Z4/20 Z4/19');
    }
    for (const sort of ['name', 'place', 'oldest'] as const) {
      expect(await listed({ sort, limit: 200 }, boris)).not.toMatch(/Z[12]/);
    }
  });

  it('hear how many wait in their scope, and how many are new', async () => {
    const count = (by: Client, since?: number) =>
      by.get(reports.alertCount, {
        query: { programmeId: expedition.id, ...(since !== undefined && { since }) },
      });
    const before = await count(boris);
    const first = await ill(hot, { organisation: colonies.south });
    const second = await ill(hot, { organisation: colonies.south });
    await ill();
    expect(await count(boris, first.alert.id)).toEqual({
      ...before,
      open: before.open + 2,
      fresh: 1,
      newest: second.alert.id,
    });
    await take(second.alert.id, boris);
    expect(await count(boris, 0)).toMatchObject({ care: before.care + 1, open: before.open + 1 });
    await close(second.alert.id, 1, boris);
    expect(await count(boris)).toEqual({
      ...before,
      open: before.open + 1,
      newest: first.alert.id,
    });
  });

  it('see where an alert stands on the person’s page', async () => {
    const { alert, who } = await ill();
    await take(alert.id, olga);
    const { enrolmentId } = who.person;
    const { alerts } = await olga.get(reports.person, { params: { enrolmentId } });
    expect(alerts).toMatchObject([
      { id: alert.id, form: 'daily', slot: '2022-01-20', state: 'care', keeper: { name: 'Olga' } },
    ]);
  });
});

describe('the database', () => {
  const run = (statement: string, id: number) =>
    kit.database.pool.query(statement, [id]).then(
      () => 'done',
      (error: Error) => error.message,
    );

  it('keeps alerts and what was done', async () => {
    const { alert } = await ill();
    await close(alert.id, 1);
    const { id } = alert;
    expect(await run('delete from alerts where id = $1', id)).toContain('violates');
    // Also where no foreign key is asked before.
    expect(await run('delete from alerts where id = $1 and false', id)).toContain('append-only');
    expect(await run('update alerts set opened_at = now() where id = $1', id)).toContain('append');
    expect(await run('delete from alert_steps where alert_id = $1', id)).toContain('append-only');
    expect(await run('update alert_steps set note = null where alert_id = $1', id)).toContain(
      'append-only',
    );
    const nobody = "update alerts set state = 'care', keeper_id = null where id = $1";
    expect(await run(nobody, id)).toContain('check constraint');
    expect(await run("update alerts set state = 'gone' where id = $1", id)).toContain('check');
    const silent = `insert into alert_steps (alert_id, kind, by_id, at)
      select id, 'closed', keeper_id, now() from alerts where id = $1`;
    expect(await run(silent, id)).toContain('check constraint');
  });
});

it('keeps the words of the version of the form that was reported with', async () => {
  const { who, alert } = await ill();
  const forms = template.forms.map((form) =>
    form.definition.code === 'daily'
      ? { ...form, definition: { ...form.definition, alerts: [] } }
      : form,
  );
  await kit.platform.transaction(null, (tx) =>
    publishVersion(tx, expedition.id, { ...template, ...weighInDays, forms }),
  );
  expect(await onlyAlertOf(who)).toEqual(alert);
});
