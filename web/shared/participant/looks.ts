import { useInfiniteQuery } from '@tanstack/react-query';
import { joiners } from '../../../forms/joiners.ts';
import { oversight } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { call } from '../api.ts';
import type { Lang } from '../i18n.ts';
import { useParticipant } from './session.ts';

export type Look = ResponseOf<typeof oversight.mine>['items'][number];

/** Who looked at one's own data or changed it, page by page, newest first. */
export function useLooks() {
  const { account } = useParticipant();
  const looks = useInfiniteQuery({
    queryKey: [oversight.mine.url, account],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = { limit: 30, ...(pageParam !== undefined && { after: pageParam }) };
      return call(oversight.mine, { query, account });
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items: Look[] = looks.data?.pages.flatMap((page) => page.items) ?? [];
  return { looks, items };
}

/** Roles with their places, such as 北部群 组织者; each once, and the first three of many. */
export function standingsIn({ by }: Look, lang: Lang): string {
  const told = by.map(({ role, place }) => {
    return lang === 'zh' ? `${place.zh} ${role.zh}` : `${role.en}, ${place.en}`;
  });
  return [...new Set(told)].slice(0, 3).join(joiners[lang].semicolon);
}
