import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useOverview } from '../../shared/participant/overview.ts';
import {
  accountOf,
  type Me,
  meQuery,
  mineQuery,
  ParticipantProvider,
} from '../../shared/participant/session.ts';
import { problemText } from '../../shared/problems.ts';
import { PageWaiting } from '../shell/page-waiting.tsx';
import { FirstPage } from './first-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useLeave } from './sign-out.tsx';
import { SignedOutModal } from './signed-out-modal.tsx';
import { words } from './words.ts';

/**
 * Lets in whoever is signed in to this programme and has finished; the others see at the same
 * address what they must do first. Whoever was in stays in when the session ends: they sign in
 * again over the page.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data: now, error, isPending, refetch } = useQuery(meQuery);
  const [inside, setInside] = useState<Me | null>(null);
  const mayEnter = now && !now.mustFinish;
  if (mayEnter && !inside) setInside(now);
  const isOther = inside !== null && now != null && accountOf(now) !== accountOf(inside);
  useEffect(() => {
    // Somebody else signed in, in another tab: nothing of one person may stay before the other.
    if (isOther) location.reload();
  }, [isOther]);
  if (isOther) return null;
  if (inside && !now?.mustFinish) {
    return (
      <Inside me={inside} expired={now === null}>
        {children}
      </Inside>
    );
  }
  if (isPending) return <PageWaiting />;
  if (error && now === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!now) return <SignInPage />;
  return <FirstPage key={accountOf(now)} me={now} />;
}

type InsideProps = { me: Me; expired: boolean; children: ReactNode };

function Inside({ me, expired, children }: InsideProps) {
  const account = accountOf(me);
  const mine = useQuery(mineQuery(account));
  const overview = useOverview(account);
  const again = <SignedOutModal {...{ me, expired }} />;
  if (mine.data && overview.data) {
    return (
      <ParticipantProvider value={{ me, account, mine: mine.data, overview: overview.data }}>
        {again}
        {children}
      </ParticipantProvider>
    );
  }
  const error = mine.error ?? overview.error;
  const retry = () => void Promise.all([mine.refetch(), overview.refetch()]);
  return (
    <>
      {again}
      {error ? <NotIn {...{ error, retry }} /> : <PageWaiting />}
    </>
  );
}

/** Signed in, but not to be let in: not enrolled here, or something failed. */
function NotIn({ error, retry }: { error: unknown; retry: () => void }) {
  const lang = useLang();
  const t = useWords(words);
  const leave = useLeave();
  if (!(error instanceof ApiProblem) || error.code !== 'not_enrolled') {
    return <ErrorState {...{ error, retry }} />;
  }
  return (
    <EmptyState title={t('notIn')} hint={problemText(error, lang)}>
      <Button onClick={() => void leave(false)}>{t('signOut')}</Button>
    </EmptyState>
  );
}
