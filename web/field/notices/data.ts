import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { notices } from '../../../modules/notices/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';

export type Notice = ResponseOf<typeof notices.mine>['items'][number];

const ASK_AGAIN_MS = 120_000;

export function useUnread() {
  const account = accountOf(useCurrentUser());
  return useQuery({
    queryKey: [notices.unread.url, account],
    queryFn: () => call(notices.unread, { account }),
    refetchInterval: ASK_AGAIN_MS,
  });
}

/** One's notices page by page, newest first; seeing them marks them as read. */
export function useInbox() {
  const account = accountOf(useCurrentUser());
  const queries = useQueryClient();
  const inbox = useInfiniteQuery(pagesFor(notices.mine, { query: { limit: 30 } }));
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0]?.id;
  const marked = useRef<number>(undefined);
  useEffect(() => {
    if (newest === undefined || marked.current === newest) return;
    marked.current = newest;
    // They stay unread when that fails, and nothing is lost.
    call(notices.read, { body: { upTo: newest }, account })
      .then(() => queries.invalidateQueries({ queryKey: [notices.unread.url] }))
      .catch(() => undefined);
  }, [newest, account, queries]);
  return { inbox, items };
}
