import { useQuery } from '@tanstack/react-query';
import { programmes } from '../../../modules/programmes/contract.ts';
import { queryFor } from '../../shared/query-for.ts';
import { OfferBadge, offersFreshMs } from '../shell/offer-badge.tsx';
import type { Programme } from '../shell/programme.tsx';

/** What the template of a programme offers of its settings; asked only by those who may take it. */
export function useSettingsOffer({ id, mayOnAll }: Programme) {
  return useQuery({
    ...queryFor(programmes.settingsOffer, { params: { id } }),
    enabled: mayOnAll.includes('programme.change_rules'),
    staleTime: offersFreshMs,
  });
}

export function SettingsOfferBadge({ programme }: { programme: Programme }) {
  const { data } = useSettingsOffer(programme);
  return <OfferBadge count={data?.offer ? 1 : 0} />;
}
