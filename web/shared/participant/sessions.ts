import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import { useParticipant } from './session.ts';

export type SessionResponse = ResponseOf<typeof people.sessions>[number];

/** Where one is signed in. */
export function useSessions() {
  const { account } = useParticipant();
  return useQuery({
    queryKey: [people.sessions.url, account],
    queryFn: () => call(people.sessions, { account }),
  });
}

type Callbacks = { ended: () => void; failed: (error: Error) => void };

/** Ends one of one's own sessions, and asks anew for what is left, whatever came of it. */
export function useEndSession({ ended, failed }: Callbacks) {
  const { account } = useParticipant();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: SessionResponse) => call(people.endSession, { params: { id }, account }),
    onSuccess: ended,
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: [people.sessions.url] }),
  });
}
