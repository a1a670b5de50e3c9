import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { accountOf, endSession } from '../account.ts';
import { ApiProblem, call } from '../api.ts';
import { removePhoneKey } from '../offline/phone-keys.ts';
import {
  cacheResponse,
  clearCached,
  fetchOrCached,
  noAccount,
  removeCached,
} from '../offline/response-cache.ts';
import { askingAnew } from '../query.ts';
import { usePublicProgramme } from './public-programme.ts';

export type Me = ResponseOf<typeof people.me>;
export type Mine = ResponseOf<typeof programmes.mine>;
export type Overview = ResponseOf<typeof reports.overview>;

/** Who is at this device. */
export type Visitor = {
  /** Null: nobody is signed in. */
  me: Me | null;
  /** Whoever was in has left: they signed out, or were withdrawn. A session that merely ended may go on. */
  left: 'signedOut' | 'withdrawn' | null;
};

/** Under this name it is kept who was in the programme last. */
const lastUserKey = (realm: string) => `me|${realm}`;

/** The session has ended, or the person was withdrawn: nobody is signed in. */
function nobodyAfter(error: unknown): Visitor | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === 'withdrawn') return { me: null, left: 'withdrawn' };
  return error.code === 'not_signed_in' ? { me: null, left: null } : null;
}

/** Who is signed in to a realm. Without a network: who was last. */
export const visitorQuery = (realm: string) =>
  queryOptions({
    queryKey: [people.me.url, realm],
    queryFn: async (context): Promise<Visitor> => {
      try {
        const me = await fetchOrCached(
          noAccount,
          lastUserKey(realm),
          () => call(people.me, { whenSignedOut: 'fail', realm }),
          askingAnew(context),
        );
        return { me, left: null };
      } catch (error) {
        const nobody = nobodyAfter(error);
        if (!nobody) throw error;
        await removeCached(noAccount, lastUserKey(realm));
        return nobody;
      }
    },
    staleTime: 60_000,
  });

/** Who is signed in to the programme of this page. */
export function useVisitor() {
  return useQuery(visitorQuery(usePublicProgramme().realm));
}

/** The server says that the link to a ward has ended. */
export function isWardGone(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.code === 'not_your_ward';
}

export const mineQuery = (account: string) =>
  queryOptions({
    queryKey: [programmes.mine.url, account],
    queryFn: (context) =>
      fetchOrCached(account, 'mine', () => call(programmes.mine, { account }), askingAnew(context)),
    staleTime: 60_000,
  });

export const overviewQuery = (account: string) =>
  queryOptions({
    queryKey: [reports.overview.url, account],
    queryFn: (context) =>
      fetchOrCached(
        account,
        'overview',
        () => call(reports.overview, { account }),
        askingAnew(context),
      ),
    staleTime: 10_000,
  });

/** Forgets what the server told somebody, on the device and in memory. */
async function forgetPerson(queries: QueryClient, me: Me): Promise<void> {
  await clearCached(accountOf(me));
  await removePhoneKey(accountOf(me));
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== people.me.url });
}

/**
 * Takes note of who signed in: nothing that the server told whoever was there before stays. It is stored
 * before anything asks anew, because whoever was last counts as signed in where there is no network.
 */
export async function signedInAs(queries: QueryClient, me: Me): Promise<void> {
  const { queryKey } = visitorQuery(me.realm);
  const before = queries.getQueryData(queryKey)?.me;
  if (before && accountOf(before) !== accountOf(me)) {
    await forgetPerson(queries, before);
    // Where it cannot be stored who signed in, nobody was last.
    await removeCached(noAccount, lastUserKey(me.realm));
  }
  await cacheResponse(noAccount, lastUserKey(me.realm), me);
  queries.setQueryData(queryKey, { me, left: null });
  await queries.invalidateQueries({ queryKey });
}

/** Ends the session here and forgets what the server told. Throws when there is no network. */
export async function signOut(queries: QueryClient, me: Me): Promise<void> {
  const { realm } = me;
  const came = await endSession(me);
  await forgetPerson(queries, me);
  // Whoever has signed in since is the one who was here last.
  if (came === 'ended') await removeCached(noAccount, lastUserKey(realm));
  queries.setQueryData(visitorQuery(realm).queryKey, { me: null, left: 'signedOut' });
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
