import { Button, Toast } from 'antd-mobile';
import { feedbackKindNames, mostWords } from '../../../modules/feedback/contract.ts';
import { formatInstant } from '../format.ts';
import { useLang, useText, useWords } from '../i18n.ts';
import { PhotoStrip } from '../mobile/photos-widget.tsx';
import cardStyles from '../phone/card.module.css';
import fieldStyles from '../phone/field.module.css';
import { Entries, Field, FormProblem } from '../phone/field.tsx';
import { Failure, Waiting } from '../phone/messages.tsx';
import { problemText } from '../problems.ts';
import textStyles from '../text.module.css';
import { type Start, useKeptDraft } from './kept-draft.ts';
import styles from './phone.module.css';
import { StateTag } from './phone-list.tsx';
import { useSender } from './sender.tsx';
import {
  type Addition,
  emptyAddition,
  type Thread as ThreadData,
  useAddition,
  useThread,
} from './use-threads.ts';
import { feedbackWords } from './words.ts';

/** What one has sent, what was answered, and the way to add to it. */
export function Thread({ id }: { id: number }) {
  const thread = useThread(id);
  if (thread.data) return <Shown thread={thread.data} />;
  if (thread.isPending) return <Waiting />;
  return <Failure error={thread.error} retry={() => void thread.refetch()} />;
}

function Shown({ thread }: { thread: ThreadData }) {
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  const text = useText();
  const { kind, state, place, photos, contact, messages } = thread;
  const isUnanswered = messages.every(({ fromStaff }) => !fromStaff);
  return (
    <>
      <section className={cardStyles.card}>
        <p className={styles.head}>
          <StateTag state={state} />
          <strong>{text(feedbackKindNames[kind])}</strong>
          <span className={textStyles.soft}>{text(place)}</span>
        </p>
        {contact && (
          <p className={textStyles.soft}>
            {t('contactGiven')} · <span translate="no">{contact}</span>
          </p>
        )}
        {photos.length > 0 && (
          <div className={styles.photos}>
            <PhotoStrip ids={photos} />
          </div>
        )}
      </section>
      <section className={cardStyles.card}>
        <ul className={styles.messages}>
          {messages.map(({ id, fromStaff, words, at }) => (
            <li key={id} className={`${styles.message} ${fromStaff ? '' : styles.own}`}>
              <span className={textStyles.soft}>
                {t(fromStaff ? 'staff' : 'you')} · {formatInstant(at, lang, zone)}
              </span>
              <p className={styles.words} translate="no">
                {words}
              </p>
            </li>
          ))}
        </ul>
      </section>
      {state === 'closed' && <p className={styles.title}>{t('closedNote')}</p>}
      {state !== 'closed' && (
        <section className={cardStyles.card}>
          {isUnanswered && <p className={textStyles.soft}>{t('waitingNote')}</p>}
          <Add id={thread.id} />
        </section>
      )}
    </>
  );
}

function Add({ id }: { id: number }) {
  const start = useKeptDraft(useSender().account, `${id}`, emptyAddition);
  return start && <Adding id={id} start={start} />;
}

function Adding({ id, start }: { id: number; start: Start<Addition> }) {
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  const { words, write, submit, isMissing, isSending, problem, isPassing } = useAddition(
    id,
    start,
    () => void Toast.show(t('added')),
  );
  return (
    <Entries onSubmit={submit}>
      <Field label={t('addLabel')} error={isMissing ? t('missingWords') : undefined}>
        {(control) => (
          <textarea
            {...control}
            className={fieldStyles.input}
            value={words}
            maxLength={mostWords}
            rows={3}
            onChange={({ target }) => write(target.value)}
          />
        )}
      </Field>
      {problem && (
        <FormProblem>
          {problemText(problem, lang, zone)} {isPassing && t('draftKept')}
        </FormProblem>
      )}
      <Button type="submit" block color="primary" fill="outline" loading={isSending}>
        {t(isPassing ? 'tryAgain' : 'addSend')}
      </Button>
    </Entries>
  );
}
