import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { feedback } from '../../../modules/feedback/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { fetchOrCached } from '../offline/response-cache.ts';
import { askingAnew, isPassing } from '../query.ts';
import { useDraft } from '../use-draft.ts';
import { draftKey, type Start } from './kept-draft.ts';
import { useSender } from './sender.tsx';

export type OwnFeedback = ResponseOf<typeof feedback.mine>['items'][number];
export type Thread = ResponseOf<typeof feedback.own>;

const atOnce = 20;

const pagesOf = (account: string) =>
  infiniteQueryOptions({
    queryKey: [feedback.mine.url, account],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: atOnce, ...(pageParam !== undefined && { after: pageParam }) };
      const fetcher = () => call(feedback.mine, { query, account });
      // The latest are kept for times without a network.
      return pageParam === undefined ? fetchOrCached(account, 'feedback', fetcher) : fetcher();
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What one has sent, newest first. */
export function useOwnFeedback() {
  const list = useInfiniteQuery(pagesOf(useSender().account));
  return { list, items: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

const threadOf = (account: string, id: number) =>
  queryOptions({
    queryKey: [feedback.own.url, account, id],
    queryFn: (context) =>
      fetchOrCached(
        account,
        `feedback|${id}`,
        () => call(feedback.own, { params: { id }, account }),
        askingAnew(context),
      ),
    staleTime: 0,
  });

export function useThread(id: number) {
  return useQuery(threadOf(useSender().account, id));
}

export type Addition = { id: string; words: string };

export const emptyAddition = (): Addition => ({ id: newId(), words: '' });

/** Adding to what one has sent; what was typed is kept on the device until it is sent. */
export function useAddition(id: number, start: Start<Addition>, onSent: () => void) {
  const { account } = useSender();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(start.value);
  const [tried, setTried] = useState(false);
  const hasWords = typed.words.trim() !== '';
  const draft = useDraft(draftKey(account, `${id}`), start.resumed, hasWords ? typed : null);
  const sending = useMutation({
    mutationFn: (body: Addition) => call(feedback.add, { params: { id }, body, account }),
    onSuccess: async () => {
      await draft.drop();
      setTried(false);
      setTyped(emptyAddition());
      onSent();
    },
    onError: () => void draft.saveLatest(),
    onSettled: () => {
      for (const { url } of [feedback.own, feedback.mine]) {
        void queries.invalidateQueries({ queryKey: [url] });
      }
    },
  });
  return {
    words: typed.words,
    write: (words: string) => setTyped((now) => ({ ...now, words })),
    submit: () => {
      setTried(true);
      if (hasWords && !sending.isPending) sending.mutate(typed);
    },
    isMissing: tried && !hasWords,
    isSending: sending.isPending,
    problem: sending.error,
    isPassing: isPassing(sending.error),
  };
}
