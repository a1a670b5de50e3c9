import { useQueryClient } from '@tanstack/react-query';
import type { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Lang } from '../../shared/i18n.ts';

export type Site = ResponseOf<typeof staff.site>;
export type SiteScanner = Site['people'][number];
export type ScannerDetails = ResponseOf<typeof staff.scanner>;

/** After a change at a site, all that is shown of sites and scanners is asked for again. */
export function useChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => isOfStaff(queryKey[0]) });
}

const isOfStaff = (url: unknown): boolean => `${url}`.startsWith('/api/staff/');

/** A place's name in the language of the page. */
export const nameIn = (lang: Lang, { nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
  lang === 'zh' ? nameZh : nameEn;
