import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

type Filters = Record<string, string | number | boolean | undefined>;

/**
 * The filters of a page stand in its address, so that they survive a reload and can be passed on.
 * A filter set to undefined is taken out. The router reads numbers as numbers.
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
  const text = (name: string) => (search[name] === undefined ? undefined : String(search[name]));
  const number = (name: string) => {
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
