import type { Static } from 'typebox';
import { participantApps } from '../../forms/programme.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import { type Route, route, signedIn } from '../../platform/routes.ts';
import { type Notice, notices } from './contract.ts';
import { countUnread, findNewestUnread, listNotices, markRead, type NoticeRow } from './queries.ts';

/** Staff read theirs in the field. */
const reader = signedIn(...participantApps, 'field');

const serializeNotice = (row: NoticeRow): Static<typeof Notice> => ({
  id: row.id,
  kind: row.kind,
  zh: row.text_zh,
  en: row.text_en,
  link: row.link,
  createdAt: row.created_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});

export const noticesRoutes: Route[] = [
  route(notices.mine, reader, async ({ platform, self, query }) => {
    const { after, limit = 50 } = query;
    const [before] = keyAfter(after, 'number') ?? [];
    const rows = await listNotices(platform.db, self, { before, limit: limit + 1 });
    return pageOf(rows, limit, serializeNotice, ({ id }) => [id]);
  }),

  route(notices.unread, reader, async ({ platform, self }) => {
    const [count, newest] = await Promise.all([
      countUnread(platform.db, self),
      findNewestUnread(platform.db, self),
    ]);
    return { count, newest: newest ? serializeNotice(newest) : null };
  }),

  route(notices.read, reader, async ({ platform, actor, self, body }) => {
    await platform.transaction(actor, (tx) => markRead(tx.db, self, body.upTo, tx.now));
    return { ok: true as const };
  }),
];
