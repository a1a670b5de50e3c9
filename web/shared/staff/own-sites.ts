import { useQuery } from '@tanstack/react-query';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { accountOf } from '../account.ts';
import { call } from '../api.ts';
import { fetchOrCached } from '../offline/response-cache.ts';
import { useCurrentUser } from './current-user.ts';

export type OwnSite = ResponseOf<typeof staff.mySites>[number];

/** The sites where one works; known without a network as well. */
export function useMySites() {
  const account = accountOf(useCurrentUser());
  return useQuery({
    queryKey: [staff.mySites.url, account],
    queryFn: () => fetchOrCached(account, 'my-sites', () => call(staff.mySites, { account })),
    staleTime: 30_000,
  });
}
