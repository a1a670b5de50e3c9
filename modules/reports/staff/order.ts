import type { Platform } from '../../../platform/platform.ts';
import { type ProgrammeView, placesInOrder } from '../../programmes/public.ts';
import type { PeopleOrder } from './queries-order.ts';

type Wanted = {
  sort: PeopleOrder['by'];
  jumpTo?: string | undefined;
  lang?: 'zh' | 'en' | undefined;
};

/** What the key of an order of people begins with; behind it stand the ids of those who are alike in it. */
export const peopleKeyTypes = {
  name: ['string'],
  known: ['string'],
  place: ['number', 'string'],
} as const;

/** In which order people are listed who are seen of a programme. */
export async function peopleOrder(
  platform: Platform,
  here: ProgrammeView,
  { sort, jumpTo, lang = 'zh' }: Wanted,
): Promise<PeopleOrder> {
  if (sort !== 'place') return { by: sort, jumpTo };
  return { by: 'place', placeIds: await placesInOrder(platform, here, lang) };
}
