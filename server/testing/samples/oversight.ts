import { randomUUID } from 'node:crypto';
import { oversight } from '../../../modules/oversight/contract.ts';
import { type Context, ofSheet, reaches } from './context.ts';

/** What the routes of oversight are tried with. */
export async function addOversight(context: Context) {
  const { kit, cast, programme, person, add } = context;
  const { part, whole } = reaches(context);
  const placeId = cast.places.station.id;
  // Every export is an entry by itself: these stay as they are.
  const ofTrail = { action: 'place.renamed' };
  add(oversight.audit, whole, { query: { ...ofTrail, placeId } });
  add(oversight.exportAudit, 'anybody', { query: { ...ofSheet, ...ofTrail } });
  const ofProgramme = { query: { programmeId: programme.id } };
  add(oversight.overview, part, ofProgramme);
  add(oversight.watchOverview, part, ofProgramme);
  addWebhooks(context);
  await addRetention(context);
  add(oversight.boundaries, 'anybody', { params: { code: '990000' } });
  const { rows } = await kit.database.pool.query<{ id: number }>(
    `with entry as (
       insert into audit_entries (at, actor_id, app, action, kind, place_id)
       values ($1, $2, 'console', 'roster.viewed', 'looked', $3) returning id)
     insert into audit_subjects (entry_id, person_id, at) select id, $4, $1 from entry
     returning entry_id as id`,
    [kit.clock.now(), cast.otto.personId, placeId, person.person.personId],
  );
  add(oversight.shown, whole, { params: { id: rows[0]?.id as number } });
  const alerts = await kit.database.pool.query<{ id: number }>(
    `insert into reading_alerts (actor_id, kind, hour, count, raised_at)
     values ($1, 'looked', $2, 300, $2) returning id`,
    [cast.otto.personId, kit.clock.now()],
  );
  const params = { id: alerts.rows[0]?.id as number };
  add(oversight.closeUnusual, whole, { params, body: { reason: 'Asked' } });
}

/** Addresses that are told of what happens at the northern place. */
function addWebhooks({ kit, cast, programme, add }: Context) {
  const { north } = cast.places;
  const unit = { at: north };
  const ofProgramme = { programmeId: programme.id, placeId: north.id };
  const url = 'https://hooks.example.org/';
  const body = { ...ofProgramme, name: 'Office', url, kinds: ['alert' as const] };
  const added = async () => {
    const { id } = await (await kit.as(cast.ada)).get(oversight.addWebhook, { body });
    return { id };
  };
  let known: ReturnType<typeof added> | undefined;
  const webhook = () => {
    known ??= added();
    return known;
  };
  add(
    oversight.webhooks,
    { at: cast.places.station, fromBelow: true },
    { query: { programmeId: programme.id } },
  );
  add(oversight.addWebhook, unit, { body });
  add(oversight.changeWebhook, unit, async () => ({
    params: await webhook(),
    body: { name: 'Desk' },
  }));
  add(oversight.renewWebhookSecret, unit, async () => ({ params: await webhook() }));
  add(oversight.deleteWebhook, unit, async () => ({ params: await added() }));
  add(oversight.webhookMessages, unit, async () => ({ params: await webhook() }));
  add(oversight.testWebhook, unit, async () => ({ params: await webhook() }));
  add(oversight.resendWebhookMessage, unit, async () => {
    const { id } = await webhook();
    const messageId = randomUUID();
    await kit.database.pool.query(
      `insert into webhook_messages (id, webhook_id, kind, body, created_at) values ($1, $2, 'test', '{}', $3)`,
      [messageId, id, kit.clock.now()],
    );
    return { params: { id, messageId } };
  });
}

/** Runs of a retention: of one programme one may be open. */
async function addRetention(context: Context) {
  const { kit, cast, programme, add } = context;
  const { whole } = reaches(context);
  const { pool } = kit.database;
  const ofProgramme = { params: { id: programme.id } };
  add(oversight.setKeptDays, whole, { ...ofProgramme, body: { keptDays: 180, before: 180 } });
  const end = () =>
    pool.query(
      `update retention_runs set state = 'withdrawn', finished_at = $1 where finished_at is null`,
      [kit.clock.now()],
    );
  add(oversight.startRetention, whole, async () => {
    await end();
    return ofProgramme;
  });
  // Tried side by side: one after the other makes a run and ends the former one.
  let last: Promise<unknown> = Promise.resolve();
  const proposed = () => {
    const next = last.then(propose);
    last = next;
    return next;
  };
  const propose = async () => {
    await end();
    const { rows } = await pool.query<{ runId: string }>(
      `insert into retention_runs (id, programme_id, ends_on, kept_days, state, preview, preview_hash,
         proposed_by, proposed_at, worked_at)
       values ($1, $2, '2022-03-31', 180, 'proposed', $3, $4, $5, $6, $6) returning id as "runId"`,
      [
        ...[randomUUID(), programme.id],
        ...['{"people":0,"leaving":0,"staff":0,"elsewhere":0,"steps":[]}', '0'.repeat(64)],
        ...[cast.rita.personId, kit.clock.now()],
      ],
    );
    return { params: rows[0] as { runId: string } };
  };
  add(oversight.confirmRetention, whole, async () => ({
    ...(await proposed()),
    body: { previewHash: '0'.repeat(64) },
  }));
  add(oversight.withdrawRetention, whole, proposed);
  const { params } = await proposed();
  const told = { programme: { name: programme.definition.name }, rule: {}, deleted: {}, people: 0 };
  const by = { by: cast.ada.personId, at: kit.clock.now() };
  await pool.query(
    `insert into retention_certificates (run_id, programme_id, content, hash, seal, made_at)
     values ($1, $2, $3, 'x', 'x', $4)`,
    [
      ...[params.runId, programme.id],
      JSON.stringify({ ...told, preview: {}, proposed: by, confirmed: by, endedAt: by.at }),
      kit.clock.now(),
    ],
  );
  add(oversight.certificate, whole, { params });
  add(oversight.certificatePdf, whole, { params, query: { lang: 'en' } });
}
