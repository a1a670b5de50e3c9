import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { Page } from '../shell/page.tsx';
import { Contacts } from './contacts.tsx';
import { words } from './words.ts';

/** How to reach the organisers' support (SPEC G7). */
export function SupportPage() {
  const { contacts, signIn } = useEntrance();
  const say = useWords(words);
  const text = useSay();
  const { message } = App.useApp();
  const copy = async (number: string) => {
    await navigator.clipboard?.writeText(number);
    void message.success(say('copied'));
  };
  return (
    <Page title={say('support')} note={say('intro', { card: text(signIn.cardLabel) })}>
      <Panel>
        <Contacts />
      </Panel>
      {contacts.cards.length > 0 && (
        <Panel title={say('accounts')}>
          <p className="ax-soft">{say('accountsHint')}</p>
          <ul className="dk-plain-list">
            {contacts.cards.map((number) => (
              <li key={number}>
                <span className="ax-number">{number}</span>
                <Button
                  size="small"
                  type="text"
                  icon={<CopyOutlined aria-hidden="true" />}
                  aria-label={`${say('copy')} ${number}`}
                  onClick={() => void copy(number)}
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}
