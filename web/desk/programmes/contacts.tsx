import { MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { words } from './words.ts';

/** Phone and mail of the organisers' support (SPEC G7), wherever one may be stuck. */
export function Contacts() {
  const { contacts } = useEntrance();
  const say = useWords(words);
  return (
    <section className="dk-contacts" aria-label={say('support')}>
      <span className="dk-contacts-title">{say('support')}</span>
      <a href={`tel:${contacts.phone.replace(/[^+\d]/g, '')}`}>
        <PhoneOutlined aria-hidden="true" />
        <span className="ax-sr">{say('phone')}</span> {contacts.phone}
      </a>
      <a href={`mailto:${contacts.mail}`}>
        <MailOutlined aria-hidden="true" />
        <span className="ax-sr">{say('mail')}</span> {contacts.mail}
      </a>
    </section>
  );
}
