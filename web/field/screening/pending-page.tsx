import { Button } from 'antd-mobile';
import { useWords } from '../../shared/i18n.ts';
import list from '../../shared/phone/list.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { useCheckOutbox } from './check-outbox.tsx';
import { PendingEntry } from './pending-entry.tsx';
import { words } from './words.ts';

/** Checks that wait on this phone, and those that the server did not take, with why. */
export function PendingPage() {
  const t = useWords(words);
  const { entries, sendNow, drop } = useCheckOutbox();
  return (
    <Page
      title={t('pending')}
      action={
        entries.length > 0 && (
          <Button block size="large" color="primary" onClick={sendNow}>
            {t('sendNow')}
          </Button>
        )
      }
    >
      {entries.length === 0 ? (
        <Empty title={t('nothingPending')}>
          <p>{t('nothingPendingText')}</p>
        </Empty>
      ) : (
        <ul className={list.list}>
          {entries.map((entry) => (
            <PendingEntry key={entry.id} className={list.item} {...{ entry, drop }} />
          ))}
        </ul>
      )}
    </Page>
  );
}
