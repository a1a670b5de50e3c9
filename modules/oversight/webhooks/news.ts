import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '../../../forms/days.ts';
import type { Tx } from '../../../platform/platform.ts';
import { placeScope } from '../../../platform/scope.ts';
import { findPath } from '../../places/public.ts';
import {
  currentProgramme,
  listImportNews,
  type Programme,
  resolveProgramme,
} from '../../programmes/public.ts';
import { lastAlertNumber, listAlertNews, trendIn } from '../../reports/public.ts';
import { lastHighNumber, listHighNews } from '../../screening/public.ts';
import type { WebhookKind } from './contract.ts';
import type { NewMessage, Told, WebhookRow } from './queries.ts';
import { settledAfter } from './rules.ts';

/** What other systems are told: codes, numbers and counts, and where to look; never a person. */

/** So much of one kind is told at one go. */
const atOnce = 500;

/** As if all that is there had been told already: an address is told of what comes from now on. */
export async function toldSoFar(tx: Tx, programme: Programme): Promise<Told> {
  const now = new Date(tx.now.getTime() - settledAfter);
  return {
    alertsUntil: await lastAlertNumber(tx.db, programme.id, now),
    highsUntil: await lastHighNumber(tx.db, now),
    importsUntil: now,
    daysUntil: addDays(dayOf(tx.now, programme.definition.zone), -1),
  };
}

type News = { messages: NewMessage[]; told: Partial<Told> };

/** What happened since an address was last told, as far as it is to be told of it. */
export async function newsFor(tx: Tx, webhook: WebhookRow): Promise<News> {
  const programme = await currentProgramme(tx.platform, webhook.programmeId);
  const placePath = await findPath(tx.db, programme.placeId);
  if (!isRelated(webhook.placePath, placePath)) return nothing;
  const until = new Date(tx.now.getTime() - settledAfter);
  const circumstances = { tx, webhook, programme, placePath, until };
  const all = await Promise.all(webhook.kinds.map((kind) => newsOf[kind](circumstances)));
  return {
    messages: all.flatMap(({ messages }) => messages),
    told: Object.assign({}, ...all.map(({ told }) => told)),
  };
}

type Circumstances = {
  tx: Tx;
  webhook: WebhookRow;
  programme: Programme;
  /** Where the programme stands now. */
  placePath: string;
  until: Date;
};

const scopeOf = ({ placePath }: WebhookRow) => placeScope('', [placePath]);

const newsOf: Record<WebhookKind, (given: Circumstances) => Promise<News>> = {
  async alert({ tx, webhook, programme, until }) {
    const { id: programmeId } = programme;
    const filter = { programmeId, after: webhook.alertsUntil, until, limit: atOnce };
    const rows = await listAlertNews(tx.db, scopeOf(webhook), filter);
    const messages = rows.map(({ openedAt, placeCode, placeZh, placeEn, ...alert }) =>
      messageOf('alert', 'alert.opened', openedAt, programme, {
        ...alert,
        place: { code: placeCode, zh: placeZh, en: placeEn },
        url: address(tx, programme, `/alerts?alert=${alert.id}`),
      }),
    );
    return { messages, told: untilLast('alertsUntil', rows) };
  },
  async high({ tx, webhook, programme, until }) {
    const { id: programmeId } = programme;
    const filter = { programmeId, after: webhook.highsUntil, until, limit: atOnce };
    const rows = await listHighNews(tx.db, scopeOf(webhook), filter);
    const messages = rows.map(({ id, temperature, checkedAt, siteCode, siteZh, siteEn }) =>
      messageOf('high', 'temperature.high', checkedAt, programme, {
        ...{ id, temperature, site: { code: siteCode, zh: siteZh, en: siteEn } },
      }),
    );
    return { messages, told: untilLast('highsUntil', rows) };
  },
  async import({ tx, webhook, programme, placePath, until }) {
    // A roster concerns all of a programme.
    if (!placePath.startsWith(webhook.placePath)) return nothing;
    const rows = await listImportNews(tx.db, programme.id, { after: webhook.importsUntil, until });
    const messages = rows.map(({ finishedAt, ...counts }) =>
      messageOf('import', 'import.completed', finishedAt, programme, {
        ...counts,
        url: address(tx, programme, `/imports/${counts.id}`),
      }),
    );
    return { messages, told: rows.length > 0 ? { importsUntil: until } : {} };
  },
  async day({ tx, webhook, programme }) {
    const yesterday = addDays(dayOf(tx.now, programme.definition.zone), -1);
    const daily = [...programme.forms.values()].find(({ policy }) => policy.slots === 'daily');
    if (!daily || webhook.daysUntil >= yesterday) return nothing;
    // After a while in which nobody was told, the last week is enough.
    const from = latest(addDays(webhook.daysUntil, 1), addDays(yesterday, -6));
    const here = await resolveProgramme(tx.platform, scopeOf(webhook), {
      programmeId: programme.id,
    });
    const days = await trendIn(tx, here, { form: daily.form, from, to: yesterday });
    const messages = days.map(({ day, due, done }) =>
      messageOf('day', 'day.closed', tx.now, programme, {
        ...{ day, form: daily.form, due, done, missing: Math.max(0, due - done) },
        url: address(tx, programme, `/completion?day=${day}`),
      }),
    );
    return { messages, told: { daysUntil: yesterday } };
  },
};

const nothing: News = { messages: [], told: {} };

/** Places move: an address may have come to stand beside its programme, and is told nothing then. */
const isRelated = (one: string, other: string) => one.startsWith(other) || other.startsWith(one);

const latest = (one: string, other: string) => (one > other ? one : other);

function untilLast(name: 'alertsUntil' | 'highsUntil', rows: { id: number }[]): Partial<Told> {
  const last = rows.at(-1);
  return last ? { [name]: last.id } : {};
}

const address = ({ platform }: Tx, { code }: Programme, path: string) =>
  `${platform.publicUrl}/console/p/${code}${path}`;

/** A message as Standard Webhooks lay it out. */
export function messageOf(
  kind: NewMessage['kind'],
  type: string,
  at: Date,
  programme: Programme,
  data: object,
): NewMessage {
  const named = { code: programme.code, ...programme.definition.shortName };
  const body = { type, timestamp: at.toISOString(), data: { programme: named, ...data } };
  return { id: randomUUID(), kind, body: JSON.stringify(body) };
}
