import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Day, Values } from '../../../forms/definition.ts';
import type { Context } from '../../../forms/validate.ts';
import { ApiProblem } from '../../shared/api.ts';
import { type ReportForm, useReportForm } from '../../shared/form-state.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { type Attempt, isIdSpent } from '../../shared/participant/attempt.ts';
import type { Start } from '../../shared/participant/editor-start.ts';
import { fieldsOfForm, fitting, type PublishedForm } from '../../shared/participant/forms.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { useMember } from '../../shared/participant/session.ts';
import { serverNow } from '../../shared/server-time.ts';
import { useDraft } from '../../shared/use-draft.ts';
import type { RawValues } from '../../shared/values.ts';
import { type Result, useSubmitting } from './use-submitting.ts';

export type Finished = Exclude<Result, { kind: 'failed' }>;

export type Editing = {
  form: PublishedForm;
  start: Start;
  today: Day;
  onDone: (result: Finished) => void;
  /** The report is not the newest any more, or may not be changed: asks what to do. */
  onConflict: (conflict: { mayOverwrite: boolean; newest: () => void; mine: () => void }) => void;
  /** Opens what the server has now. */
  onReload: () => void;
};

/** One report being filled in or changed: its values, its draft, and sending it. */
export function useEditor(editing: Editing) {
  const { form, start, today } = editing;
  const filling = useFilling(form, start.values, today);
  const [attempt, setAttempt] = useState(start.attempt);
  const [resumed, setResumed] = useState(start.resumed);
  const { values, dirty } = filling;
  const draft = useMemo(
    () => (dirty || resumed ? { attempt, values } : null),
    [dirty, resumed, attempt, values],
  );
  const dropDraft = useDraft(start.draftKey, draft);
  const startAfresh = () => {
    setResumed(false);
    filling.reset((start.existing?.values as RawValues | undefined) ?? {});
    void dropDraft();
  };
  const sending = useSendingOf({ ...editing, filling, attempt, setAttempt, dropDraft });
  return { filling, attempt, resumed, startAfresh, ...sending };
}

/** The form's values, checked against the facts of the moment. */
function useFilling(form: PublishedForm, initial: RawValues, today: Day): ReportForm {
  const { mine, overview } = useMember();
  const { zone } = mine.definition;
  const { milestones } = overview;
  const context = useCallback(
    (): Context => ({ today, now: new Date(serverNow()), zone, milestones }),
    [today, zone, milestones],
  );
  const filling = useReportForm(form.definition, initial, context);
  const { values, reset } = filling;
  const version = useRef(form.versionId);
  // The form was updated while it was open: what it still asks for stays.
  useEffect(() => {
    if (version.current === form.versionId) return;
    version.current = form.versionId;
    reset(fitting(form.definition, values), true);
  }, [form, values, reset]);
  return filling;
}

type Sending = Editing & {
  filling: ReportForm;
  attempt: Attempt;
  setAttempt: (attempt: Attempt) => void;
  dropDraft: () => Promise<void>;
};

function useSendingOf(sending: Sending) {
  const { form, today, filling, attempt, setAttempt, dropDraft, onDone, onConflict } = sending;
  const { busy, submit } = useSubmitting(form);
  const newestVersion = useNewestVersion(sending.start);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [tried, setTried] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const showMistakes = useGoToMistake(root);

  const send = async (now: Attempt = attempt): Promise<void> => {
    setProblem(null);
    const checked = await filling.check();
    setTried(true);
    if (!checked.ok) return showMistakes();
    // Forms of which there is not one for each day bear the day on which they are sent.
    const dated = form.policy.slots === 'daily' ? now : { ...now, day: today };
    const result = await submit(dated, checked.values as Values);
    if (result.kind === 'failed') return fail(result.problem);
    await dropDraft();
    onDone(result);
  };
  const fail = (failed: ApiProblem) => {
    const { code, fields } = failed;
    if (code === 'newer_version' || code === 'already_reported') return ask(code);
    if (isIdSpent(code)) setAttempt({ ...attempt, id: newId() });
    setProblem(failed);
    const told = fieldsOfForm(fields, form.definition);
    if (told.length === 0) return;
    filling.tell(told);
    showMistakes();
  };
  const ask = (code: string) =>
    onConflict({
      mayOverwrite: form.policy.change === 'anytime' && code === 'newer_version',
      newest: () => void dropDraft().then(sending.onReload),
      mine: () => void overwrite(),
    });
  const overwrite = async () => {
    try {
      const next = { ...attempt, basedOn: await newestVersion() };
      setAttempt(next);
      await send(next);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem('internal', 500));
    }
  };
  return { busy, problem, tried, root, send };
}

/** Asks the server for the version that a change must be based on now. */
function useNewestVersion({ draftKey: { account, form, slot } }: Start) {
  const queries = useQueryClient();
  return async () => {
    const query = { ...recordsOf(account, form, slot), staleTime: 0 };
    const { reports } = await queries.fetchQuery(query);
    return reports[0]?.version ?? 0;
  };
}
