import { Button, Dialog } from 'antd-mobile';
import { ApiProblem } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { OutboxEntry } from '../../shared/offline/outbox-rules.ts';
import list from '../../shared/phone/list.module.css';
import { problemText } from '../../shared/problems.ts';
import text from '../../shared/text.module.css';
import { words } from './words.ts';

/** A check on this phone: that it waits, or why the server did not take it. */
export function PendingEntry(props: {
  entry: OutboxEntry;
  drop: (id: string) => Promise<void>;
  className?: string;
}) {
  const t = useWords(words);
  const lang = useLang();
  const { about, state, problem, id } = props.entry;
  const why =
    problem?.code === 'not_found'
      ? t('notOfSite')
      : problem && problemText(new ApiProblem(problem.code, 409, problem), lang);
  const remove = async () => {
    const confirmed = await Dialog.confirm({
      content: t('dropText'),
      confirmText: t('drop'),
      cancelText: t('keepIt'),
    });
    if (confirmed) await props.drop(id);
  };
  return (
    <li className={props.className}>
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
