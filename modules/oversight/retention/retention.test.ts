import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rookery } from '../../../forms/testing/rookery.ts';
import { systemScope } from '../../../platform/scope.ts';
import { addRole, type Cast, enrol, type Participant } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import type { Client, Kit } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { verifyLedgers } from '../../codes/public.ts';
import { createProgramme, enrolPeople, type Programme } from '../../programmes/public.ts';
import { oversight } from '../contract.ts';
import type { Certificate } from './certificate.ts';
import { tableNames } from './contract-tables.ts';
import { pruneTrailJob, resumeRetentionJob, retentionJob } from './jobs.ts';
import { offers, stepsOfPeople, stepsOfProgramme } from './offers.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
/** Run at the same place, until long after the days of the database's own clock. */
let later: Programme;
let ada: Client;
let otto: Client;

/** The last day is 31 March 2022; with 180 days kept, the data may go from 28 September on. */
const past = '2022-09-28T04:00:00.000Z';

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  await addRole(kit, cast.otto, 'administrator', cast.places.station);
  const place = { id: cast.places.station.id };
  later = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: rookery, code: 'later', place },
      ...{ startsOn: '2096-01-01', endsOn: '2099-12-31' },
    }),
  );
  [ada, otto] = [await kit.as(cast.ada), await kit.as(cast.otto)];
});
afterAll(() => kit.close());

const query = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await kit.database.pool.query<T>(sql, values)).rows;

/** Past every trigger, as only the owner of the database can. */
async function asOwner(sql: string, values: unknown[]): Promise<void> {
  const client = await kit.database.pool.connect();
  await client.query('set session_replication_role = replica');
  await client.query(sql, values);
  await client.query('set session_replication_role = origin');
  client.release();
}

const countOf = async (table: string, where = 'true'): Promise<number> =>
  (await query<{ count: number }>(`select count(*)::int as count from ${table} where ${where}`))[0]
    ?.count ?? 0;

/** Everything that a person of a programme can leave behind in tables that are only added to, and a photo. */
async function fill(one: Reporter, of: Programme): Promise<{ photo: string }> {
  for (const temperature of [36, 39]) {
    await one.send('checkup', { temperature, limping: false });
  }
  const { enrolmentId, personId } = one.person;
  const now = kit.clock.now();
  await query(
    `with alert as (
      insert into alerts (programme_id, enrolment_id, form, slot, day, report_id, levels, opened_at, since)
      select $2, r.enrolment_id, r.form, r.slot, r.day, r.id, '{fever}', $3, $3 from reports r
      where r.enrolment_id = $1 and r.version = 1 limit 1 on conflict do nothing returning id)
    insert into alert_steps (alert_id, kind, by_id, at) select id, 'taken', $4, $3 from alert`,
    [enrolmentId, of.id, now, cast.ada.personId],
  );
  await query(
    `insert into code_orders (id, enrolment_id, programme_id, rule, place_id, reason, evidence, proposed_by, proposed_at)
     values ($1, $2, $3, 'bitten', $4, 'r', 'e', $5, $6)`,
    [randomUUID(), enrolmentId, of.id, cast.places.station.id, cast.ada.personId, now],
  );
  await query(
    `insert into code_appeals (enrolment_id, programme_id, entry, rule, cause_kind, cause_id, words, written_at, place_id, due_at)
     values ($1, $2, 1, 'hot', 'report', 'x', 'Not so', $3, $4, $3)`,
    [enrolmentId, of.id, now, cast.places.station.id],
  );
  const { files, db } = kit.platform;
  const file = { purpose: 'report-photo', name: 'x.jpg', mime: 'image/jpeg', uploadedBy: personId };
  const { id: photo } = await files.put(db, file, Buffer.from('picture'));
  const owner = { module: 'reports', record: String(enrolmentId) };
  await files.attach(db, [photo], owner, { purpose: file.purpose, uploadedBy: personId });
  return { photo };
}

const kept = ['alert_steps', 'alerts', 'reports', 'code_orders', 'code_appeals', 'code_ledger'];

/** Tries to delete as the server's role, in a transaction of its own that names a run; says whether it was let. */
async function tries(table: string, run: string | null, where = 'true'): Promise<boolean> {
  return kit.platform.db
    .transaction()
    .execute(async (tx) => {
      const raw = (sql: string) =>
        tx.executeQuery({ sql, parameters: [], query: {} as never } as never);
      if (run) await raw(`select set_config('anxing.retention_run', '${run}', true)`);
      await raw(`delete from ${table} where ${where}`);
      // What was let is not kept.
      throw new Error('rolled back');
    })
    .catch((error: Error) => {
      if (!/rolled back|append-only/.test(error.message)) throw error;
      return error.message === 'rolled back';
    });
}

async function dryRun(by: Client, of: Programme): Promise<{ runId: string; previewHash: string }> {
  const { runId } = await by.get(oversight.startRetention, { params: { id: of.id } });
  await kit.work();
  const { programmes } = await by.get(oversight.retention, {});
  const run = programmes.find(({ programmeId }) => programmeId === of.id)?.run;
  return { runId, previewHash: run?.previewHash as string };
}

it('names every table of the database once, as leaving or as kept with a reason', async () => {
  const tables = (
    await query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = current_schema() and table_type = 'BASE TABLE'`,
    )
  ).map(({ name }) => name);
  const leaving = [...stepsOfPeople, ...stepsOfProgramme].map(({ table }) => table);
  const named = [...leaving, ...offers.flatMap((each) => Object.keys(each.kept))];
  expect(named.sort()).toEqual(tables.sort());
  expect(leaving.filter((table) => !tableNames[table])).toEqual([]);
});

it('finds by an index what refers to a row that leaves, but in tables of few rows', async () => {
  const found = await query<{ name: string }>(
    `select c.conrelid::regclass || '.' || a.attname as name
     from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = any($1::text[]::regclass[]) and not exists (
       select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = any(c.conkey))`,
    [stepsOfPeople.map(({ table }) => table)],
  );
  expect(found.map(({ name }) => name).sort()).toEqual([
    'api_keys.created_by',
    'check_exports.person_id',
    'first_links.person_id',
    'scanners.created_by',
    'webhooks.created_by',
  ]);
});

it('lets nobody delete outside of a run, before the date, or by a forged run', async () => {
  const one = await reporter(kit, programme);
  const other = await reporter(kit, later);
  await fill(one, programme);
  await fillLater(other.person);
  const plain = await reporter(kit, programme);
  await plain.send('checkup', { temperature: 36, limping: false });
  const tables = [...kept, 'code_states'];
  for (const table of tables) {
    expect(await countOf(table), table).toBeGreaterThan(0);
    // Statements without rows are refused as well, and no foreign key is asked before.
    expect(await tries(table, null, 'false'), table).toBe(false);
    expect(await tries(table, randomUUID(), 'false'), table).toBe(false);
  }
  const noPreview = '{"people": 0, "leaving": 0, "staff": 0, "elsewhere": 0, "steps": []}';
  const forge = async (of: Programme, at: string, by = [cast.ada.personId, cast.otto.personId]) => {
    const id = randomUUID();
    await kit.platform.db.executeQuery({
      sql: `insert into retention_runs (id, programme_id, ends_on, kept_days, state, preview, preview_hash,
          proposed_by, proposed_at, confirmed_by, confirmed_at, worked_at)
        values ($1, $2, '2000-01-01', 1, 'running', $6, 'x', $3, $5, $4, $5, $5)`,
      parameters: [id, of.id, ...by, at, noPreview],
      query: {} as never,
    } as never);
    return id;
  };
  // One person alone is no run.
  await expect(forge(programme, past, [cast.ada.personId, cast.ada.personId])).rejects.toThrow(
    'retention_runs_check',
  );
  const early = await forge(programme, '2022-09-27T04:00:00.000Z');
  for (const table of tables) expect(await tries(table, early, 'false'), table).toBe(false);
  await end(early);
  // By its own word a run of another programme is in the year 2100: by the database's clock it is not.
  const foreseen = await forge(later, '2100-12-31T00:00:00.000Z');
  expect(await tries('reports', foreseen, `enrolment_id = ${other.person.enrolmentId}`)).toBe(
    false,
  );
  // Inside a run that stands, what is of others stays all the same, and the transaction must name it.
  const standing = await forge(programme, past);
  const { enrolmentId } = other.person;
  expect(await tries('reports', standing, `enrolment_id = ${enrolmentId}`)).toBe(false);
  for (const table of ['alert_steps', 'code_appeals', 'code_orders']) {
    expect(await tries(table, null), table).toBe(false);
    expect(await tries(table, standing), table).toBe(true);
  }
  const ofPlain = `enrolment_id = ${plain.person.enrolmentId}`;
  expect(await tries('reports', null, ofPlain)).toBe(false);
  expect(await tries('reports', standing, ofPlain)).toBe(true);
  await end(foreseen);
  await end(standing);
  expect(await tries('alert_steps', standing)).toBe(false);
  await expect(query('delete from retention_runs')).rejects.toThrow('append-only');
  await expect(query("update retention_runs set state = 'running'")).rejects.toThrow('has ended');
  await asOwner('delete from reports where enrolment_id = $1', [enrolmentId]);
});

const end = (id: string) =>
  query(`update retention_runs set state = 'stopped', finished_at = $2 where id = $1`, [id, past]);

/** Somebody of a programme that begins long after: a report as the owner of the database writes it. */
const fillLater = ({ enrolmentId, personId }: Participant) =>
  query(
    `insert into reports (id, enrolment_id, form_version_id, form, slot, day, version, current, content, alerts,
       incomplete, app, sent_by, sent_at)
     values ($1, $2, 1, 'checkup', 'one', '2096-01-01', 1, true, '{}', '{}', false, 'portal', $3, '2096-01-01')`,
    [randomUUID(), enrolmentId, personId],
  );

it('changes a keeping time from what was seen, and says so in the trail', async () => {
  const params = { id: programme.id };
  const set = (keptDays: number, before: number) =>
    ada.call(oversight.setKeptDays, { params, body: { keptDays, before } });
  expect((await set(90, 180)).status).toBe(200);
  expect((await set(30, 180)).body).toMatchObject({ code: 'retention_changed' });
  const { items } = await ada.get(oversight.audit, { query: { action: 'retention.changed' } });
  expect(items[0]?.inWords.en).toContain('from: 180');
  expect((await set(180, 90)).status).toBe(200);
  const trail = await otto.call(oversight.setTrailDays, { body: { keptDays: 400, before: 1095 } });
  expect(trail.body).toMatchObject({ code: 'trail_of_installation' });
});

it('deletes what is past its date once a second person confirms it, through a kill, and certifies it', async () => {
  const one = await reporter(kit, programme);
  const { photo } = await fill(one, programme);
  // Somebody of two programmes, and a member of staff who takes part.
  const both = await enrol(kit, programme, { card: 'P7001' });
  const staffed = await enrol(kit, programme, { card: 'P7002' });
  await query(`insert into memberships (person_id, realm) values ($1, 'penguins'), ($2, 'staff')`, [
    both.personId,
    staffed.personId,
  ]);
  // More than go at a time.
  await kit.platform.transaction(null, (tx) =>
    enrolPeople(
      tx,
      programme,
      Array.from({ length: 600 }, (_, nth) => ({
        ...both.entry,
        identifiers: [{ kind: 'card' as const, value: `P${8000 + nth}` }],
        name: `Many ${nth}`,
      })),
    ),
  );
  // Records that were merged, and a pair that was not, which leave at different times.
  await query(
    `with ends as (
       select min(id) as first, max(id) as last from enrolments where programme_id = $1 and withdrawn_on is null
     ), merged as (
       update enrolments set withdrawn_on = starts_on, merged_into = ends.first from ends where id = ends.last
     ), kept as (
       insert into enrolment_merges (id, programme_id, survivor_id, merged_id, reason, merged_by, merged_at)
       select gen_random_uuid(), $1, first, last, 'The same', $2, now() from ends
     )
     insert into pair_dismissals (programme_id, one_id, other_id, dismissed_by, dismissed_at)
     select $1, first, last, $2, now() from ends`,
    [programme.id, cast.ada.personId],
  );
  const file = await kit.platform.files.get(kit.platform.db, photo);
  expect(existsSync(kit.platform.files.pathOf(file))).toBe(true);
  const before = { penguins: await countOf('enrolments', `programme_id <> ${programme.id}`) };

  // Counted at any time, confirmed once it is due, by somebody else.
  const early = await dryRun(ada, programme);
  const confirm = (by: Client, run: typeof early) =>
    by.call(oversight.confirmRetention, {
      params: { runId: run.runId },
      body: { previewHash: run.previewHash },
    });
  expect((await confirm(ada, early)).body).toMatchObject({ code: 'retention_own' });
  expect((await confirm(otto, early)).body).toMatchObject({ code: 'retention_not_due' });
  // Told as waiting to those alone who could confirm it now.
  const waiting = async () => {
    const asked = [ada, otto].map((by) => by.get(oversight.retentionCount, {}));
    return (await Promise.all(asked)).map((each) => each.waiting);
  };
  expect(await waiting()).toEqual([0, 0]);
  // Whoever gave somebody an account could be them.
  await query(
    `insert into audit_entries (at, actor_id, person_id, app, action, kind)
     values ($1, $2, $3, 'console', 'staff.reset', 'changed')`,
    [kit.platform.clock.now(), cast.ada.personId, cast.otto.personId],
  );
  expect((await confirm(otto, early)).body).toMatchObject({ code: 'accounts_of_one_hand' });
  const again = await ada.call(oversight.startRetention, { params: { id: programme.id } });
  expect(again.body).toMatchObject({ code: 'retention_run_open' });
  kit.clock.set(past);
  [ada, otto] = [await kit.as(cast.ada), await kit.as(cast.otto)];
  expect((await confirm(otto, early)).body).toMatchObject({ code: 'retention_outdated' });
  await ada.get(oversight.withdrawRetention, { params: { runId: early.runId } });
  const run = await dryRun(ada, programme);
  const seen = async () =>
    (await otto.get(oversight.retention, {})).programmes.find(
      ({ programmeId }) => programmeId === programme.id,
    );
  const preview = (await seen())?.run?.preview;
  const people = await countOf('enrolments', `programme_id = ${programme.id}`);
  expect(preview).toMatchObject({ people, staff: 1, elsewhere: 1, leaving: people - 2 });
  expect(preview?.steps.find(({ table }) => table === 'reports')).toMatchObject({ files: 2 });

  expect((await confirm(otto, { ...run, previewHash: '0'.repeat(64) })).status).toBe(409);
  // Whoever has lost the right to it meanwhile is no second person.
  const suspend = (suspended: boolean) =>
    query('update grants set suspended = $2 where person_id = $1', [cast.ada.personId, suspended]);
  await suspend(true);
  expect((await confirm(otto, run)).body).toMatchObject({ code: 'retention_proposer_may_not' });
  expect((await otto.get(oversight.retentionCount, {})).waiting).toBe(0);
  await suspend(false);
  expect(await waiting()).toEqual([0, 1]);
  expect((await confirm(otto, run)).status).toBe(200);
  // Killed after the first people: what was deleted is counted, and the next worker goes on.
  await killedAfterOneBatch(run.runId);
  expect((await seen())?.run).toMatchObject({ state: 'running', peopleDone: 500 });
  kit.clock.set(new Date(kit.clock.now().getTime() + 3 * 60_000));
  await resumeRetentionJob.handle(kit.platform, {});
  await kit.work();

  expect(await seen()).toMatchObject({ run: { state: 'done', peopleDone: people } });
  expect(await countOf('enrolments', `programme_id = ${programme.id}`)).toBe(0);
  expect(await countOf('enrolments', `programme_id <> ${programme.id}`)).toBe(before.penguins);
  for (const table of ['code_ledger', 'code_states', 'code_orders', 'code_appeals', 'alerts']) {
    expect(await countOf(table), table).toBe(0);
  }
  expect(await countOf('memberships', "realm = 'rookery'")).toBe(0);
  expect(await countOf('persons', `id = '${one.person.personId}'`)).toBe(0);
  expect(await countOf('persons', `id in ('${both.personId}', '${staffed.personId}')`)).toBe(2);
  expect(existsSync(kit.platform.files.pathOf(file))).toBe(false);
  expect(await countOf('files', `id = '${photo}'`)).toBe(0);
  expect(await verifyLedgers(kit.platform, systemScope(), 0)).toMatchObject({ flaws: [] });
  await certified(run, people);
});

async function killedAfterOneBatch(runId: string): Promise<void> {
  const { files } = kit.platform;
  const sweep = files.sweep;
  files.sweep = () => Promise.reject(new Error('killed'));
  await expect(retentionJob.handle(kit.platform, { runId })).rejects.toThrow('killed');
  files.sweep = sweep;
}

async function certified(run: { runId: string; previewHash: string }, people: number) {
  const params = { runId: run.runId };
  const { items } = await otto.get(oversight.certificates, { query: {} });
  expect(items).toMatchObject([{ runId: run.runId, people }]);
  const { content, hash, isWhole } = await otto.get(oversight.certificate, { params });
  expect(isWhole).toBe(true);
  const told: Certificate = JSON.parse(content);
  expect(told).toMatchObject({
    rule: { endsOn: '2022-03-31', keptDays: 180, dueOn: '2022-09-28' },
    proposed: { by: cast.ada.personId },
    confirmed: { by: cast.otto.personId },
    preview: { sha256: run.previewHash },
    deleted: { enrolments: people, persons: people - 2, files: 2 },
  });
  expect(told.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(content).not.toMatch(/Penguin \d|Many|P8\d{3}/);
  for (const lang of ['zh', 'en'] as const) {
    const pdf = await otto.call(oversight.certificatePdf, { params, query: { lang } });
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
  }
  await expect(query("update retention_certificates set hash = 'x'")).rejects.toThrow();
  await expect(query('delete from retention_certificates')).rejects.toThrow();
  const boris = await kit.as(cast.boris);
  expect((await boris.call(oversight.certificate, { params })).status).toBe(403);
  // Whoever owns the database can change the row, and not its seal.
  const forged = content.replace(`"people": ${people}`, '"people": 1');
  await asOwner('update retention_certificates set content = $1', [forged]);
  expect(await otto.get(oversight.certificate, { params })).toMatchObject({ isWhole: false, hash });
}

it('stops where the rule changes under way, and deletes nothing more', async () => {
  await enrol(kit, programme, { card: 'P9900' });
  const run = await dryRun(ada, programme);
  const body = { previewHash: run.previewHash };
  await otto.get(oversight.confirmRetention, { params: { runId: run.runId }, body });
  await query('update programmes set kept_days = 200 where id = $1', [programme.id]);
  await kit.work();
  const { programmes } = await ada.get(oversight.retention, {});
  expect(programmes.find(({ programmeId }) => programmeId === programme.id)?.run).toMatchObject({
    ...{ state: 'stopped', problem: 'retention_outdated', peopleDone: 0 },
  });
  expect(await countOf('enrolments', `programme_id = ${programme.id}`)).toBe(1);
});

it('tries again ever later what fails, says what, since when and how often, and can be stopped between batches', async () => {
  kit.clock.set(past);
  [ada, otto] = [await kit.as(cast.ada), await kit.as(cast.otto)];
  await query('update programmes set kept_days = 180 where id = $1', [programme.id]);
  await kit.platform.transaction(null, (tx) =>
    enrolPeople(
      tx,
      programme,
      Array.from({ length: 520 }, (_, nth) => ({
        ...{ identifiers: [{ kind: 'card' as const, value: `P${4000 + nth}` }] },
        ...{ name: `Late ${nth}`, initial: '20190118', group: 'adelies' },
        organisation: { code: 'shore', zh: '岸边', en: 'Shore' },
        ...{ attributes: { visitor: false }, startsOn: '2022-01-04', endsOn: null },
      })),
    ),
  );
  const run = await dryRun(ada, programme);
  await query(`create function held_up() returns trigger language plpgsql as $$ begin
    raise exception 'Late 7 is in the way' using errcode = '23503', constraint = 'held_up'; end $$`);
  const [last] = await query<{ id: number }>(
    'select max(id)::int as id from enrolments where programme_id = $1',
    [programme.id],
  );
  await query(`create trigger held_up before delete on enrolments for each row
    when (old.id = ${last?.id}) execute function held_up()`);
  const body = { previewHash: run.previewHash };
  await otto.get(oversight.confirmRetention, { params: { runId: run.runId }, body });
  const seen = async () => {
    const { programmes } = await ada.get(oversight.retention, {});
    return programmes.find(({ programmeId }) => programmeId === programme.id)?.run;
  };
  const attempt = () => retentionJob.handle(kit.platform, { runId: run.runId });
  await expect(attempt()).rejects.toThrow('in the way');
  const at = kit.clock.now().toISOString();
  const later = (minutes: number) =>
    new Date(kit.clock.now().getTime() + minutes * 60_000).toISOString();
  expect(await seen()).toMatchObject({
    ...{ state: 'running', peopleDone: 500 },
    failing: { since: at, attempts: 1, what: '23503 held_up', nextAt: later(1) },
  });
  expect(JSON.stringify(await seen())).not.toContain('Late');
  expect(await otto.get(oversight.retentionCount, {})).toEqual({ waiting: 0, failing: 1 });
  // Before its time nothing is tried.
  await attempt();
  expect((await seen())?.failing?.attempts).toBe(1);
  for (const pause of [1, 2, 4, 8, 16, 32, 60, 60]) {
    kit.clock.set(later(pause));
    [ada, otto] = [await kit.as(cast.ada), await kit.as(cast.otto)];
    await expect(attempt()).rejects.toThrow('in the way');
  }
  expect((await seen())?.failing).toMatchObject({ since: at, attempts: 9, nextAt: later(60) });
  // Stopped by hand: what was deleted stays deleted, and nothing more is.
  const withdraw = () => ada.call(oversight.withdrawRetention, { params: { runId: run.runId } });
  expect((await withdraw()).status).toBe(200);
  expect((await withdraw()).body).toMatchObject({ code: 'retention_settled' });
  kit.clock.set(later(120));
  [ada, otto] = [await kit.as(cast.ada), await kit.as(cast.otto)];
  await attempt();
  expect(await seen()).toMatchObject({ state: 'stopped', problem: 'by_hand', peopleDone: 500 });
  expect(await countOf('enrolments', `programme_id = ${programme.id}`)).toBe(21);
  // The certificate of the run that goes to the end tells of the one before.
  await query('drop trigger held_up on enrolments');
  const next = await dryRun(ada, programme);
  await otto.get(oversight.confirmRetention, {
    params: { runId: next.runId },
    body: { previewHash: next.previewHash },
  });
  await kit.work();
  expect(await seen()).toMatchObject({ state: 'done', peopleDone: 21, failing: null });
  const params = { runId: next.runId };
  const told: Certificate = JSON.parse((await otto.get(oversight.certificate, { params })).content);
  expect(told.earlier).toMatchObject([
    { run: run.runId, people: 500, deleted: { enrolments: 500 }, endedAt: expect.any(String) },
  ]);
  const pdf = await otto.call(oversight.certificatePdf, { params, query: { lang: 'zh' } });
  expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
});

it('prunes the trail past its own keeping time, and nothing else does', async () => {
  const add = async (at: string) => {
    const [row] = await query<{ id: number }>(
      `insert into audit_entries (at, action, kind) values (${at}, 'person.viewed', 'looked') returning id`,
    );
    await query(`insert into audit_subjects (entry_id, person_id, at) values ($1, $2, ${at})`, [
      row?.id,
      cast.penny.personId,
    ]);
    return row?.id as number;
  };
  const fresh = await add("now() - interval '1094 days'");
  const old = await add("now() - interval '1097 days'");
  for (const [table, key] of [
    ['audit_entries', 'id'],
    ['audit_subjects', 'entry_id'],
  ] as const) {
    expect(await tries(table, null, `${key} = ${fresh}`)).toBe(false);
    await expect(query(`truncate ${table}`)).rejects.toThrow('append-only');
  }
  await expect(query('update audit_retention set kept_days = 1')).rejects.toThrow('check');
  kit.clock.set(new Date());
  await pruneTrailJob.handle(kit.platform, {});
  expect(await countOf('audit_entries', `id = ${old}`)).toBe(0);
  expect(await countOf('audit_subjects', `entry_id = ${old}`)).toBe(0);
  expect(await countOf('audit_entries', `id = ${fresh}`)).toBe(1);
  const [entry] = await query<{ details: { entries: number } }>(
    "select details from audit_entries where action = 'audit.pruned'",
  );
  expect(entry?.details.entries).toBeGreaterThan(0);
  // A second time there is nothing to say.
  await pruneTrailJob.handle(kit.platform, {});
  expect(await countOf('audit_entries', "action = 'audit.pruned'")).toBe(1);
});
