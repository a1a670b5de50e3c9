import { randomUUID } from 'node:crypto';
import { oversight } from '../../../modules/oversight/contract.ts';
import { type Context, ofSheet, reaches } from './context.ts';

/** What the routes of oversight are tried with. */
export function addOversight(context: Context) {
  const { programme, add } = context;
  const { part } = reaches(context);
  // Every export is an entry by itself: these stay as they are.
  add(oversight.exportAudit, 'anybody', { query: { ...ofSheet, action: 'place.renamed' } });
  const ofProgramme = { query: { programmeId: programme.id } };
  add(oversight.overview, part, ofProgramme);
  add(oversight.watchOverview, part, ofProgramme);
  addWebhooks(context);
  add(oversight.boundaries, 'anybody', { params: { code: '990000' } });
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
