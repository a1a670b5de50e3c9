import { useParams } from '@tanstack/react-router';
import { App, Input } from 'antd';
import { useId } from 'react';
import { feedbackKindNames, mostWords } from '../../../modules/feedback/contract.ts';
import { FieldFrame } from '../../shared/antd/field-frame.tsx';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { PhotoStrip } from '../../shared/antd/photos-widget.tsx';
import { type Start, useKeptDraft } from '../../shared/feedback/kept-draft.ts';
import { useSender } from '../../shared/feedback/sender.tsx';
import {
  type Addition,
  emptyAddition,
  type Thread,
  useAddition,
  useThread,
} from '../../shared/feedback/use-threads.ts';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { Page } from '../shell/page.tsx';
import styles from './feedback.module.css';
import { StateTag } from './my-feedback.tsx';
import { OfMember } from './of-member.tsx';
import { SendingProblem, SubmitButton } from './sending.tsx';

/** What one has sent, what was answered, and the way to add to it. */
export function ThreadPage() {
  const t = useWords(feedbackWords);
  const { feedback } = useParams({ strict: false }) as { feedback: string };
  return (
    <Page title={t('thread')}>
      <OfMember>
        <One id={Number(feedback)} />
      </OfMember>
    </Page>
  );
}

function One({ id }: { id: number }) {
  return (
    <Loaded query={useThread(id)} rows={6}>
      {(thread) => <Shown thread={thread} />}
    </Loaded>
  );
}

function Shown({ thread }: { thread: Thread }) {
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  const text = useText();
  const { id, kind, state, place, photos, contact, messages } = thread;
  const isUnanswered = messages.every(({ fromStaff }) => !fromStaff);
  return (
    <Panel>
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
      <ul className={styles.list}>
        {messages.map(({ id: key, fromStaff, words, at }) => (
          <li key={key}>
            <span className={textStyles.soft}>
              {t(fromStaff ? 'staff' : 'you')} · {formatInstant(at, lang, zone)}
            </span>
            <p className={styles.words} translate="no">
              {words}
            </p>
          </li>
        ))}
      </ul>
      {state === 'closed' ? <p>{t('closedNote')}</p> : <Add {...{ id, isUnanswered }} />}
    </Panel>
  );
}

function Add({ id, isUnanswered }: { id: number; isUnanswered: boolean }) {
  const t = useWords(feedbackWords);
  const start = useKeptDraft(useSender().account, `${id}`, emptyAddition);
  return (
    <>
      {isUnanswered && <p className={textStyles.soft}>{t('waitingNote')}</p>}
      {start && <Adding id={id} start={start} />}
    </>
  );
}

function Adding({ id, start }: { id: number; start: Start<Addition> }) {
  const t = useWords(feedbackWords);
  const { message } = App.useApp();
  const adding = useAddition(id, start, () => void message.success(t('added')));
  const { words, write, submit, isMissing, isSending, isPassing } = adding;
  const field = useId();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FieldFrame
        id={field}
        label={t('addLabel')}
        required={false}
        layout="entry"
        error={isMissing ? t('missingWords') : undefined}
      >
        <Input.TextArea
          id={field}
          value={words}
          maxLength={mostWords}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={({ target }) => write(target.value)}
        />
      </FieldFrame>
      <SendingProblem {...adding} />
      <SubmitButton busy={isSending} isPassing={isPassing} label={t('addSend')} />
    </form>
  );
}
