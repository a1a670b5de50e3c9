import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { type ReactNode, useState } from 'react';
import { ApiProblem } from '../../shared/api.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { OutboxProvider } from '../../shared/participant/outbox-provider.tsx';
import { useOverview } from '../../shared/participant/overview.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import {
  accountOf,
  type Me,
  meQuery,
  mineQuery,
  ParticipantProvider,
  signOut,
} from '../../shared/participant/session.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { problemText } from '../../shared/problems.ts';
import { SignedOutSheet } from './signed-out-sheet.tsx';
import { words } from './words.ts';

/** Lets in whoever is signed in to this programme and has finished; sends the others where they must go. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { code } = usePublicProgramme();
  const href = useFirstHref();
  const { data: me, error, isPending, refetch } = useQuery(meQuery);
  const params = { programme: code };
  if (error) return <Framed>{<Failure error={error} retry={() => void refetch()} />}</Framed>;
  if (isPending) return <Framed>{<Waiting />}</Framed>;
  if (!me) {
    return <Redirect to="/$programme/sign-in" params={params} search={{ to: href }} replace />;
  }
  if (me.mustFinish) return <Redirect to="/$programme/first" params={params} replace />;
  return (
    <Inside key={accountOf(me)} me={me}>
      {children}
    </Inside>
  );
}

/** Where somebody wanted to go: the address may be another one while they are being sent elsewhere. */
function useFirstHref(): string {
  const { href } = useLocation();
  return useState(href)[0];
}

function Framed({ children }: { children: ReactNode }) {
  const { shortName } = usePublicProgramme();
  const text = useText();
  return (
    <Page title={text(shortName)} back={false}>
      {children}
    </Page>
  );
}

function Inside({ me, children }: { me: Me; children: ReactNode }) {
  const account = accountOf(me);
  const mine = useQuery(mineQuery(account));
  const overview = useOverview(account);
  const sheet = <SignedOutSheet me={me} />;
  const error = mine.data && overview.data ? null : (mine.error ?? overview.error);
  if (error) {
    const retry = () => void Promise.all([mine.refetch(), overview.refetch()]);
    return (
      <Framed>
        {sheet}
        <NotIn {...{ error, retry, account }} />
      </Framed>
    );
  }
  if (!mine.data || !overview.data) {
    return (
      <Framed>
        {sheet}
        <Waiting />
      </Framed>
    );
  }
  return (
    <ParticipantProvider value={{ me, account, mine: mine.data, overview: overview.data }}>
      <OutboxProvider account={account}>
        {sheet}
        {children}
      </OutboxProvider>
    </ParticipantProvider>
  );
}

/** Signed in, but not to be let in: not enrolled here, or something failed. */
function NotIn(props: { error: unknown; retry: () => void; account: string }) {
  const { error, retry, account } = props;
  const { code } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(words);
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (!(error instanceof ApiProblem) || error.code !== 'not_enrolled') {
    return <Failure error={error} retry={retry} />;
  }
  const leave = async () => {
    await signOut(queries, account);
    await navigate({ to: '/$programme/sign-in', params: { programme: code }, replace: true });
  };
  return (
    <Empty title={problemText(error, lang)}>
      <Button color="primary" fill="outline" onClick={() => void leave()}>
        {t('signOut')}
      </Button>
    </Empty>
  );
}
