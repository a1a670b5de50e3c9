import { Link, useNavigate } from '@tanstack/react-router';
import { ExclamationCircleOutline } from 'antd-mobile-icons';
import { useEffect, useState } from 'react';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useFieldErrors } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useCameBack, useWechatName } from '../../shared/participant/wechat.ts';
import { wechatWords } from '../../shared/participant/wechat-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import { Empty, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { problemText } from '../../shared/problems.ts';
import { EntryForm } from './sign-in-form.tsx';
import { UsernameEntry } from './username-entry.tsx';

/** Where WeChat sends people back to. */
export function WechatPage() {
  const { code } = usePublicProgramme();
  const t = useWords(wechatWords);
  const { back, error, to, isLost } = useCameBack();
  const navigate = useNavigate();
  const [isNamed, setNamed] = useState(false);
  const isShared = back?.kind === 'several' && !isNamed;
  const isIn = back?.kind === 'one' || isNamed;
  useEffect(() => {
    // The router takes an address that is written beside it for the last word: nothing to leave then.
    if (isLost) return;
    // Neither is good any more: what stands in the address is sent on in messages and pictures.
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }, [isLost]);
  useEffect(() => {
    if (isIn) void navigate({ to, replace: true });
  }, [isIn, to, navigate]);
  const params = { programme: code };
  const search = { to };
  if (isLost || back?.kind === 'none') {
    return <Redirect to="/$programme/sign-in" {...{ params, search }} replace />;
  }
  return (
    <Page title={t('returning')} back={false}>
      {error !== null && <Refused error={error} />}
      {isShared && <NameStep token={back.token} onDone={() => setNamed(true)} />}
      {!error && !isShared && <Waiting blocks={1} />}
    </Page>
  );
}

function Refused({ error }: { error: unknown }) {
  const { code } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(wechatWords);
  return (
    <Empty title={t('returning')} icon={<ExclamationCircleOutline />}>
      <p role="alert">{problemText(error, lang)}</p>
      <Link
        className={buttonsStyles.link}
        to="/$programme/sign-in"
        params={{ programme: code }}
        replace
      >
        {t('otherWay')}
      </Link>
    </Empty>
  );
}

function NameStep({ token, onDone }: { token: string; onDone: () => void }) {
  const t = useWords(wechatWords);
  const state = useWechatName(token, onDone);
  const { tried, busy, problem, forget, send, username, setUsername } = state;
  const errorAt = useFieldErrors({ tried, problem });
  return (
    <section className={cardStyles.card}>
      <EntryForm {...{ busy, problem, forget, send }} fieldPaths={/^username$/} label={t('enter')}>
        <UsernameEntry
          hint={t('username')}
          error={errorAt('username', username.trim())}
          value={username}
          onChange={setUsername}
        />
      </EntryForm>
    </section>
  );
}
