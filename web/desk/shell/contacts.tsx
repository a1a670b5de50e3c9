import { MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { words } from './words.ts';

/** Phone and mail of the organisers' support (SPEC G7), wherever one may be stuck. */
export function Contacts() {
  const { contacts } = usePublicProgramme();
  const t = useWords(words);
  return (
    <section className="dk-contacts" aria-label={t('support')}>
      <span className="dk-contacts-title">{t('support')}</span>
      <a href={`tel:${contacts.phone.replace(/[^+\d]/g, '')}`}>
        <PhoneOutlined aria-hidden="true" />
        <span className="ax-sr">{t('phone')}</span> {contacts.phone}
      </a>
      <a href={`mailto:${contacts.mail}`}>
        <MailOutlined aria-hidden="true" />
        <span className="ax-sr">{t('mail')}</span> {contacts.mail}
      </a>
    </section>
  );
}
