import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What may stand in an address: ids, codes and days, nothing that somebody could be known by. */
type Filter =
  | 'person'
  | 'place'
  | 'group'
  | 'state'
  | 'role'
  | 'type'
  | 'day'
  | 'from'
  | 'to'
  | 'list'
  | 'sort'
  | 'level'
  | 'mine'
  | 'alert'
  | 'feedback'
  | 'kind'
  | 'programme'
  | 'check'
  | 'action'
  | 'colour'
  | 'one'
  | 'other';
type Filters = { [F in Filter]?: string | number | undefined };

/**
 * The filters of a page stand in its address, so that they survive a reload and can be passed on.
 * A filter set to undefined is taken out. The router reads numbers as numbers. What is typed to look for
 * people never stands here: addresses are kept by browsers and logged by proxies.
 */
export function useAddress() {
  const search = useSearch({ strict: false }) as Filters;
  const navigate = useNavigate();
  const set = useCallback(
    (change: Filters, options: { push?: boolean } = {}) =>
      void navigate({
        to: '.',
        search: (before: Filters) => ({ ...before, ...change }),
        replace: !options.push,
      } as never),
    [navigate],
  );
  const text = (name: Filter) => (search[name] === undefined ? undefined : String(search[name]));
  const number = (name: Filter) => {
    const value = Number(search[name]);
    return search[name] !== undefined && Number.isSafeInteger(value) ? value : undefined;
  };
  return { text, number, set };
}

/** Opens and closes the drawer with one person's page over whatever page is shown. */
export function usePersonDrawer() {
  const { number, set } = useAddress();
  return {
    enrolmentId: number('person'),
    open: (enrolmentId: number) => set({ person: enrolmentId }, { push: true }),
    close: () => set({ person: undefined }),
  };
}
