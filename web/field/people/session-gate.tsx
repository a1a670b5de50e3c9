import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { useSignInRequests } from '../../shared/sign-in-requests.ts';
import { type CurrentUser, CurrentUserProvider } from '../../shared/staff/current-user.ts';
import { meQuery, useSignedIn } from '../../shared/staff/session.ts';
import { FinishPage } from './finish-page.tsx';
import { SignInForm, SignInPage } from './sign-in.tsx';
import { words } from './words.ts';

/** Shows the pages to whoever is signed in, and the way to sign in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useWords(words);
  const me = useQuery(meQuery);
  if (me.isPending) return <Waiting />;
  if (me.isError) {
    return (
      <Page title={t('signInTitle')} back={false}>
        <Unreached error={me.error} retry={() => void me.refetch()} />
      </Page>
    );
  }
  if (me.data === null) return <SignInPage />;
  if (me.data.mustFinish) return <FinishPage me={me.data} />;
  return (
    <CurrentUserProvider value={me.data}>
      {children}
      <SignInAgain me={me.data} />
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
function SignInAgain({ me }: { me: CurrentUser }) {
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
      <SignInForm username={me.account} onDone={done} />
    </Sheet>
  );
}
