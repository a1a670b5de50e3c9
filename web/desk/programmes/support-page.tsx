import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { accountLabel } from '../../../forms/sign-in.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import { Contacts } from '../shell/contacts.tsx';
import { Page } from '../shell/page.tsx';
import styles from './support-page.module.css';
import { words } from './words.ts';

/** How to reach the organisers' support (SPEC G7). */
export function SupportPage() {
  const { contacts, signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const { message } = App.useApp();
  const copy = async (number: string) => {
    await navigator.clipboard?.writeText(number);
    void message.success(t('copied'));
  };
  return (
    <Page title={t('support')} note={t('intro', { card: text(accountLabel(signIn)) })}>
      <Panel>
        <Contacts />
      </Panel>
      {contacts.cards.length > 0 && (
        <Panel title={t('accounts')}>
          <p className={textStyles.soft}>{t('accountsHint')}</p>
          <ul className={styles.list}>
            {contacts.cards.map((number) => (
              <li key={number}>
                <span className={textStyles.number}>{number}</span>
                <Button
                  size="small"
                  type="text"
                  icon={<CopyOutlined aria-hidden="true" />}
                  aria-label={`${t('copy')} ${number}`}
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
