import { useQuery } from '@tanstack/react-query';
import { access } from '../../../modules/access/contract.ts';
import { people } from '../../../modules/people/contract.ts';
import { accountOf, endSession } from '../account.ts';
import { call } from '../api.ts';
import {
  cacheResponse,
  clearCached,
  fetchOrCached,
  noAccount,
  removeCached,
} from '../offline/response-cache.ts';
import {
  type CurrentUser,
  isSignedOut,
  makeMeQuery,
  useCurrentUser,
  useTakeOver,
} from './current-user.ts';

async function findMe(): Promise<CurrentUser | null> {
  try {
    return await fetchOrCached(noAccount, 'me', () => call(people.me, { whenSignedOut: 'fail' }));
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    await removeCached(noAccount, 'me');
    return null;
  }
}

/** An app that opens without a network takes for signed in who was last. */
export const meQuery = makeMeQuery(findMe);

/** Takes over whoever signed in just now, also for the next time without a network. */
export function useSignedIn() {
  const takeOver = useTakeOver();
  return (me: CurrentUser | null) => {
    takeOver(me);
    if (me) void cacheResponse(noAccount, 'me', me);
  };
}

/** Ends the session on this device. Throws when the server cannot be reached. */
export function useSignOut(): (me: CurrentUser) => Promise<void> {
  const signedIn = useSignedIn();
  return async (me) => {
    const came = await endSession(me);
    // Whoever has signed in since is the one who was here last.
    if (came === 'ended') await removeCached(noAccount, 'me');
    await clearCached(accountOf(me));
    signedIn(null);
  };
}

/** The roles of the person who is signed in, and what they permit. */
export function useGrants() {
  const account = accountOf(useCurrentUser());
  return useQuery({
    queryKey: [access.mine.url, account],
    queryFn: () => fetchOrCached(account, 'grants', () => call(access.mine, { account })),
    staleTime: 60_000,
  });
}
