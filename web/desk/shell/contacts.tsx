import { MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import styles from './contacts.module.css';
import { words } from './words.ts';

/** Phone and mail of the organisers' support (SPEC G7), wherever one may be stuck. */
export function Contacts({ onInk = false }: { onInk?: boolean }) {
  const { contacts } = usePublicProgramme();
  const t = useWords(words);
  return (
    <section
      className={onInk ? `${styles.contacts} ${styles.onInk}` : styles.contacts}
      aria-label={t('support')}
    >
      <span className={styles.title}>{t('support')}</span>
      <a href={`tel:${contacts.phone.replace(/[^+\d]/g, '')}`}>
        <PhoneOutlined aria-hidden="true" />
        <span className={textStyles.sr}>{t('phone')}</span> {contacts.phone}
      </a>
      <a href={`mailto:${contacts.mail}`}>
        <MailOutlined aria-hidden="true" />
        <span className={textStyles.sr}>{t('mail')}</span> {contacts.mail}
      </a>
    </section>
  );
}
