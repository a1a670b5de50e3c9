import { useQuery } from '@tanstack/react-query';
import { programmes } from '../../../modules/programmes/contract.ts';
import { queryFor } from '../../shared/query-for.ts';
import { OfferBadge, offersFreshMs } from '../shell/offer-badge.tsx';
import type { Programme } from '../shell/programme.tsx';

/** What the template of a programme offers of forms; asked only by those who may take it. */
export function useFormOffers({ id, mayOnAll }: Programme) {
  return useQuery({
    ...queryFor(programmes.formOffers, { params: { id } }),
    enabled: mayOnAll.includes('form.change'),
    staleTime: offersFreshMs,
  });
}

export function FormOfferBadge({ programme }: { programme: Programme }) {
  const { data } = useFormOffers(programme);
  return <OfferBadge count={data?.offers.length ?? 0} />;
}
