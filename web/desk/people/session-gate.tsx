import { Button } from 'antd';
import type { ReactNode } from 'react';
import { accountOf } from '../../shared/account.ts';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useEnrolment, useEntry } from '../../shared/participant/gate.ts';
import { type Me, ParticipantProvider } from '../../shared/participant/session.ts';
import { problemText } from '../../shared/problems.ts';
import { PageWaiting } from '../shell/page-waiting.tsx';
import { FirstPage } from './first-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useLeave } from './sign-out.tsx';
import { SignedOutModal } from './signed-out-modal.tsx';
import { words } from './words.ts';

/** Shows the pages to whoever may enter; the others see at the same address what they must do first. */
export function SessionGate({ children }: { children: ReactNode }) {
  const entry = useEntry();
  switch (entry.kind) {
    case 'waiting':
      return <PageWaiting />;
    case 'failed':
      return <ErrorState error={entry.error} retry={entry.retry} />;
    case 'signIn':
      return <SignInPage />;
    case 'first':
      return <FirstPage key={accountOf(entry.me)} me={entry.me} />;
    case 'inside':
      return (
        <Inside key={accountOf(entry.me)} me={entry.me}>
          {children}
        </Inside>
      );
  }
}

function Inside({ me, children }: { me: Me; children: ReactNode }) {
  const { participant, error, isNotEnrolled, retry } = useEnrolment(me);
  return (
    <>
      <SignedOutModal me={me} />
      {participant ? (
        <ParticipantProvider value={participant}>{children}</ParticipantProvider>
      ) : isNotEnrolled ? (
        <NotEnrolled {...{ me, error }} />
      ) : error ? (
        <ErrorState {...{ error, retry }} />
      ) : (
        <PageWaiting />
      )}
    </>
  );
}

function NotEnrolled({ me, error }: { me: Me; error: unknown }) {
  const lang = useLang();
  const t = useWords(words);
  const leave = useLeave(me);
  return (
    <EmptyState title={t('notIn')} hint={problemText(error, lang)}>
      <Button onClick={() => void leave(false)}>{t('signOut')}</Button>
    </EmptyState>
  );
}
