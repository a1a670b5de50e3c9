import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { access } from '../../../modules/access/contract.ts';
import { people } from '../../../modules/people/contract.ts';
import type { PermissionName } from '../../../platform/contract.ts';
import { endSession } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import { useLang } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import {
  type CurrentUser,
  isSignedOut,
  makeMeQuery,
  useTakeOver,
} from '../../shared/staff/current-user.ts';

async function findMe(): Promise<CurrentUser | null> {
  try {
    return await call(people.me, { whenSignedOut: 'fail' });
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

export const meQuery = makeMeQuery(findMe);

/** Signs out and goes to the beginning; says so where the server cannot be reached. */
export function useSignOut(me: CurrentUser) {
  const { message } = App.useApp();
  const lang = useLang();
  const navigate = useNavigate();
  const takeOver = useTakeOver();
  return useMutation({
    mutationFn: () => endSession(me),
    onSuccess: () => {
      takeOver(null);
      // Whoever signs in next begins at the beginning, not where somebody else was.
      void navigate({ to: '/' });
    },
    onError: (error) => void message.error(problemText(error, lang)),
  });
}

/** Whether the person who is signed in holds a permission anywhere; false while that is not known. */
export function useCan(): (permission: PermissionName) => boolean {
  const { data } = useGrants();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** The roles of the person who is signed in, and what they permit. */
export function useGrants() {
  return useQuery({ ...queryFor(access.mine), staleTime: 60_000 });
}
