import { Type } from 'typebox';
import { contract, Done, Instant, Nullable, PageOf, PageQuery } from '../../platform/contract.ts';

export const Notice = Type.Object({
  id: Type.Integer(),
  kind: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  /** A path within the app, such as `/daily`. */
  link: Nullable(Type.String()),
  createdAt: Instant,
  readAt: Nullable(Instant),
});

export const notices = contract('notices', {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'One’s own notices, newest first',
    query: Type.Object(PageQuery),
    response: PageOf(Notice),
  },
  unread: {
    method: 'GET',
    path: '/mine/unread',
    summary: 'How many of one’s notices are unread, and the newest of them',
    response: Type.Object({ count: Type.Integer(), newest: Nullable(Notice) }),
  },
  read: {
    method: 'POST',
    path: '/mine/read',
    summary: 'Marks notices up to this one as read',
    body: Type.Object({ upTo: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }),
    response: Done,
  },
});
