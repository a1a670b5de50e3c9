import { Link } from '@tanstack/react-router';
import { Dialog } from 'antd-mobile';
import { ApiProblem } from '../../shared/api.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import type { OutboxEntry } from '../../shared/offline/outbox-rules.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import { useOutbox } from '../../shared/participant/outbox-provider.tsx';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { problemText } from '../../shared/problems.ts';
import styles from './outbox-list.module.css';
import { words } from './words.ts';

const stateWords = {
  waiting: 'queueWaiting',
  sending: 'queueSending',
  sent: 'queueSent',
  overtaken: 'queueOvertaken',
  refused: 'queueRefused',
} as const;

/** Reports that were made without a network, each with the state it is in. */
export function OutboxList() {
  const { entries, sendNow } = useOutbox();
  const t = useWords(words);
  if (entries.length === 0) return null;
  const newestFirst = [...entries].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <section className={cardStyles.card} aria-live="polite">
      <div className={cardStyles.head}>
        <h2>{t('queueTitle')}</h2>
        {entries.some(({ state }) => state === 'waiting') && (
          <button type="button" className={buttonsStyles.text} onClick={sendNow}>
            {t('queueNow')}
          </button>
        )}
      </div>
      <ul className={listStyles.plain}>
        {newestFirst.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: OutboxEntry }) {
  const { mine } = useParticipant();
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const { problem, state, about } = entry;
  const form = findForm(mine, about.form ?? '');
  return (
    <>
      <span className={listStyles.text}>
        <strong>
          {form ? text(form.definition.title) : about.form} ·{' '}
          {formatDay(about.day ?? '', lang, 'bare')}
        </strong>
        <span className={`${styles.state} ${styles[state] ?? ''}`}>{t(stateWords[state])}</span>
        {problem && (
          <span className={fieldStyles.error}>
            {problemText(new ApiProblem(problem.code, 422, problem), lang, zone)}
          </span>
        )}
      </span>
      <EntryActions {...{ entry, form }} />
    </>
  );
}

function EntryActions({ entry, form }: { entry: OutboxEntry; form: PublishedForm | undefined }) {
  const { code } = usePublicProgramme();
  const { outbox } = useOutbox();
  const t = useWords(words);
  const address: string = `/${code}/${addressOf(entry, form)}`;
  const remove = () => void outbox?.remove(entry.id);
  const discard = async () => {
    const title = t('discardTitle');
    const sure = await Dialog.confirm({ title, 'aria-label': title, content: t('discardText') });
    if (sure) remove();
  };
  if (entry.settledAt !== undefined) {
    return (
      <button type="button" className={buttonsStyles.text} onClick={remove}>
        {t('ok')}
      </button>
    );
  }
  if (entry.state !== 'refused') return null;
  return (
    <span className={styles.tools}>
      <Link className={buttonsStyles.text} to={address}>
        {t('change')}
      </Link>
      <button type="button" className={buttonsStyles.text} onClick={() => void discard()}>
        {t('queueDiscard')}
      </button>
    </span>
  );
}

/** Where a report is opened again, below the programme's address. */
function addressOf({ about }: OutboxEntry, form: PublishedForm | undefined): string {
  const at = `forms/${about.form}`;
  if (form?.policy.slots === 'daily') return `${at}/days/${about.day}`;
  return form?.policy.slots === 'many' ? `${at}/entries/${about.slot}` : at;
}
