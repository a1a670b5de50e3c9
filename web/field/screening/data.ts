import { useQuery } from '@tanstack/react-query';
import { screening } from '../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import { fetchOrCached } from '../../shared/offline/response-cache.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { useMySites } from '../../shared/staff/own-sites.ts';
import type { FurtherForm } from './answers/further-form.ts';
import type { Verdict } from './verdict.ts';

export type SiteProgramme = ResponseOf<typeof screening.site>['programmes'][number];

/** The site where one is now; each check belongs to it. */
export function useCurrentSite() {
  const sites = useMySites();
  return { ...sites, site: sites.data?.find(({ current, active }) => current && active) };
}

/** What is checked at a site: whose codes, and from which temperature on somebody is told. */
export function useSiteProgrammes(siteId: number | undefined) {
  const account = accountOf(useCurrentUser());
  return useQuery({
    queryKey: [screening.site.url, account, siteId],
    queryFn: () =>
      fetchOrCached(account, `site-${siteId}`, () =>
        call(screening.site, { params: { siteId: siteId ?? 0 }, account }),
      ),
    enabled: siteId !== undefined,
    staleTime: 5 * 60_000,
  });
}

/** From which temperature on a second look is asked for at a site; null where nothing says so. */
export function lowestHigh(programmes: readonly { highFrom: number | null }[] = []): number | null {
  const limits = programmes.flatMap(({ highFrom }) => highFrom ?? []);
  return limits.length > 0 ? Math.min(...limits) : null;
}

/**
 * What is asked of somebody beside the temperature, by the programme that the code or the server names. Where neither
 * does and several are checked at the site, nothing is asked.
 */
export function furtherFieldsFor(
  programmes: readonly SiteProgramme[],
  verdict: Verdict,
): FurtherForm | null {
  const named = verdict.kind === 'refused' ? undefined : verdict.programme;
  const [only] = programmes.length === 1 ? programmes : [];
  const programme = named === undefined ? only : programmes.find(({ code }) => code === named);
  // What was stored by an earlier version of the app knows no forms.
  return programme?.form ? { ...programme.form, zone: programme.zone } : null;
}
