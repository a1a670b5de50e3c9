import { Link } from '@tanstack/react-router';
import { Dialog } from 'antd-mobile';
import { ApiProblem } from '../../shared/api.ts';
import { shownDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { discardQueued } from '../../shared/offline/queue.ts';
import type { QueueEntry } from '../../shared/offline/store.ts';
import { findForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useMember } from '../../shared/participant/session.ts';
import { problemText } from '../../shared/problems.ts';
import { useQueue } from './queue.tsx';
import { words } from './words.ts';

const stateWords = {
  waiting: 'queueWaiting',
  sending: 'queueSending',
  sent: 'queueSent',
  refused: 'queueRefused',
} as const;

/** Reports that were made without a network, each with the state it is in. */
export function QueueList() {
  const { entries, kick } = useQueue();
  const t = useWords(words);
  if (entries.length === 0) return null;
  const newestFirst = [...entries].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <section className="ax-card ax-queue" aria-live="polite">
      <div className="ax-card-head">
        <h2>{t('queueTitle')}</h2>
        {entries.some(({ state }) => state === 'waiting') && (
          <button type="button" className="ax-text-button" onClick={kick}>
            {t('queueNow')}
          </button>
        )}
      </div>
      <ul className="ax-plain-list">
        {newestFirst.map((entry) => (
          <li key={entry.id} className="ax-queue-entry">
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: QueueEntry }) {
  const { mine } = useMember();
  const { code, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const form = findForm(mine, entry.form);
  const discard = async () => {
    const title = t('discardTitle');
    const sure = await Dialog.confirm({ title, 'aria-label': title, content: t('discardText') });
    if (sure) await discardQueued(entry.id);
  };
  const { problem } = entry;
  const params = { programme: code, form: entry.form };
  return (
    <>
      <span className="ax-list-text">
        <strong>
          {form ? text(form.definition.title) : entry.form} · {shownDay(entry.day, lang, 'bare')}
        </strong>
        <span className={`ax-queue-state ax-queue-${entry.state}`}>
          {t(stateWords[entry.state])}
        </span>
        {problem && (
          <span className="ax-error">
            {problemText(new ApiProblem(problem.code, 422, problem), lang, zone)}
          </span>
        )}
      </span>
      {entry.state === 'sent' && (
        <button
          type="button"
          className="ax-text-button"
          onClick={() => void discardQueued(entry.id)}
        >
          {t('markRead')}
        </button>
      )}
      {entry.state === 'refused' && (
        <span className="ax-queue-tools">
          {form?.policy.slots === 'daily' ? (
            <Link
              className="ax-text-button"
              to="/$programme/forms/$form/days/$day"
              params={{ ...params, day: entry.day }}
            >
              {t('queueOpen')}
            </Link>
          ) : (
            <Link className="ax-text-button" to="/$programme/forms/$form" params={params}>
              {t('queueOpen')}
            </Link>
          )}
          <button type="button" className="ax-text-button" onClick={() => void discard()}>
            {t('queueDiscard')}
          </button>
        </span>
      )}
    </>
  );
}
