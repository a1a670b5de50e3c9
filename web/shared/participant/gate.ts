import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { accountOf } from '../account.ts';
import { ApiProblem } from '../api.ts';
import { useLang } from '../i18n.ts';
import { problemText } from '../problems.ts';
import { useSignInRequests } from '../sign-in-requests.ts';
import { useOverview } from './overview.ts';
import { usePublicProgramme } from './public-programme.ts';
import {
  isWardGone,
  type Me,
  mineQuery,
  type Participant,
  signedInAs,
  useVisitor,
  type Visitor,
  visitorQuery,
} from './session.ts';
import { fixedAccount } from './sign-in.ts';

/** What whoever asks for a page of participants gets to see. */
export type Entry =
  | { kind: 'waiting' }
  | { kind: 'failed'; error: unknown; retry: () => void }
  /** `mayReturn`: afterwards the page that was asked for is shown. */
  | { kind: 'signIn'; mayReturn: boolean }
  | { kind: 'first'; me: Me }
  | { kind: 'inside'; me: Me };

/** Who is in the pages. Whoever was in stays in when the session ends: they sign in again over the page. */
export function insideAfter(inside: Me | null, visitor: Visitor | undefined): Me | null {
  if (!visitor) return inside;
  if (visitor.me) return visitor.me.mustFinish ? null : visitor.me;
  return visitor.left ? null : inside;
}

/** Lets in whoever is signed in to this programme and has finished; the others do first what they must. */
export function useEntry(): Entry {
  const { data: visitor, error, refetch } = useVisitor();
  const [before, setInside] = useState<Me | null>(null);
  const inside = insideAfter(before, visitor);
  if (inside !== before) setInside(inside);
  useForgettingOthers(inside && accountOf(inside));
  if (inside) return { kind: 'inside', me: inside };
  if (visitor?.me) return { kind: 'first', me: visitor.me };
  if (visitor) return { kind: 'signIn', mayReturn: !visitor.left };
  return error ? { kind: 'failed', error, retry: () => void refetch() } : { kind: 'waiting' };
}

/** Somebody else signed in, perhaps in another tab: nothing of one person stays in memory for the other. */
function useForgettingOthers(account: string | null): void {
  const queries = useQueryClient();
  const before = useRef(account);
  useEffect(() => {
    const last = before.current;
    if (account === null || account === last) return;
    before.current = account;
    const isOfLast = (key: unknown) => last !== null && String(key).startsWith(last);
    queries.removeQueries({ predicate: ({ queryKey }) => isOfLast(queryKey[1]) });
  }, [account, queries]);
}

/** What the pages rest on, those of a ward where a link says so; null while it is loading, and where that fails. */
export function useEnrolment(me: Me, wardLink: string | null = null) {
  const account = accountOf(me, wardLink);
  const mine = useQuery(mineQuery(account));
  const overview = useOverview(account);
  const participant: Participant | null =
    mine.data && overview.data ? { me, account, mine: mine.data, overview: overview.data } : null;
  const error = participant ? null : (mine.error ?? overview.error);
  return {
    participant,
    error,
    /** The link to the ward has ended, also where something is still at hand from before. */
    isWardGone: [mine.error, overview.error].some(isWardGone),
    /** The person is not enrolled in this programme. */
    isNotEnrolled: error instanceof ApiProblem && error.code === 'not_enrolled',
    retry: () => void Promise.all([mine.refetch(), overview.refetch()]),
  };
}

/** Asks anew who is there: by now it is nobody of this programme, or somebody else. */
function askWhoIsThere(queries: QueryClient, realm: string): void {
  void queries.invalidateQueries({ queryKey: visitorQuery(realm).queryKey });
}

/**
 * When the session ends in the middle of something, the same person signs in again over the page:
 * what they typed stays, and what was being sent goes on.
 */
export function useSigningInAgain(me: Me) {
  const { realm, signIn } = usePublicProgramme();
  const queries = useQueryClient();
  const { data: visitor } = useVisitor();
  const { open, finish } = useSignInRequests(() => askWhoIsThere(queries, realm));
  const [isDismissed, setDismissed] = useState(false);
  const end = (signedIn: boolean) => {
    finish(signedIn);
    setDismissed(!signedIn);
  };
  return {
    /** A request waits for it, or the page knows that the session has ended. */
    open: open || (visitor?.me === null && !isDismissed),
    ...fixedAccount(signIn, me),
    done: async (who: Me) => {
      await signedInAs(queries, who);
      // What was being sent belongs to whom the page was opened for.
      end(!who.mustFinish && accountOf(who) === accountOf(me));
    },
    dismiss: () => end(false),
  };
}

/** Why somebody is asked to sign in who does not expect it; null where there is nothing to say. */
export function useReasonToSignIn(): string | null {
  const { data: visitor } = useVisitor();
  const lang = useLang();
  return visitor?.left === 'withdrawn' ? problemText(new ApiProblem('withdrawn', 403), lang) : null;
}
