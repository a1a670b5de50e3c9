import { Button, Dialog } from 'antd-mobile';
import { ApiProblem } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { OutboxEntry } from '../../shared/offline/outbox-rules.ts';
import list from '../../shared/phone/list.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import text from '../../shared/text.module.css';
import { useCheckOutbox } from './check-outbox.tsx';
import { words } from './words.ts';

/** Checks that wait on this phone, and those that the server did not take, with why. */
export function PendingPage() {
  const t = useWords(words);
  const { entries, sendNow } = useCheckOutbox();
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
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Entry({ entry }: { entry: OutboxEntry }) {
  const t = useWords(words);
  const lang = useLang();
  const { drop } = useCheckOutbox();
  const { about, state, problem, id } = entry;
  const why = problem && problemText(new ApiProblem(problem.code, 409, problem), lang);
  const remove = async () => {
    const confirmed = await Dialog.confirm({
      content: t('dropText'),
      confirmText: t('drop'),
      cancelText: t('keepIt'),
    });
    if (confirmed) await drop(id);
  };
  return (
    <li className={list.item}>
      <span className={list.text}>
        <strong>{about.site}</strong>
        <span className={text.soft}>{about.at && formatInstant(about.at, lang)}</span>
        {state === 'refused' ? <span>{why ?? t('notTakenShort')}</span> : <span>{t('waits')}</span>}
      </span>
      {state === 'refused' && (
        <Button fill="outline" onClick={() => void remove()}>
          {t('drop')}
        </Button>
      )}
    </li>
  );
}
