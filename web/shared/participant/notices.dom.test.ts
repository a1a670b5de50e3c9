import { describe, expect, test } from 'vitest';
import { notices } from '../../../modules/notices/contract.ts';
import { type Notice, useInbox, useLatestNotices, useNoticeAddress, useUnread } from './notices.ts';
import { NoAnswer, ok } from './testing/fake-server.ts';
import { doing, now, openStage, type Stage, until } from './testing/stage.tsx';

const notice = (id: number, given: Partial<Notice> = {}): Notice => ({
  ...{ id, kind: 'reminder', zh: `提醒 ${id}`, en: `Reminder ${id}`, link: null, readAt: null },
  ...{ createdAt: new Date(now).toISOString(), ...given },
});

/** Has the server keep notices, the newest first. */
function withNotices(stage: Stage, all: Notice[]) {
  let readUpTo = 0;
  const unread = () => all.filter(({ id }) => id > readUpTo);
  stage.server.on(notices.unread, () => ({ count: unread().length, newest: unread()[0] ?? null }));
  stage.server.on(notices.read, ({ body }) => {
    readUpTo = body.upTo;
    return ok;
  });
  stage.server.on(notices.mine, ({ query }) => {
    const from =
      query.after === undefined ? 0 : all.findIndex(({ id }) => id === Number(query.after)) + 1;
    const items = all.slice(from, from + 2);
    const last = items.at(-1);
    return { items, next: last && last !== all.at(-1) ? String(last.id) : null };
  });
}

describe('the inbox', () => {
  test('marks as read what is seen, and comes page by page', async () => {
    const stage = openStage();
    withNotices(stage, [notice(3), notice(2), notice(1)]);
    const { result } = stage.render(() => ({ ...useInbox(), unread: useUnread().data }));
    await until(() => expect(result.current.items.map(({ id }) => id)).toEqual([3, 2]));
    await until(() => expect(result.current.unread?.count).toBe(0));
    await doing(() => result.current.inbox.fetchNextPage());
    await until(() => expect(result.current.items.map(({ id }) => id)).toEqual([3, 2, 1]));
    expect(stage.server.requests(notices.read).map(({ body }) => body)).toEqual([{ upTo: 3 }]);
  });

  test('leaves them unread when that fails', async () => {
    const stage = openStage();
    withNotices(stage, [notice(1)]);
    stage.server.on(notices.read, () => {
      throw new NoAnswer();
    });
    const { result } = stage.render(() => ({ ...useInbox(), unread: useUnread().data }));
    await until(() => expect(stage.server.requests(notices.read)).toHaveLength(1));
    expect(result.current.items).toHaveLength(1);
    expect(result.current.unread?.count).toBe(1);
  });
});

test('the latest notices are shown without being marked as read', async () => {
  const stage = openStage();
  withNotices(stage, [notice(3), notice(2)]);
  const { result } = stage.render(() => useLatestNotices(2));
  await until(() => expect(result.current.data?.items.map(({ id }) => id)).toEqual([3, 2]));
  expect(stage.server.requests(notices.mine)[0]?.query).toEqual({ limit: 2 });
  expect(stage.server.requests(notices.read)).toEqual([]);
});

test('a notice points at a page of the programme, or nowhere', () => {
  const { result } = openStage().render(useNoticeAddress);
  const address = (link: string | null) => result.current({ link });
  expect(address('/weigh-in')).toBe('/penguins/weigh-in');
  expect(address('weigh-in')).toBe('/penguins/weigh-in');
  expect(address(null)).toBeNull();
});
