import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal, Spin } from 'antd';
import { createContext, type ReactNode, useContext } from 'react';
import type { Static } from 'typebox';
import { access } from '../../../modules/access/contract.ts';
import { type Me, people } from '../../../modules/people/contract.ts';
import { ErrorState } from '../../shared/antd/pc-parts.tsx';
import { pcWords } from '../../shared/antd/pc-words.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { useSignInRequests } from '../../shared/sign-in-requests.ts';
import { Finish } from '../people/finish.tsx';
import { SignInForm, SignInPage } from '../people/sign-in.tsx';

export type WhoAmI = Static<typeof Me>;

const WhoContext = createContext<WhoAmI | null>(null);

/** Who is signed in. Only inside of the gate. */
export function useWho(): WhoAmI {
  const who = useContext(WhoContext);
  if (!who) throw new Error('Nobody is signed in here.');
  return who;
}

const meKey = [people.me.url];

/** Null: nobody is signed in. */
async function findMe(): Promise<WhoAmI | null> {
  try {
    return await call(people.me, { whenSignedOut: 'fail' });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Takes over whoever signed in just now; all that was fetched before is forgotten. */
export function useSignedIn() {
  const queries = useQueryClient();
  return (me: WhoAmI | null) => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== people.me.url });
    queries.setQueryData(meKey, me);
  };
}

/** Shows the pages to whoever is signed in, and the way to sign in to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: meKey, queryFn: findMe, staleTime: Number.POSITIVE_INFINITY });
  if (me.isPending) return <Spin className="cs-wait" size="large" />;
  if (me.isError) return <ErrorState error={me.error} retry={() => void me.refetch()} />;
  if (me.data === null) return <SignInPage />;
  if (me.data.mustFinish) return <Finish me={me.data} />;
  return (
    <WhoContext value={me.data}>
      {children}
      <SignInAgain me={me.data} />
    </WhoContext>
  );
}

/** Over the page, when the session has ended in the middle of something. */
function SignInAgain({ me }: { me: WhoAmI }) {
  const t = useWords(pcWords);
  const signedIn = useSignedIn();
  const { open, settle } = useSignInRequests();
  return (
    <Modal
      open={open}
      title={t('signInAgain')}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={() => {
        settle(false);
        signedIn(null);
      }}
    >
      <p>{t('signInAgainHint')}</p>
      <SignInForm
        username={me.account}
        onDone={(next) => {
          settle(next.personId === me.personId);
          if (next.personId !== me.personId || next.mustFinish) signedIn(next);
        }}
      />
    </Modal>
  );
}

/** Whether the person who is signed in holds a permission anywhere; false while that is not known. */
export function useCan(): (permission: string) => boolean {
  const { data } = useQuery({ ...queryFor(access.mine), staleTime: 60_000 });
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** The same, and whether it is known by now. */
export function useGrants() {
  return useQuery({ ...queryFor(access.mine), staleTime: 60_000 });
}
