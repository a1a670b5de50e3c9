import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem } from '../api.ts';

export type CurrentUser = ResponseOf<typeof people.me>;

const CurrentUserContext = createContext<CurrentUser | null>(null);

export const CurrentUserProvider = CurrentUserContext.Provider;

/** The member of staff who is signed in. Only behind the gate of an app. */
export function useCurrentUser(): CurrentUser {
  const who = useContext(CurrentUserContext);
  if (!who) throw new Error('Nobody is signed in here.');
  return who;
}

/** Who is signed in; null for nobody. Each app says how it finds out. */
export function makeMeQuery(findMe: () => Promise<CurrentUser | null>) {
  return queryOptions({
    queryKey: [people.me.url],
    queryFn: findMe,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether the server refused because nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}

/** Takes over whoever signed in just now; all that was fetched before is forgotten. */
export function useTakeOver() {
  const queries = useQueryClient();
  return (me: CurrentUser | null) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== people.me.url });
    queries.setQueryData<CurrentUser | null>([people.me.url], me);
  };
}
