import { Link } from '@tanstack/react-router';
import { Dialog } from 'antd-mobile';
import { ApiProblem } from '../../shared/api.ts';
import { shownDay } from '../../shared/format.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { findForm } from '../../shared/member/forms.ts';
import { useMember } from '../../shared/member/session.ts';
import { discardQueued } from '../../shared/offline/queue.ts';
import type { QueueEntry } from '../../shared/offline/store.ts';
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
  const say = useWords(words);
  if (entries.length === 0) return null;
  const newestFirst = [...entries].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <section className="ax-card ax-queue" aria-live="polite">
      <div className="ax-card-head">
        <h2>{say('queueTitle')}</h2>
        {entries.some(({ state }) => state === 'waiting') && (
          <button type="button" className="ax-text-button" onClick={kick}>
            {say('queueNow')}
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
  const { code, zone } = useEntrance();
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const form = findForm(mine, entry.form);
  const discard = async () => {
    const title = say('discardTitle');
    const sure = await Dialog.confirm({ title, 'aria-label': title, content: say('discardText') });
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
          {say(stateWords[entry.state])}
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
          {say('markRead')}
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
              {say('queueOpen')}
            </Link>
          ) : (
            <Link className="ax-text-button" to="/$programme/forms/$form" params={params}>
              {say('queueOpen')}
            </Link>
          )}
          <button type="button" className="ax-text-button" onClick={() => void discard()}>
            {say('queueDiscard')}
          </button>
        </span>
      )}
    </>
  );
}
