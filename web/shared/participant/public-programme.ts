import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, createElement, type ReactNode, useContext } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { system } from '../../../platform/system.ts';
import { call, setRealm } from '../api.ts';
import { fetchOrCached, noAccount } from '../offline/response-cache.ts';
import { askingAnew } from '../query.ts';

/** What is known of a programme before anybody has signed in. */
export type PublicProgramme = ResponseOf<typeof programmes.publicProgramme>;

export const publicProgrammeQuery = (code: string) =>
  queryOptions({
    queryKey: [programmes.publicProgramme.url, code],
    queryFn: (context) =>
      fetchOrCached(
        noAccount,
        `publicProgramme|${code}`,
        () => call(programmes.publicProgramme, { params: { code } }),
        askingAnew(context),
      ),
    staleTime: 300_000,
  });

export const systemInfo = queryOptions({
  queryKey: [system.info.url],
  queryFn: (context) =>
    fetchOrCached(noAccount, 'system', () => call(system.info), askingAnew(context)),
  staleTime: 600_000,
});

/** Whether it is known that no code can be sent from here, so that nobody types a number for nothing. */
export function useHasNoSms(): boolean {
  return useQuery(systemInfo).data?.sms === false;
}

const PublicProgrammeContext = createContext<PublicProgramme | null>(null);

/** Tells the pages below which programme they belong to, and has their requests name its realm. */
export function PublicProgrammeProvider(props: { value: PublicProgramme; children: ReactNode }) {
  // Before anything below is drawn, and thus before it can request something.
  setRealm(props.value.realm);
  return createElement(PublicProgrammeContext.Provider, props);
}

/** The programme of this address, if it is that of one. */
export function usePublicProgrammeIfAny(): PublicProgramme | null {
  return useContext(PublicProgrammeContext);
}

/** The programme of this address. Throws outside of `ProgrammeFrame`. */
export function usePublicProgramme(): PublicProgramme {
  const publicProgramme = useContext(PublicProgrammeContext);
  if (!publicProgramme) throw new Error('This stands outside of a programme.');
  return publicProgramme;
}
