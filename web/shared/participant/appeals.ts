import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../api.ts';
import { fetchOrCached } from '../offline/response-cache.ts';
import { askingAnew } from '../query.ts';
import { useParticipant } from './session.ts';

export type OwnAppeal = ResponseOf<typeof codes.ownAppeals>['items'][number];

const appealsOf = (account: string) =>
  queryOptions({
    queryKey: [codes.ownAppeals.url, account],
    queryFn: (context) =>
      fetchOrCached(
        account,
        'code-appeals',
        () => call(codes.ownAppeals, { account }),
        askingAnew(context),
      ),
    staleTime: 0,
  });

/** What was typed and not sent: leaving the page does not lose it. */
const drafts = new Map<string, string>();

/** One's appeals, and the writing of another one. */
export function useAppeals() {
  const { account } = useParticipant();
  const queries = useQueryClient();
  const appeals = useQuery(appealsOf(account));
  const [words, setWords] = useState(drafts.get(account) ?? '');
  const [tried, setTried] = useState(false);
  const write = (next: string) => {
    drafts.set(account, next);
    setWords(next);
  };
  const sending = useMutation({
    mutationFn: (entry: number) => call(codes.appeal, { body: { entry, words }, account }),
    onSuccess: () => {
      drafts.delete(account);
      setWords('');
      setTried(false);
    },
    onSettled: () => {
      for (const { url } of [codes.ownAppeals, codes.mine, codes.history]) {
        void queries.invalidateQueries({ queryKey: [url] });
      }
    },
  });
  const { items = [], entry = null, days = 0 } = appeals.data ?? {};
  const open = items.find((each) => each.state === 'open' && each.entry === entry);
  const send = (done: () => void) => {
    setTried(true);
    if (entry !== null && words.trim()) sending.mutate(entry, { onSuccess: done });
  };
  return {
    appeals,
    items,
    days,
    /** Whether there is something to appeal against, and no appeal against it is under way. */
    mayAppeal: entry !== null && !open,
    words,
    write,
    send,
    isMissing: tried && !words.trim(),
    isSending: sending.isPending,
    problem: sending.error instanceof ApiProblem ? sending.error : null,
  };
}
