import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { WebhookKind } from './contract.ts';
import type { Outcome } from './rules.ts';

/** What an address was told of already. */
export type Told = {
  alertsUntil: number;
  highsUntil: number;
  importsUntil: Date;
  daysUntil: string;
};

export type WebhookRow = Told & {
  id: string;
  programmeId: number;
  placeId: number;
  placePath: string;
  name: string;
  url: Buffer;
  secret: Buffer;
  kinds: WebhookKind[];
  disabledAt: Date | null;
};

const columns = sql`w.id, w.programme_id as "programmeId", w.place_id as "placeId", p.path as "placePath",
  w.name, w.url, w.secret, w.kinds, w.disabled_at as "disabledAt", w.alerts_until as "alertsUntil",
  w.highs_until as "highsUntil", w.imports_until as "importsUntil", w.days_until as "daysUntil"`;

export type ListedWebhook = WebhookRow & {
  placeZh: string;
  placeEn: string;
  createdAt: Date;
  waiting: number;
  takenAt: Date | null;
  failedAt: Date | null;
};

export async function listWebhooks(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<ListedWebhook[]> {
  const { rows } = await sql<ListedWebhook>`
    select ${columns}, p.name_zh as "placeZh", p.name_en as "placeEn", w.created_at as "createdAt",
      (select count(*)::int from webhook_messages m
        where m.webhook_id = w.id and m.next_try_at is not null) as waiting,
      (select max(tried_at) from webhook_messages m where m.webhook_id = w.id and m.taken) as "takenAt",
      (select max(tried_at) from webhook_messages m
        where m.webhook_id = w.id and not m.taken and m.tries > 0) as "failedAt"
    from webhooks w join places p on p.id = w.place_id
    where w.programme_id = ${programmeId} and ${inSubtree('p.path', scope)}
    order by w.created_at, w.id`.execute(db);
  return rows;
}

export async function countWebhooks(db: Db, programmeId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from webhooks where programme_id = ${programmeId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A webhook that nobody else changes until the transaction ends. */
export async function lockWebhook(
  db: Db,
  scope: PlaceScope,
  id: string,
): Promise<WebhookRow | undefined> {
  const { rows } = await sql<WebhookRow>`
    select ${columns} from webhooks w join places p on p.id = w.place_id
    where w.id = ${id} and ${inSubtree('p.path', scope)} for update of w`.execute(db);
  return rows[0];
}

export async function insertWebhook(
  db: Db,
  row: Omit<WebhookRow, 'placePath' | 'disabledAt'> & { createdBy: string; createdAt: Date },
): Promise<void> {
  await sql`insert into webhooks (id, programme_id, place_id, name, url, secret, kinds, created_by, created_at,
      alerts_until, highs_until, imports_until, days_until)
    values (${row.id}, ${row.programmeId}, ${row.placeId}, ${row.name}, ${row.url}, ${row.secret},
      ${row.kinds}::text[], ${row.createdBy}, ${row.createdAt}, ${row.alertsUntil}, ${row.highsUntil},
      ${row.importsUntil}, ${row.daysUntil}::date)`.execute(db);
}

export type WebhookChanges = Partial<
  Pick<WebhookRow, 'name' | 'url' | 'secret' | 'kinds' | 'disabledAt'> & Told
>;

const columnOf: Record<keyof WebhookChanges, string> = {
  name: 'name',
  url: 'url',
  secret: 'secret',
  kinds: 'kinds',
  disabledAt: 'disabled_at',
  alertsUntil: 'alerts_until',
  highsUntil: 'highs_until',
  importsUntil: 'imports_until',
  daysUntil: 'days_until',
};

export async function updateWebhook(db: Db, id: string, changes: WebhookChanges): Promise<void> {
  const set = Object.entries(changes).map(
    ([name, value]) => sql`${sql.ref(columnOf[name as keyof WebhookChanges])} = ${value}`,
  );
  if (set.length === 0) return;
  await sql`update webhooks set ${sql.join(set)} where id = ${id}`.execute(db);
}

export async function removeWebhook(db: Db, id: string): Promise<void> {
  await sql`delete from webhooks where id = ${id}`.execute(db);
}

/** Those in use, by their ids alone: each is told of news in a transaction of its own. */
export async function listActiveWebhooks(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from webhooks where disabled_at is null order by id`.execute(db);
  return rows.map(({ id }) => id);
}

export type NewMessage = { id: string; kind: WebhookKind | 'test'; body: string };

export async function insertMessages(
  db: Db,
  webhookId: string,
  messages: NewMessage[],
  now: Date,
  /** Null for what its maker sends by hand. */
  nextTryAt: Date | null = now,
): Promise<void> {
  if (messages.length === 0) return;
  await sql`insert into webhook_messages (id, webhook_id, kind, body, created_at, next_try_at)
    select m.id, ${webhookId}, m.kind, m.body, ${now}, ${nextTryAt}::timestamptz
    from unnest(${messages.map(({ id }) => id)}::uuid[], ${messages.map(({ kind }) => kind)}::text[],
      ${messages.map(({ body }) => body)}::text[]) as m (id, kind, body)`.execute(db);
}

export type MessageRow = NewMessage & {
  createdAt: Date;
  tries: number;
  taken: boolean;
  status: number | null;
  failure: string | null;
  triedAt: Date | null;
  nextTryAt: Date | null;
};

const messageColumns = sql`m.id, m.kind, m.body, m.created_at as "createdAt", m.tries, m.taken, m.status,
  m.failure, m.tried_at as "triedAt", m.next_try_at as "nextTryAt"`;

/** Messages of a webhook that a scope was checked for, newest first. */
export async function listMessages(
  db: Db,
  webhookId: string,
  { after, limit }: { after: { at: string; id: string } | undefined; limit: number },
): Promise<(MessageRow & { key: string })[]> {
  const { rows } = await sql<MessageRow & { key: string }>`
    select ${messageColumns}, m.created_at::text as key from webhook_messages m
    where m.webhook_id = ${webhookId}
      and ${after ? sql`(m.created_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by m.created_at desc, m.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findMessage(
  db: Db,
  webhookId: string,
  id: string,
): Promise<MessageRow | undefined> {
  const { rows } = await sql<MessageRow>`
    select ${messageColumns} from webhook_messages m
    where m.webhook_id = ${webhookId} and m.id = ${id}`.execute(db);
  return rows[0];
}

export type DueMessage = Pick<MessageRow, 'id' | 'kind' | 'body' | 'tries'> & {
  webhookId: string;
  url: Buffer;
  secret: Buffer;
};

/** A receiver that is slow holds up no more than so many. */
const eachAtOnce = 2;

/**
 * Takes messages whose time has come, the oldest of each webhook: whoever takes one has until `lease` before somebody
 * else tries it. Those of one that is stopped wait.
 */
export async function takeDueMessages(
  db: Db,
  { now, lease, limit }: { now: Date; lease: Date; limit: number },
): Promise<DueMessage[]> {
  const { rows } = await sql<DueMessage>`
    with due as (
      select m.id from webhooks w cross join lateral (
        select id, next_try_at from webhook_messages
        where webhook_id = w.id and next_try_at <= ${now}
        order by next_try_at limit ${eachAtOnce} for update skip locked) m
      where w.disabled_at is null order by m.next_try_at limit ${limit})
    update webhook_messages m set tries = m.tries + 1, next_try_at = ${lease}, leased_until = ${lease}
    from due, webhooks w where m.id = due.id and w.id = m.webhook_id
    returning m.id, m.kind, m.body, m.tries, m.webhook_id as "webhookId", w.url, w.secret`.execute(
    db,
  );
  return rows;
}

/** Has a message tried now, whatever came of it before; nothing where it was taken, or somebody is sending it. */
export async function takeMessage(
  db: Db,
  id: string,
  { now, lease }: { now: Date; lease: Date },
): Promise<DueMessage | undefined> {
  const { rows } = await sql<DueMessage>`
    update webhook_messages m set tries = m.tries + 1, next_try_at = ${lease}, leased_until = ${lease}
    from webhooks w where m.id = ${id} and w.id = m.webhook_id and not m.taken
      and (m.leased_until is null or m.leased_until <= ${now})
    returning m.id, m.kind, m.body, m.tries, m.webhook_id as "webhookId", w.url, w.secret`.execute(
    db,
  );
  return rows[0];
}

export async function settleMessage(
  db: Db,
  id: string,
  { taken, status, failure, nextTryAt }: Outcome,
  now: Date,
): Promise<void> {
  await sql`update webhook_messages set taken = ${taken}, status = ${status}, failure = ${failure},
    next_try_at = ${nextTryAt}, leased_until = null, tried_at = ${now} where id = ${id}`.execute(
    db,
  );
}

/** How many tests there were since a moment. */
export async function countTests(db: Db, webhookId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from webhook_messages
    where webhook_id = ${webhookId} and kind = 'test' and created_at > ${since}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Forgets messages from before a moment, a bounded number at a time; says how many. */
export async function deleteMessagesBefore(db: Db, moment: Date, most: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from webhook_messages where id in (
    select id from webhook_messages where created_at < ${moment} limit ${most})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
