import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { notices } from '../../../modules/notices/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { fetchOrCached } from '../offline/response-cache.ts';
import { askingAnew } from '../query.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useParticipant } from './session.ts';

export type Notice = ResponseOf<typeof notices.mine>['items'][number];

const ASK_AGAIN_MS = 120_000;

const unreadOf = (account: string) =>
  queryOptions({
    queryKey: [notices.unread.url, account],
    queryFn: () => call(notices.unread, { account }),
    refetchInterval: ASK_AGAIN_MS,
  });

const latestOf = (account: string, limit: number) =>
  queryOptions({
    queryKey: [notices.mine.url, account, limit],
    queryFn: (context) =>
      fetchOrCached(
        account,
        `notices|${limit}`,
        () => call(notices.mine, { query: { limit }, account }),
        askingAnew(context),
      ),
    staleTime: 0,
  });

const pagesOf = (account: string) =>
  infiniteQueryOptions({
    queryKey: [notices.mine.url, account, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: 30, ...(pageParam !== undefined && { after: pageParam }) };
      const fetcher = () => call(notices.mine, { query, account });
      // The latest of them are kept for times without a network.
      return pageParam === undefined ? fetchOrCached(account, 'notices', fetcher) : fetcher();
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** How many notices are unread, and the newest of them. */
export function useUnread() {
  return useQuery(unreadOf(useParticipant().account));
}

/** The latest notices, read or not. */
export function useLatestNotices(limit: number) {
  return useQuery(latestOf(useParticipant().account, limit));
}

/** Marks notices as read; they stay unread when that fails, and nothing is lost. */
export function useMarkRead(): (upTo: number) => Promise<void> {
  const { account } = useParticipant();
  const queries = useQueryClient();
  return useCallback(
    async (upTo) => {
      try {
        await call(notices.read, { body: { upTo }, account });
        await queries.invalidateQueries({ queryKey: unreadOf(account).queryKey });
      } catch {
        // The next look at them marks them.
      }
    },
    [account, queries],
  );
}

/** One's notices page by page, newest first; seeing them marks them as read. */
export function useInbox() {
  const markRead = useMarkRead();
  const inbox = useInfiniteQuery(pagesOf(useParticipant().account));
  const items: Notice[] = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0]?.id;
  const marked = useRef<number>(undefined);
  useEffect(() => {
    if (newest === undefined || marked.current === newest) return;
    marked.current = newest;
    void markRead(newest);
  }, [newest, markRead]);
  return { inbox, items };
}

/** Gives the address that a notice points at, where it points anywhere. */
export function useNoticeAddress(): (notice: Pick<Notice, 'link'>) => string | null {
  const { code } = usePublicProgramme();
  return ({ link }) => link && `/${code}/${link.replace(/^\//, '')}`;
}
