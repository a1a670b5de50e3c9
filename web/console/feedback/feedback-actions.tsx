import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { v7 as newId } from 'uuid';
import { type FeedbackStep, feedback, mostWords } from '../../../modules/feedback/contract.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from '../shell/margins.module.css';
import { useCan } from '../shell/session.ts';
import styles from './feedback-drawer.module.css';
import type { FeedbackData } from './feedback-drawer.tsx';
import { feedbackWords } from './words.ts';

/** An answer that is being written; its id tells one that is sent again from another one. */
type Draft = { id: string; words: string };

/** What was typed and not sent, by feedback: closing the drawer does not lose it. */
const drafts = new Map<number, Draft>();

const newDraft = (): Draft => ({ id: newId(), words: '' });

function useDraftAnswer(feedbackId: number) {
  const [draft, setDraft] = useState(drafts.get(feedbackId) ?? newDraft());
  const keep = (next: Draft) => {
    if (next.words) drafts.set(feedbackId, next);
    else drafts.delete(feedbackId);
    setDraft(next);
  };
  return {
    draft,
    write: (words: string) => keep({ ...draft, words }),
    drop: () => keep(newDraft()),
  };
}

type Act = { what: 'answer'; draft: Draft } | { what: FeedbackStep };

/** Does something, and has everything asked anew that shows feedback, whatever came of it. */
function useAct({ id, version: seen }: FeedbackData) {
  const queries = useQueryClient();
  const params = { id };
  return useMutation({
    mutationFn: (act: Act) =>
      act.what === 'answer'
        ? call(feedback.answer, { params, body: { ...act.draft, seen } })
        : call(feedback.step, { params, body: { step: act.what, seen } }),
    onSettled: () => {
      for (const { url } of [feedback.view, feedback.received, feedback.waiting]) {
        void queries.invalidateQueries({ queryKey: [url] });
      }
    },
  });
}

/** What can be done with feedback, for those who may. */
export function FeedbackActions({ data }: { data: FeedbackData }) {
  const t = useWords(feedbackWords);
  const lang = useLang();
  const can = useCan();
  const { message } = App.useApp();
  const act = useAct(data);
  const { draft, write, drop } = useDraftAnswer(data.id);
  const [isMissing, setMissing] = useState(false);
  const field = useId();
  if (!can('feedback.answer')) return null;
  const answer = () => {
    const isEmpty = draft.words.trim() === '';
    setMissing(isEmpty);
    if (isEmpty) {
      document.getElementById(field)?.focus();
      return;
    }
    const onSuccess = () => {
      drop();
      void message.success(t('did_answer'));
    };
    act.mutate({ what: 'answer', draft }, { onSuccess });
  };
  return (
    <Panel title={t('whatToDo')}>
      {act.error && (
        <Alert
          className={marginsStyles.below}
          type={act.error instanceof ApiProblem && act.error.status === 409 ? 'warning' : 'error'}
          showIcon
          title={problemText(act.error, lang)}
        />
      )}
      {data.state !== 'closed' && (
        <>
          <label htmlFor={field}>{t('answer')}</label>
          <Input.TextArea
            id={field}
            value={draft.words}
            maxLength={mostWords}
            autoSize={{ minRows: 3, maxRows: 10 }}
            aria-describedby={`${field}-hint`}
            {...(isMissing && { status: 'error' as const, 'aria-invalid': true })}
            onChange={({ target }) => {
              write(target.value);
              setMissing(false);
            }}
          />
          <p id={`${field}-hint`} className={textStyles.soft}>
            {t('answerHint')}
          </p>
          {isMissing && (
            <p className={styles.missing} role="alert">
              {t('answerNeeded')}
            </p>
          )}
        </>
      )}
      <Buttons data={data} act={act} onAnswer={answer} />
    </Panel>
  );
}

function Buttons(props: {
  data: FeedbackData;
  act: ReturnType<typeof useAct>;
  onAnswer: () => void;
}) {
  const { data, act, onAnswer } = props;
  const t = useWords(feedbackWords);
  const { message } = App.useApp();
  const { personId } = useCurrentUser();
  const { state, keeper } = data;
  const isMine = keeper?.personId === personId;
  const isGoing = (what: Act['what']) => act.isPending && act.variables.what === what;
  const step = (what: FeedbackStep, label: string = t(what)) => (
    <Button
      key={what}
      loading={isGoing(what)}
      disabled={act.isPending}
      onClick={() =>
        act.mutate({ what }, { onSuccess: () => void message.success(t(`did_${what}`)) })
      }
    >
      {label}
    </Button>
  );
  return (
    <div className={styles.buttons}>
      {state !== 'closed' && (
        <Button
          type="primary"
          loading={isGoing('answer')}
          disabled={act.isPending}
          onClick={onAnswer}
        >
          {t('sendAnswer')}
        </Button>
      )}
      {state === 'new' && step('taken')}
      {state === 'in_progress' &&
        !isMine &&
        step('taken', t('takeOver', { name: keeper?.name ?? '' }))}
      {state === 'in_progress' && isMine && step('returned')}
      {state === 'closed' ? step('reopened') : step('closed')}
    </div>
  );
}
