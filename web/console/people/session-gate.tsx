import { useQuery } from '@tanstack/react-query';
import { Modal, Spin } from 'antd';
import type { ReactNode } from 'react';
import { ErrorState } from '../../shared/antd/pc-parts.tsx';
import { pcWords } from '../../shared/antd/pc-words.ts';
import { useWords } from '../../shared/i18n.ts';
import { useSignInRequests } from '../../shared/sign-in-requests.ts';
import {
  type CurrentUser,
  CurrentUserProvider,
  useTakeOver,
} from '../../shared/staff/current-user.ts';
import { meQuery } from '../shell/session.ts';
import { Finish } from './finish.tsx';
import styles from './session-gate.module.css';
import { SignInForm, SignInPage } from './sign-in.tsx';

/** Shows the pages to whoever is signed in, and the way to sign in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery);
  if (me.isPending) return <Spin className={styles.wait} size="large" />;
  if (me.isError) return <ErrorState error={me.error} retry={() => void me.refetch()} />;
  if (me.data === null) return <SignInPage />;
  if (me.data.mustFinish) return <Finish me={me.data} />;
  return (
    <CurrentUserProvider value={me.data}>
      {children}
      <SignInAgain me={me.data} />
    </CurrentUserProvider>
  );
}

/** Over the page, when the session has ended in the middle of something. */
function SignInAgain({ me }: { me: CurrentUser }) {
  const t = useWords(pcWords);
  const signedIn = useTakeOver();
  const { open, finish } = useSignInRequests();
  return (
    <Modal
      open={open}
      title={t('signInAgain')}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={() => {
        finish(false);
        signedIn(null);
      }}
    >
      <p>{t('signInAgainHint')}</p>
      <SignInForm
        username={me.account}
        onDone={(next) => {
          finish(next.personId === me.personId);
          if (next.personId !== me.personId || next.mustFinish) signedIn(next);
        }}
      />
    </Modal>
  );
}
