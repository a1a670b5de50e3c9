import { Toast } from 'antd-mobile';
import { useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { Page } from '../parts/page.tsx';
import { words } from './words.ts';

/** How to reach the organisers' support (SPEC G7). */
export function SupportPage() {
  const { contacts, organiser } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const copy = async (number: string) => {
    await navigator.clipboard?.writeText(number);
    Toast.show(say('copied'));
  };
  return (
    <Page title={say('support')}>
      <section className="ax-card">
        <h2>{text(organiser)}</h2>
        <p>{say('intro')}</p>
        <a className="ax-big-link" href={`tel:${contacts.phone.replace(/[^+\d]/g, '')}`}>
          <span>{say('call')}</span>
          <strong>{contacts.phone}</strong>
        </a>
        <a className="ax-big-link" href={`mailto:${contacts.mail}`}>
          <span>{say('write')}</span>
          <strong>{contacts.mail}</strong>
        </a>
      </section>
      {contacts.cards.length > 0 && (
        <section className="ax-card">
          <h2>{say('accounts')}</h2>
          <ul className="ax-plain-list">
            {contacts.cards.map((number) => (
              <li key={number}>
                <span>{number}</span>
                {'clipboard' in navigator && (
                  <button
                    type="button"
                    className="ax-text-button"
                    aria-label={`${say('copy')} ${number}`}
                    onClick={() => void copy(number)}
                  >
                    {say('copy')}
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
