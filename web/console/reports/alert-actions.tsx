import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import marginsStyles from '../shell/margins.module.css';
import { useCan } from '../shell/session.ts';
import styles from './alert-drawer.module.css';
import type { AlertData } from './alert-drawer.tsx';
import { reportWords } from './words.ts';

type Step = 'take' | 'return' | 'note' | 'close' | 'reopen';

/** What was typed about alerts and not sent: closing the drawer does not lose it. */
const drafts = new Map<number, string>();

function useDraftNote(id: number) {
  const [note, setNote] = useState(drafts.get(id) ?? '');
  const write = (next: string) => {
    if (next) drafts.set(id, next);
    else drafts.delete(id);
    setNote(next);
  };
  return [note, write] as const;
}

/** Does a step, and has everything asked anew that shows alerts, whatever came of it. */
function useStep({ id, keeper, state, versions }: AlertData, onDone: () => void) {
  const queries = useQueryClient();
  const params = { id };
  const optional = (note: string) => (note.trim() ? { note } : {});
  const from = state === 'care' && keeper ? { from: keeper.personId } : {};
  const send = ({ step, note }: { step: Step; note: string }) => {
    switch (step) {
      case 'take':
        return call(reports.takeAlert, { params, body: { ...from, ...optional(note) } });
      case 'return':
        return call(reports.returnAlert, { params, body: optional(note) });
      case 'note':
        return call(reports.noteAlert, { params, body: { note } });
      case 'close':
        return call(reports.closeAlert, {
          params,
          body: { note, seen: versions[0]?.version ?? 1 },
        });
      default:
        return call(reports.reopenAlert, { params, body: optional(note) });
    }
  };
  return useMutation({
    mutationFn: send,
    onSuccess: onDone,
    onSettled: () => {
      const shown = [reports.alert, reports.alerts, reports.alertCount, reports.person];
      for (const { url } of shown) void queries.invalidateQueries({ queryKey: [url] });
    },
  });
}

/** What can be done about an alert, for those who may. */
export function AlertActions({ alert }: { alert: AlertData }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const can = useCan();
  const { message } = App.useApp();
  const { personId } = useCurrentUser();
  const noteId = useId();
  const [note, setNote] = useDraftNote(alert.id);
  const [isMissing, setMissing] = useState(false);
  const step = useStep(alert, () => setNote(''));
  if (!can('alert.handle')) return null;
  const { state, keeper } = alert;
  const isMine = keeper?.personId === personId;
  const run = (which: Step, needsNote = false) => {
    setMissing(needsNote && !note.trim());
    if (needsNote && !note.trim()) {
      document.getElementById(noteId)?.focus();
      return;
    }
    step.mutate(
      { step: which, note },
      { onSuccess: () => void message.success(t(`did_${which}`)) },
    );
  };
  const button = (which: Step, label: string, main = false, needsNote = false) => (
    <Button
      key={which}
      type={main ? 'primary' : 'default'}
      loading={step.isPending && step.variables.step === which}
      disabled={step.isPending}
      onClick={() => run(which, needsNote)}
    >
      {label}
    </Button>
  );
  return (
    <Panel title={t('whatToDo')}>
      {step.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(step.error, lang)}
        />
      )}
      <label htmlFor={noteId}>{t('note')}</label>
      <Input.TextArea
        id={noteId}
        value={note}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={t('notePlaceholder')}
        {...(isMissing && { status: 'error' as const, 'aria-invalid': true })}
        onChange={({ target }) => {
          setNote(target.value);
          setMissing(false);
        }}
      />
      {isMissing && (
        <p className={styles.missing} role="alert">
          {t('noteNeeded')}
        </p>
      )}
      <div className={styles.buttons}>
        {state === 'open' && button('take', t('take'), true)}
        {state === 'care' &&
          !isMine &&
          button('take', t('takeOver', { name: keeper?.name ?? '' }), true)}
        {state === 'care' && isMine && button('close', t('closeAlert'), true, true)}
        {state === 'open' && button('close', t('closeAlert'), false, true)}
        {button('note', t('addNote'), false, true)}
        {state === 'care' && isMine && button('return', t('handBack'))}
        {state === 'closed' && button('reopen', t('reopen'))}
      </div>
    </Panel>
  );
}
