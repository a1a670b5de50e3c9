import type { places } from '../../../modules/places/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Lang } from '../../shared/i18n.ts';
import { placeName } from '../shell/programme.tsx';

export type FoundPlace = ResponseOf<typeof places.search>['items'][number];
export type WholePlace = ResponseOf<typeof places.get>;

/** What a page lists; regions stand among the organisations. */
export type ListedKind = 'organisation' | 'site';

/** Where a place stands, the highest first: it tells equal names apart. */
export const pathOf = ({ above }: Pick<FoundPlace, 'above'>, lang: Lang): string =>
  above.map((place) => placeName(place, lang)).join(' / ');

/** A code of GB/T 2260; regions of an installation's own have others. */
export const isDivision = (code: string): boolean => /^\d{6}$/.test(code);
