import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { accountLabel, recoveryOf } from '../../../forms/sign-in.ts';
import { PhoneHead } from '../../shared/entry/phone-head.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { useReasonToSignIn } from '../../shared/participant/gate.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { type Me, signedInAs, useVisitor } from '../../shared/participant/session.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import { FormProblem } from '../../shared/phone/field.tsx';
import { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
import pageStyles from '../../shared/phone/page.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { Contacts } from '../shell/contacts.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { WechatButton, WechatNotBound } from './wechat-button.tsx';
import { words } from './words.ts';

/** Where somebody who was on their way is let go on. */
function useGoOn() {
  const { code } = usePublicProgramme();
  const navigate = useNavigate();
  return (to: string | undefined) => {
    const home = `/${code}/`;
    void navigate({ to: to?.startsWith(home) ? to : home, replace: true });
  };
}

/** The first screen (SPEC G3.1). */
export function SignInPage() {
  const { code, name, shortName, organiser, signIn, pages } = usePublicProgramme();
  const { to } = useSearch({ from: '/$programme/sign-in' });
  const t = useWords(words);
  const signInBy = useWords(signInWords);
  const text = useText();
  const queries = useQueryClient();
  const goOn = useGoOn();
  const { data: visitor } = useVisitor();
  const reason = useReasonToSignIn();
  const [alias, setAlias] = useState<string | null>(null);
  const done = async (who: Me, usedAlias: boolean) => {
    if (usedAlias) setAlias(who.account);
    await signedInAs(queries, who);
    if (!usedAlias) goOn(to);
  };
  if (alias) return <Alias account={alias} onGoOn={() => goOn(to)} />;
  if (visitor?.me && !visitor.me.mustFinish) {
    return <Redirect to="/$programme/" params={{ programme: code }} replace />;
  }
  return (
    <div className={`${pageStyles.page} ${styles.page}`}>
      <PhoneHead organiser={text(organiser)} shortName={text(shortName)} name={text(name)}>
        <LanguageSwitch />
      </PhoneHead>
      <main className={styles.card}>
        <h2>{t('welcome', { card: text(accountLabel(signIn)) })}</h2>
        {reason && (
          <div className={styles.reason}>
            <FormProblem>{reason}</FormProblem>
          </div>
        )}
        <WechatNotBound className={styles.reason} />
        <SignInForm onDone={(who, usedAlias) => void done(who, usedAlias)} />
        <WechatButton to={to} />
        <nav className={styles.links}>
          {signIn.registration && (
            <Link
              className={buttonsStyles.link}
              to="/$programme/register"
              params={{ programme: code }}
            >
              {signInBy('noAccount')}
            </Link>
          )}
          {recoveryOf(signIn) && (
            <Link
              className={buttonsStyles.link}
              to="/$programme/forgotten"
              params={{ programme: code }}
            >
              {t('forgot')}
            </Link>
          )}
          {pages.map((page) => (
            <Link
              key={page.code}
              className={buttonsStyles.link}
              to="/$programme/pages/$page"
              params={{ programme: code, page: page.code }}
            >
              {text(page.title)}
            </Link>
          ))}
        </nav>
      </main>
      <Contacts />
    </div>
  );
}

/** The card that was typed is a further one of the same person: says which to use (SPEC G3.1). */
function Alias({ account, onGoOn }: { account: string; onGoOn: () => void }) {
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  return (
    <Page
      title={t('aliasTitle', { card: text(accountLabel(signIn)), account })}
      back={false}
      action={
        <Button color="primary" size="large" block onClick={onGoOn}>
          {t('ok')}
        </Button>
      }
    >
      <section className={cardStyles.card}>
        <p role="status">{t('alias', { account })}</p>
      </section>
    </Page>
  );
}
