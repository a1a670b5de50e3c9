import { randomBytes, randomUUID } from 'node:crypto';
import type { BodyOf, QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, invalid, notFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { secretPrefix } from '../../../platform/webhooks/sender.ts';
import { findPlace } from '../../places/public.ts';
import { currentProgramme, resolveProgramme } from '../../programmes/public.ts';
import { type oversight, oversightProblems } from '../contract.ts';
import { messageOf, toldSoFar } from './news.ts';
import {
  countTests,
  countWebhooks,
  findMessage,
  insertMessages,
  insertWebhook,
  type ListedWebhook,
  listMessages,
  listWebhooks,
  lockWebhook,
  type MessageRow,
  removeWebhook,
  takeMessage,
  updateWebhook,
  type WebhookRow,
} from './queries.ts';
import { isWebhookUrl } from './rules.ts';
import { leaseFrom, secretPurpose, sendTaken, urlPurpose } from './sending.ts';

/** Each is asked for news every minute. */
const mostWebhooks = 100;
const testsPerHour = 60;

export async function webhooksOf(
  platform: Platform,
  scope: PlaceScope,
  { programmeId }: QueryOf<typeof oversight.webhooks>,
): Promise<ResponseOf<typeof oversight.webhooks>> {
  await resolveProgramme(platform, scope, { programmeId });
  const rows = await listWebhooks(platform.db, scope, programmeId);
  return rows.map((row) => serializeWebhook(platform, row));
}

/** Adds an address; it is told of what happens from now on. */
export async function addWebhook(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { programmeId, placeId, name, url, kinds }: BodyOf<typeof oversight.addWebhook>,
): Promise<ResponseOf<typeof oversight.addWebhook>> {
  requireUrl(platform, url);
  const { programme, placePath } = await resolveProgramme(platform, scope, { programmeId });
  const id = randomUUID();
  const secret = newSecret();
  await platform.transaction(actor, async (tx) => {
    const place = getOrNotFound(await findPlace(tx.db, scope, placeId));
    // One beside the programme would never be told of anything.
    const isOfProgramme = place.path.startsWith(placePath) || placePath.startsWith(place.path);
    if (!isOfProgramme) throw notFound();
    if ((await countWebhooks(tx.db, programmeId)) >= mostWebhooks) {
      throw new Problem(oversightProblems.too_many_webhooks, { params: { max: mostWebhooks } });
    }
    await insertWebhook(tx.db, {
      ...{ id, programmeId, placeId, name: name.trim(), kinds },
      url: platform.keys.encrypt(urlPurpose(id), url),
      secret: platform.keys.encrypt(secretPurpose(id), secret),
      ...{ createdBy: actor.personId, createdAt: tx.now },
      ...(await toldSoFar(tx, programme)),
    });
    await tx.audit({ action: 'webhook.added', placeId, details: { kinds: kinds.join() } });
  });
  return { id, secret };
}

/** Changes what is given. One that is told again is told of what happens from now on, not of what it missed. */
export function changeWebhook(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
  { name, url, kinds, disabled }: BodyOf<typeof oversight.changeWebhook>,
): Promise<void> {
  if (url !== undefined) requireUrl(platform, url);
  return changing(platform, actor, scope, id, async (tx, webhook) => {
    const begins = disabled === false && webhook.disabledAt !== null;
    const isWider = kinds?.some((kind) => !webhook.kinds.includes(kind));
    const programme = await currentProgramme(platform, webhook.programmeId);
    const now = begins || isWider ? await toldSoFar(tx, programme) : {};
    await updateWebhook(tx.db, id, {
      ...(begins ? now : onlyOf(now, kinds, webhook)),
      ...(name !== undefined && { name: name.trim() }),
      ...(url !== undefined && { url: platform.keys.encrypt(urlPurpose(id), url) }),
      ...(kinds !== undefined && { kinds }),
      ...(disabled !== undefined && { disabledAt: disabled ? tx.now : null }),
    });
    const changed = Object.entries({ name, url, kinds, disabled }).flatMap(([field, value]) =>
      value === undefined ? [] : [field],
    );
    const details = { fields: changed.join() };
    await tx.audit({ action: 'webhook.changed', placeId: webhook.placeId, details });
  });
}

const toldOf = {
  alert: 'alertsUntil',
  high: 'highsUntil',
  import: 'importsUntil',
  day: 'daysUntil',
} as const;

/** How far those kinds were told that are new. */
function onlyOf(
  now: Partial<Awaited<ReturnType<typeof toldSoFar>>>,
  kinds: WebhookRow['kinds'] | undefined,
  before: WebhookRow,
) {
  const fresh = (kinds ?? []).filter((kind) => !before.kinds.includes(kind));
  return Object.fromEntries(fresh.map((kind) => [toldOf[kind], now[toldOf[kind]]]));
}

export async function renewSecret(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
): Promise<{ secret: string }> {
  const secret = newSecret();
  await changing(platform, actor, scope, id, async (tx, { placeId }) => {
    await updateWebhook(tx.db, id, { secret: platform.keys.encrypt(secretPurpose(id), secret) });
    await tx.audit({ action: 'webhook.secret_renewed', placeId });
  });
  return { secret };
}

export function deleteWebhook(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
): Promise<void> {
  return changing(platform, actor, scope, id, async (tx, { placeId }) => {
    await removeWebhook(tx.db, id);
    await tx.audit({ action: 'webhook.deleted', placeId });
  });
}

function changing<T>(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
  run: (tx: Tx, webhook: WebhookRow) => Promise<T>,
): Promise<T> {
  return platform.transaction(actor, async (tx) =>
    run(tx, getOrNotFound(await lockWebhook(tx.db, scope, id))),
  );
}

export async function messagesOf(
  platform: Platform,
  scope: PlaceScope,
  id: string,
  { after, limit = 50 }: QueryOf<typeof oversight.webhookMessages>,
): Promise<ResponseOf<typeof oversight.webhookMessages>> {
  const [at, messageId] = keyAfter(after, 'string', 'string') ?? [];
  const before = at !== undefined && messageId !== undefined ? { at, id: messageId } : undefined;
  await requireWebhook(platform, scope, id);
  const rows = await listMessages(platform.db, id, { after: before, limit: limit + 1 });
  return pageOf(rows, limit, serializeMessage, (row) => [row.key, row.id]);
}

/** Sends a message that tells of nothing, and says what came of it. */
export async function testWebhook(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
): Promise<ResponseOf<typeof oversight.testWebhook>> {
  const webhook = await requireWebhook(platform, scope, id);
  const programme = await currentProgramme(platform, webhook.programmeId);
  const now = platform.clock.now();
  const hourAgo = new Date(now.getTime() - 3_600_000);
  if ((await countTests(platform.db, id, hourAgo)) >= testsPerHour) {
    throw new Problem(oversightProblems.too_many_tests, { retryAfter: 3600 });
  }
  const message = messageOf('test', 'test', now, programme, {});
  await platform.transaction(actor, async (tx) => {
    await insertMessages(tx.db, id, [message], now, null);
    await tx.audit({ action: 'webhook.tested', placeId: webhook.placeId });
  });
  return sendNow(platform, id, message.id);
}

/** Tries a message once more. Throws `webhook_taken`, and `webhook_sending` while somebody does already. */
export async function resendMessage(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: string,
  messageId: string,
): Promise<ResponseOf<typeof oversight.resendWebhookMessage>> {
  const { placeId } = await requireWebhook(platform, scope, id);
  getOrNotFound(await findMessage(platform.db, id, messageId));
  await platform.transaction(actor, (tx) => tx.audit({ action: 'webhook.resent', placeId }));
  return sendNow(platform, id, messageId);
}

async function sendNow(platform: Platform, id: string, messageId: string) {
  const now = platform.clock.now();
  const taken = await takeMessage(platform.db, messageId, { now, lease: leaseFrom(now) });
  if (!taken) {
    const message = getOrNotFound(await findMessage(platform.db, id, messageId));
    throw new Problem(oversightProblems[message.taken ? 'webhook_taken' : 'webhook_sending']);
  }
  await sendTaken(platform, taken);
  return serializeMessage(getOrNotFound(await findMessage(platform.db, id, messageId)));
}

const requireWebhook = (platform: Platform, scope: PlaceScope, id: string) =>
  platform.transaction(null, async (tx) => getOrNotFound(await lockWebhook(tx.db, scope, id)));

function requireUrl({ transports }: Platform, url: string): void {
  if (isWebhookUrl(url, transports.privateWebhooks)) return;
  throw invalid({ path: 'url', code: 'webhook_url_invalid' });
}

/** 192 random bits, as the standard writes them. */
const newSecret = () => secretPrefix + randomBytes(24).toString('base64');

function serializeWebhook({ keys }: Platform, row: ListedWebhook) {
  const url = new URL(keys.decrypt(urlPurpose(row.id), row.url).reveal());
  return {
    ...{ id: row.id, name: row.name, origin: url.origin, kinds: row.kinds },
    ...{ placeId: row.placeId, placeZh: row.placeZh, placeEn: row.placeEn },
    disabled: row.disabledAt !== null,
    createdAt: row.createdAt.toISOString(),
    waiting: row.waiting,
    takenAt: row.takenAt?.toISOString() ?? null,
    failedAt: row.failedAt?.toISOString() ?? null,
  };
}

function serializeMessage({ createdAt, triedAt, nextTryAt, ...row }: MessageRow) {
  const { id, kind, body, tries, taken, status, failure } = row;
  return {
    ...{ id, kind, body, tries, taken, status, failure },
    createdAt: createdAt.toISOString(),
    triedAt: triedAt?.toISOString() ?? null,
    nextTryAt: nextTryAt?.toISOString() ?? null,
  };
}
