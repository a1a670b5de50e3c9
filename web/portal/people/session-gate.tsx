import { useLocation } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { accountOf } from '../../shared/account.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useEnrolment, useEntry } from '../../shared/participant/gate.ts';
import { OutboxProvider } from '../../shared/participant/outbox-provider.tsx';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Me, ParticipantProvider } from '../../shared/participant/session.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { problemText } from '../../shared/problems.ts';
import { wardLink } from '../shell/ward.ts';
import { useLeave } from './leave.ts';
import { SignedOutSheet } from './signed-out-sheet.tsx';
import { BindingWechat } from './wechat-binding.tsx';
import { words } from './words.ts';

const WardStrip = lazy(async () => {
  const { WardStrip } = await import('../shell/ward-strip.tsx');
  return { default: WardStrip };
});
const WardGone = lazy(async () => {
  const { WardGone } = await import('../shell/ward-gone.tsx');
  return { default: WardGone };
});

/** Shows the pages to whoever may enter; sends the others where they must go first. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { code, signIn } = usePublicProgramme();
  const href = useFirstHref();
  const entry = useEntry();
  const params = { programme: code };
  switch (entry.kind) {
    case 'waiting':
      return <Framed>{<Waiting />}</Framed>;
    case 'failed':
      return <Framed>{<Failure error={entry.error} retry={entry.retry} />}</Framed>;
    case 'signIn': {
      const isHome = href.replace(/\/$/, '').endsWith(`/${code}`);
      if (signIn.registration && (isHome || !entry.mayReturn)) {
        return <Redirect to="/$programme/welcome" params={params} replace />;
      }
      const search = entry.mayReturn ? { to: href } : {};
      return <Redirect to="/$programme/sign-in" {...{ params, search }} replace />;
    }
    case 'first':
      return <Redirect to="/$programme/first" params={params} replace />;
    case 'inside':
      return (
        <Inside key={accountOf(entry.me)} me={entry.me}>
          {children}
        </Inside>
      );
  }
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
  const { participant, error, isNotEnrolled, isWardGone, retry } = useEnrolment(me, wardLink);
  return (
    <>
      <SignedOutSheet me={me} />
      <BindingWechat me={me} />
      {isWardGone ? (
        <Framed>
          <Suspense fallback={<Waiting />}>
            <WardGone account={accountOf(me, wardLink)} />
          </Suspense>
        </Framed>
      ) : participant ? (
        <ParticipantProvider value={participant}>
          <OutboxProvider account={participant.account}>
            {wardLink && (
              <Suspense>
                <WardStrip name={participant.mine.name} />
              </Suspense>
            )}
            {children}
          </OutboxProvider>
        </ParticipantProvider>
      ) : (
        <Framed>
          {isNotEnrolled ? (
            <NotEnrolled {...{ me, error }} />
          ) : error ? (
            <Failure {...{ error, retry }} />
          ) : (
            <Waiting />
          )}
        </Framed>
      )}
    </>
  );
}

function NotEnrolled({ me, error }: { me: Me; error: unknown }) {
  const lang = useLang();
  const t = useWords(words);
  const leave = useLeave(me);
  return (
    <Empty title={problemText(error, lang)}>
      <Button color="primary" fill="outline" onClick={() => void leave(false)}>
        {t('signOut')}
      </Button>
    </Empty>
  );
}
