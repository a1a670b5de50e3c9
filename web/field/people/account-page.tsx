import { Link } from '@tanstack/react-router';
import { Button, Dialog, Toast } from 'antd-mobile';
import { RightOutline, UserOutline } from 'antd-mobile-icons';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { InstallCard } from '../../shared/phone/install-card.tsx';
import list from '../../shared/phone/list.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { useSignOut } from '../../shared/staff/session.ts';
import text from '../../shared/text.module.css';
import { useFeatures } from '../shell/feature.ts';
import { FieldTabs } from '../shell/frame.tsx';
import styles from './account-page.module.css';
import { words } from './words.ts';

/** Who one is here, installing, and the way out. */
export function AccountPage() {
  const t = useWords(words);
  const { name, account } = useCurrentUser();
  const cards = useFeatures().flatMap(({ accountCards = [] }) => accountCards);
  return (
    <>
      <Page title={t('account')} back={false}>
        <section className={`${card.card} ${styles.person}`}>
          <span className={styles.avatar} aria-hidden="true">
            <UserOutline />
          </span>
          <div>
            <h2>{name}</h2>
            <p className={text.soft}>{t('accountName', { account })}</p>
          </div>
        </section>
        {cards.map((Card) => (
          <Card key={Card.displayName ?? Card.name} />
        ))}
        <InstallCard />
        <nav className={list.list} aria-label={t('elsewhere')}>
          <Link className={list.item} to="/account/password">
            <span className={list.text}>
              <strong>{t('changePassword')}</strong>
              <span className={text.soft}>{t('changePasswordHint')}</span>
            </span>
            <RightOutline aria-hidden="true" />
          </Link>
          <a className={list.item} href="/console/">
            <span className={list.text}>
              <strong>{t('console')}</strong>
              <span className={text.soft}>{t('consoleHint')}</span>
            </span>
          </a>
        </nav>
        <SignOut />
      </Page>
      <FieldTabs />
    </>
  );
}

function SignOut() {
  const t = useWords(words);
  const lang = useLang();
  const me = useCurrentUser();
  const signOut = useSignOut();
  const notes = useFeatures().flatMap(({ leavingNote = [] }) => leavingNote);
  const ask = async () => {
    const title = t('signOutTitle');
    const sure = await Dialog.confirm({
      title,
      'aria-label': title,
      content: t('signOutText'),
      confirmText: t('signOut'),
      cancelText: t('cancel'),
    });
    if (!sure) return;
    await signOut(me).catch((error: unknown) => void Toast.show(problemText(error, lang)));
  };
  return (
    <section className={card.card}>
      {notes.map((Note) => (
        <Note key={Note.displayName ?? Note.name} />
      ))}
      <Button color="primary" fill="outline" size="large" block onClick={() => void ask()}>
        {t('signOut')}
      </Button>
    </section>
  );
}
