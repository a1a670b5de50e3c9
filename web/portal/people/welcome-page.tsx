import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { PhoneHead } from '../../shared/entry/phone-head.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { useVisitor } from '../../shared/participant/session.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { LanguageSwitch } from '../../shared/phone/language-switch.tsx';
import listStyles from '../../shared/phone/list.module.css';
import pageStyles from '../../shared/phone/page.module.css';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { Contacts } from '../shell/contacts.tsx';
import styles from './sign-in-page.module.css';

/** 首页 before signing in, of a programme for which people register themselves (SPEC J1, J3). */
export function WelcomePage() {
  const { code, name, shortName, organiser, signIn, pages, hasCode } = usePublicProgramme();
  const t = useWords(registrationWords);
  const signInBy = useWords(signInWords);
  const text = useText();
  const navigate = useNavigate();
  const { data: visitor } = useVisitor();
  const params = { programme: code };
  if (visitor?.me || !signIn.registration) {
    return <Redirect to="/$programme/" params={params} replace />;
  }
  return (
    <div className={`${pageStyles.page} ${styles.page}`}>
      <PhoneHead organiser={text(organiser)} shortName={text(shortName)} name={text(name)}>
        <LanguageSwitch />
      </PhoneHead>
      <main className={styles.card}>
        <Button
          color="primary"
          size="large"
          block
          onClick={() => void navigate({ to: '/$programme/sign-in', params })}
        >
          {hasCode ? t('toSignInForCode', { code: text(shortName) }) : t('toSignIn')}
        </Button>
        <nav className={`${styles.links} ${styles.centred}`}>
          <Link className={buttonsStyles.link} to="/$programme/register" params={params}>
            {signInBy('noAccount')}
          </Link>
        </nav>
      </main>
      {pages.length > 0 && (
        <nav className={`${listStyles.list} ${styles.pages}`}>
          {pages.map((page) => (
            <Link
              key={page.code}
              className={listStyles.item}
              to="/$programme/pages/$page"
              params={{ programme: code, page: page.code }}
            >
              <span className={listStyles.text}>{text(page.title)}</span>
              <RightOutline aria-hidden="true" />
            </Link>
          ))}
        </nav>
      )}
      <Contacts />
    </div>
  );
}
