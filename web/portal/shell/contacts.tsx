import { MailOutline, PhonebookOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import styles from './contacts.module.css';
import { words } from './words.ts';

/** Phone and mail of the organisers' support (SPEC G7), on every page where one may be stuck. */
export function Contacts() {
  const { contacts } = usePublicProgramme();
  const t = useWords(words);
  return (
    <section className={styles.contacts} aria-label={t('support')}>
      <h2>{t('support')}</h2>
      <a href={`tel:${contacts.phone.replace(/[^+\d]/g, '')}`}>
        <PhonebookOutline aria-hidden="true" />
        <span className={textStyles.sr}>{t('phone')}</span> {contacts.phone}
      </a>
      <a href={`mailto:${contacts.mail}`}>
        <MailOutline aria-hidden="true" />
        <span className={textStyles.sr}>{t('mail')}</span> {contacts.mail}
      </a>
    </section>
  );
}
