import { Toast } from 'antd-mobile';
import { accountLabel } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { Page } from '../../shared/phone/page.tsx';
import styles from './support-page.module.css';
import { words } from './words.ts';

/** How to reach the organisers' support (SPEC G7). */
export function SupportPage() {
  const { contacts, organiser, signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const copy = async (number: string) => {
    await navigator.clipboard?.writeText(number);
    Toast.show(t('copied'));
  };
  return (
    <Page title={t('support')}>
      <section className={cardStyles.card}>
        <h2>{text(organiser)}</h2>
        <p>{t('intro', { card: text(accountLabel(signIn)) })}</p>
        <a className={styles.link} href={`tel:${contacts.phone.replace(/[^+\d]/g, '')}`}>
          <span>{t('call')}</span>
          <strong>{contacts.phone}</strong>
        </a>
        <a className={styles.link} href={`mailto:${contacts.mail}`}>
          <span>{t('write')}</span>
          <strong>{contacts.mail}</strong>
        </a>
      </section>
      {contacts.cards.length > 0 && (
        <section className={cardStyles.card}>
          <h2>{t('accounts')}</h2>
          <ul className={listStyles.plain}>
            {contacts.cards.map((number) => (
              <li key={number}>
                <span>{number}</span>
                {'clipboard' in navigator && (
                  <button
                    type="button"
                    className={buttonsStyles.text}
                    aria-label={`${t('copy')} ${number}`}
                    onClick={() => void copy(number)}
                  >
                    {t('copy')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
