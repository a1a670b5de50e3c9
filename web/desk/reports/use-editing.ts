import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Values } from '../../../forms/definition.ts';
import { ApiProblem } from '../../shared/api.ts';
import { useReportForm } from '../../shared/form-state.ts';
import { canKeep } from '../../shared/offline/store.ts';
import { type Attempt, isIdSpent } from '../../shared/participant/attempt.ts';
import type { Start } from '../../shared/participant/editor-start.ts';
import { fieldsOfForm, fitting, type PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { useMember } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import { serverNow } from '../../shared/server-time.ts';
import { useDraft } from '../../shared/use-draft.ts';
import { sentIds } from './sent-ids.ts';
import { type Receipt, useSubmitting } from './use-submitting.ts';

/** What sending came to. `conflict`: somebody changed the report elsewhere, and `overwrite` may send anyway. */
export type Outcome =
  | { kind: 'sent'; receipt: Receipt }
  | { kind: 'mistakes' }
  | { kind: 'failed' }
  | { kind: 'conflict'; overwrite: (() => Promise<Outcome>) | null };

type EditingOptions = {
  form: PublishedForm;
  start: Start;
  /** The form was opened for today, and its day turns with the programme's if the person wants. */
  forToday: boolean;
};

/** A report being filled in or changed: its values, its draft, and sending it. */
export function useEditing({ form, start, forToday }: EditingOptions) {
  const { definition, policy } = form;
  const { zone } = usePublicProgramme();
  const { account, overview } = useMember();
  const queries = useQueryClient();
  const today = useToday(zone);
  const submit = useSubmitting(form);
  const [attempt, setAttempt] = useState(start.attempt);
  const [keptDay, keepDay] = useState(!forToday);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { milestones } = overview;
  const context = useCallback(
    () => ({ today, now: new Date(serverNow()), zone, milestones }),
    [today, zone, milestones],
  );
  const filling = useReportForm(definition, start.values, context);
  useNewVersion(form, filling);
  const { values, dirty } = filling;
  const isUnsent = dirty || start.resumed;
  const draft = useMemo(() => (isUnsent ? { attempt, values } : null), [isUnsent, attempt, values]);
  const dropDraft = useDraft(start.draftKey, draft);
  useWarningBeforeLoss(isUnsent);
  const [sent] = useState(sentIds);

  const sendAs = async (base: Attempt, content: Values): Promise<Outcome> => {
    // Forms of which there is not one for each day bear the day on which they are sent.
    const day = policy.slots === 'daily' ? base.day : today;
    try {
      const receipt = await submit({ ...base, day, id: sent.idFor(content) }, content);
      await dropDraft();
      return { kind: 'sent', receipt };
    } catch (error) {
      const failed = error instanceof ApiProblem ? error : new ApiProblem('internal', 500);
      return settle(failed, base, content);
    }
  };
  const settle = async (failed: ApiProblem, base: Attempt, content: Values): Promise<Outcome> => {
    if (failed.code === 'already_reported') return { kind: 'conflict', overwrite: null };
    if (failed.code === 'newer_version') return conflict(failed, base, content);
    if (isIdSpent(failed.code)) sent.forget();
    setProblem(failed);
    const mistakes = fieldsOfForm(failed.fields, definition);
    if (mistakes.length === 0) return { kind: 'failed' };
    filling.tell(mistakes);
    return { kind: 'mistakes' };
  };
  const conflict = async (failed: ApiProblem, base: Attempt, content: Values): Promise<Outcome> => {
    const slot = base.entry ?? start.draftKey.slot;
    const query = { ...recordsOf(account, definition.code, slot), staleTime: 0 };
    const newest = (await queries.fetchQuery(query).catch(() => null))?.reports[0];
    if (!newest || newest.version === base.basedOn) {
      setProblem(failed);
      return { kind: 'failed' };
    }
    const rebased = { ...base, basedOn: newest.version };
    const overwrite = () => {
      setAttempt(rebased);
      return sending(() => sendAs(rebased, content));
    };
    // The newest one is this page's own: its answer was lost, and the content was changed since.
    if (sent.has(newest.id)) return overwrite();
    return { kind: 'conflict', overwrite: policy.change === 'anytime' ? overwrite : null };
  };
  const sending = async (work: () => Promise<Outcome>): Promise<Outcome> => {
    setBusy(true);
    setProblem(null);
    try {
      return await work();
    } finally {
      setBusy(false);
    }
  };
  const send = (): Promise<Outcome> =>
    sending(async () => {
      const checked = await filling.check();
      return checked.ok ? sendAs(attempt, checked.values) : { kind: 'mistakes' };
    });
  const turned = policy.slots === 'daily' && !keptDay && today !== attempt.day;
  return {
    ...{ filling, attempt, today, busy, problem, send, dropDraft, turned },
    keepDay: () => keepDay(true),
    /** The day on the form has passed and can no longer be reported. */
    closed: turned && !policy.backfill,
  };
}

/** A new version of the form was published while this one was being filled in: what fits stays. */
function useNewVersion(form: PublishedForm, filling: ReturnType<typeof useReportForm>): void {
  const { definition } = form;
  const before = useRef(definition);
  useEffect(() => {
    if (before.current === definition) return;
    before.current = definition;
    filling.reset(fitting(definition, filling.values), true);
  }, [definition, filling]);
}

/** Where no draft can be kept, the browser asks before it closes the page. */
function useWarningBeforeLoss(isUnsent: boolean): void {
  useEffect(() => {
    if (!isUnsent || canKeep()) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsent]);
}
