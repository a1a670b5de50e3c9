import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { codes } from '../../../modules/codes/contract.ts';
import { call } from '../api.ts';
import { fetchOrCached } from '../offline/response-cache.ts';
import { askingAnew } from '../query.ts';
import { useParticipant } from './session.ts';

export const codeOf = (account: string) =>
  queryOptions({
    queryKey: [codes.mine.url, account],
    queryFn: (context) =>
      fetchOrCached(account, 'code', () => call(codes.mine, { account }), askingAnew(context)),
    // Somebody else may change it at any time.
    staleTime: 0,
  });

const ledgerOf = (account: string) =>
  infiniteQueryOptions({
    queryKey: [codes.history.url, account],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam: after }) => {
      const fetcher = () =>
        call(codes.history, { query: after === undefined ? {} : { after }, account });
      return after === undefined ? fetchOrCached(account, 'code-history', fetcher) : fetcher();
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  });

/** The colour of one's own code and why it is so; without a network what was known last. */
export function useCode() {
  return useQuery(codeOf(useParticipant().account));
}

/** Every change of one's own code, page by page, newest first. */
export function useLedger() {
  const ledger = useInfiniteQuery(ledgerOf(useParticipant().account));
  const pages = ledger.data?.pages ?? [];
  return {
    ledger,
    entries: pages.flatMap(({ items }) => items),
    forgotten: pages.reduce((sum, { forgotten }) => sum + forgotten, 0),
  };
}
