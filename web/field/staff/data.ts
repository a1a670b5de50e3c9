import { useQuery, useQueryClient } from '@tanstack/react-query';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import type { Lang } from '../../shared/i18n.ts';
import { fetchOrCached } from '../../shared/offline/response-cache.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';

export type OwnSite = ResponseOf<typeof staff.mySites>[number];
export type Site = ResponseOf<typeof staff.site>;
export type SiteScanner = Site['people'][number];
export type ScannerDetails = ResponseOf<typeof staff.scanner>;

/** The sites where one works; known without a network as well. */
export function useMySites() {
  const account = accountOf(useCurrentUser());
  return useQuery({
    queryKey: [staff.mySites.url, account],
    queryFn: () => fetchOrCached(account, 'my-sites', () => call(staff.mySites, { account })),
    staleTime: 30_000,
  });
}

/** After a change at a site, all that is shown of sites and scanners is asked for again. */
export function useChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => isOfStaff(queryKey[0]) });
}

const isOfStaff = (url: unknown): boolean => `${url}`.startsWith('/api/staff/');

/** A place's name in the language of the page. */
export const nameIn = (lang: Lang, { nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
  lang === 'zh' ? nameZh : nameEn;
