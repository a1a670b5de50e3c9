import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem, call, currentRealm } from '../api.ts';
import { clearCached, fetchOrCached, noAccount, removeCached } from '../offline/response-cache.ts';

export type Me = ResponseOf<typeof people.me>;
export type Mine = ResponseOf<typeof programmes.mine>;
export type Overview = ResponseOf<typeof reports.overview>;

/** Under this name things are kept on the device for a person in a programme. */
export function accountOf(me: Me): string {
  return `${me.realm}/${me.personId}`;
}

/** Under this name it is kept who was in the programme last. */
const lastUserKey = () => `me|${currentRealm()}`;

/** Nobody is signed in any more: the session ended, or the person was withdrawn. */
function isOver(error: unknown): boolean {
  return error instanceof ApiProblem && ['not_signed_in', 'withdrawn'].includes(error.code);
}

/** Who is signed in; null for nobody. Without a network: who was last. */
export const meQuery = queryOptions({
  queryKey: [people.me.url],
  queryFn: async (): Promise<Me | null> => {
    try {
      return await fetchOrCached(noAccount, lastUserKey(), () =>
        call(people.me, { whenSignedOut: 'fail' }),
      );
    } catch (error) {
      if (!isOver(error)) throw error;
      await removeCached(noAccount, lastUserKey());
      return null;
    }
  },
  staleTime: 60_000,
});

export const mineQuery = (account: string) =>
  queryOptions({
    queryKey: [programmes.mine.url, account],
    queryFn: () => fetchOrCached(account, 'mine', () => call(programmes.mine, { account })),
    staleTime: 60_000,
  });

export const overviewQuery = (account: string) =>
  queryOptions({
    queryKey: [reports.overview.url, account],
    queryFn: () => fetchOrCached(account, 'overview', () => call(reports.overview, { account })),
    staleTime: 10_000,
  });

/** Takes note of who signed in: nothing of whoever was there before stays in memory. */
export async function signedInAs(queries: QueryClient, me: Me): Promise<void> {
  const before = queries.getQueryData(meQuery.queryKey);
  if (before && accountOf(before) !== accountOf(me)) queries.clear();
  queries.setQueryData(meQuery.queryKey, me);
  await queries.invalidateQueries({ queryKey: meQuery.queryKey });
}

/** Ends the session here and forgets what the server told. Throws when there is no network. */
export async function signOut(queries: QueryClient, account: string): Promise<void> {
  try {
    await call(people.signOut, { whenSignedOut: 'fail' });
  } catch (error) {
    if (!isOver(error)) throw error;
  }
  await clearCached(account);
  await removeCached(noAccount, lastUserKey());
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  queries.setQueryData(meQuery.queryKey, null);
}

export type Participant = {
  me: Me;
  account: string;
  mine: Mine;
  overview: Overview;
};

const ParticipantContext = createContext<Participant | null>(null);

export const ParticipantProvider = ParticipantContext.Provider;

/** The person who is signed in, with their enrolment. Throws outside of the pages that need one. */
export function useParticipant(): Participant {
  const participant = useContext(ParticipantContext);
  if (!participant) throw new Error('This page is only for somebody who is signed in.');
  return participant;
}
