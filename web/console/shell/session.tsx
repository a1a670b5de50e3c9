import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Static } from 'typebox';
import { access } from '../../../modules/access/contract.ts';
import { type Me, people } from '../../../modules/people/contract.ts';
import type { PermissionName } from '../../../platform/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { queryFor } from '../../shared/query-for.ts';

export type CurrentUser = Static<typeof Me>;

const CurrentUserContext = createContext<CurrentUser | null>(null);

export const CurrentUserProvider = CurrentUserContext.Provider;

/** Who is signed in. Only inside of the gate. */
export function useCurrentUser(): CurrentUser {
  const who = useContext(CurrentUserContext);
  if (!who) throw new Error('Nobody is signed in here.');
  return who;
}

async function findMe(): Promise<CurrentUser | null> {
  try {
    return await call(people.me, { whenSignedOut: 'fail' });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Null: nobody is signed in. */
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
  };
}

/** Whether the person who is signed in holds a permission anywhere; false while that is not known. */
export function useCan(): (permission: PermissionName) => boolean {
  const { data } = useQuery({ ...queryFor(access.mine), staleTime: 60_000 });
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** The same, and whether it is known by now. */
export function useGrants() {
  return useQuery({ ...queryFor(access.mine), staleTime: 60_000 });
}
