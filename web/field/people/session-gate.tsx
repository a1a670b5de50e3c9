import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { countUnsent } from '../../shared/offline/outbox.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { useSignInRequests } from '../../shared/sign-in-requests.ts';
import { type CurrentUser, CurrentUserProvider } from '../../shared/staff/current-user.ts';
import { meQuery, useSignedIn } from '../../shared/staff/session.ts';
import type { ShutOut } from '../shell/feature.ts';
import { FinishPage } from './finish-page.tsx';
import { type Attempt, useShutOut } from './shut-out.ts';
import { SignInForm, SignInPage } from './sign-in.tsx';
import { words } from './words.ts';

/** Shows the pages to whoever is signed in, and the way to sign in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useWords(words);
  const me = useQuery(meQuery);
  const { who: shutOut, attempt } = useShutOut();
  if (me.isPending) return <Waiting />;
  if (me.isError) {
    return (
      <Page title={t('signInTitle')} back={false}>
        <Unreached error={me.error} retry={() => void me.refetch()} />
      </Page>
    );
  }
  if (me.data === null) return <SignInPage {...{ shutOut, attempt }} />;
  if (me.data.mustFinish) return <FinishPage me={me.data} />;
  return (
    <CurrentUserProvider value={me.data}>
      {children}
      <SignInAgain me={me.data} {...{ shutOut, attempt }} />
    </CurrentUserProvider>
  );
}

/** Nobody is known on this device, and the server cannot be asked. */
function Unreached({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 0)
    return <Failure {...{ error, retry }} />;
  return (
    <>
      <Failure {...{ error, retry }} />
      <Empty title={t('offlineTitle')}>
        <p>{t('offline')}</p>
      </Empty>
    </>
  );
}

/** Over the page, when the session has ended in the middle of something. */
function SignInAgain(props: { me: CurrentUser; shutOut: ShutOut | null; attempt: Attempt }) {
  const { me, shutOut, attempt } = props;
  const t = useWords(words);
  const signedIn = useSignedIn();
  const { open, finish } = useSignInRequests();
  if (!open) return null;
  const done = (next: CurrentUser) => {
    finish(next.personId === me.personId);
    if (next.personId !== me.personId || next.mustFinish) signedIn(next);
  };
  const giveUp = () => {
    finish(false);
    signedIn(null);
  };
  return (
    <Sheet title={t('again')} onClose={giveUp}>
      <p>{t('againText')}</p>
      <SignInForm username={me.account} attempt={attempt} onDone={done} />
      {shutOut && <LeaveToHandIn account={shutOut.account} leave={giveUp} />}
    </Sheet>
  );
}

/** Whoever is shut out may have more to do here once they are let in, and so is asked before the page is left. */
function LeaveToHandIn({ account, leave }: { account: string; leave: () => void }) {
  const t = useWords(words);
  const { data: count = 0 } = useQuery({
    queryKey: ['unsent', 'of', account],
    queryFn: () => countUnsent(account),
  });
  if (count === 0) return null;
  return (
    <>
      <p role="status">{t('leaveToHandInText', { count })}</p>
      <Button block fill="outline" color="primary" size="large" onClick={leave}>
        {t('leaveToHandIn')}
      </Button>
    </>
  );
}
