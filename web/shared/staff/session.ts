import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { access } from '../../../modules/access/contract.ts';
import { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../api.ts';
import {
  cacheResponse,
  clearCached,
  fetchOrCached,
  noAccount,
  removeCached,
} from '../offline/response-cache.ts';

export type CurrentUser = ResponseOf<typeof people.me>;

const CurrentUserContext = createContext<CurrentUser | null>(null);

export const CurrentUserProvider = CurrentUserContext.Provider;

/** The member of staff who is signed in. Only behind the gate of an app. */
export function useCurrentUser(): CurrentUser {
  const who = useContext(CurrentUserContext);
  if (!who) throw new Error('Nobody is signed in here.');
  return who;
}

/** Under this name things are kept on the device for a member of staff. */
function accountOf({ realm, personId }: CurrentUser): string {
  return `${realm}/${personId}`;
}

async function findMe(): Promise<CurrentUser | null> {
  try {
    return await fetchOrCached(noAccount, 'me', () => call(people.me, { whenSignedOut: 'fail' }));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    await removeCached(noAccount, 'me');
    return null;
  }
}

/** Who is signed in; null for nobody. An app that opens without a network then says who was last. */
export const meQuery = queryOptions({
  queryKey: [people.me.url],
  queryFn: findMe,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Takes over whoever signed in just now; all that was fetched before is forgotten. */
export function useSignedIn() {
  const queries = useQueryClient();
  return (me: CurrentUser | null) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== people.me.url });
    queries.setQueryData(meQuery.queryKey, me);
    if (me) void cacheResponse(noAccount, 'me', me);
  };
}

/** Ends the session on this device. Throws when the server cannot be reached. */
export function useSignOut(): (me: CurrentUser) => Promise<void> {
  const signedIn = useSignedIn();
  return async (me) => {
    try {
      await call(people.signOut, { whenSignedOut: 'fail' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    }
    await removeCached(noAccount, 'me');
    await clearCached(accountOf(me));
    signedIn(null);
  };
}

/** The roles of the person who is signed in, and what they permit. */
export function useGrants() {
  const account = accountOf(useCurrentUser());
  return useQuery({
    queryKey: [access.mine.url, account],
    queryFn: () => fetchOrCached(account, 'grants', () => call(access.mine)),
    staleTime: 60_000,
  });
}
