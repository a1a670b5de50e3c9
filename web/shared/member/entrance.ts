import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { system } from '../../../platform/system.ts';
import { call } from '../api.ts';
import { fetchOrKept, nobody } from '../offline/kept.ts';

/** What is known of a programme before anybody has signed in. */
export type Entrance = ResponseOf<typeof programmes.entrance>;

export const entranceOf = (code: string) =>
  queryOptions({
    queryKey: [programmes.entrance.url, code],
    queryFn: () =>
      fetchOrKept(nobody, `entrance|${code}`, () =>
        call(programmes.entrance, { params: { code } }),
      ),
    staleTime: 300_000,
  });

export const systemInfo = queryOptions({
  queryKey: [system.info.url],
  queryFn: () => fetchOrKept(nobody, 'system', () => call(system.info)),
  staleTime: 600_000,
});

const EntranceContext = createContext<Entrance | null>(null);

export const EntranceProvider = EntranceContext.Provider;

/** The programme of this address. Throws outside of `ProgrammeFrame`. */
export function useEntrance(): Entrance {
  const entrance = useContext(EntranceContext);
  if (!entrance) throw new Error('This stands outside of a programme.');
  return entrance;
}
