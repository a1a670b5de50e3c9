import { useQuery } from '@tanstack/react-query';
import { access } from '../../../modules/access/contract.ts';
import { people } from '../../../modules/people/contract.ts';
import type { PermissionName } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { queryFor } from '../../shared/query-for.ts';
import { type CurrentUser, isSignedOut, makeMeQuery } from '../../shared/staff/current-user.ts';

async function findMe(): Promise<CurrentUser | null> {
  try {
    return await call(people.me, { whenSignedOut: 'fail' });
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export const meQuery = makeMeQuery(findMe);

/** Whether the person who is signed in holds a permission anywhere; false while that is not known. */
export function useCan(): (permission: PermissionName) => boolean {
  const { data } = useGrants();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** The roles of the person who is signed in, and what they permit. */
export function useGrants() {
  return useQuery({ ...queryFor(access.mine), staleTime: 60_000 });
}
