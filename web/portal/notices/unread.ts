import { queryOptions, useQuery } from '@tanstack/react-query';
import { notices } from '../../../modules/notices/contract.ts';
import { call } from '../../shared/api.ts';
import { useParticipant } from '../../shared/participant/session.ts';

const unreadOf = (account: string) =>
  queryOptions({
    queryKey: [notices.unread.url, account],
    queryFn: () => call(notices.unread),
    refetchInterval: 120_000,
  });

/** How many notices are unread, and the newest of them. */
export function useUnread() {
  return useQuery(unreadOf(useParticipant().account));
}
