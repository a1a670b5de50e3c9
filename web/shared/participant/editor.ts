import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { adviceOf } from '../../../forms/alerts.ts';
import type { Day, Text, Values } from '../../../forms/definition.ts';
import { type ApiProblem, asProblem } from '../api.ts';
import { type ReportForm, useReportForm } from '../form-state.ts';
import { formatInstant } from '../format.ts';
import { useLang, useWords } from '../i18n.ts';
import { problemText } from '../problems.ts';
import { useDraft } from '../use-draft.ts';
import type { RawValues } from '../values.ts';
import type { Attempt } from './attempt.ts';
import { useBusy } from './busy.ts';
import type { Receipt } from './deliver.ts';
import { useDoubt } from './doubt.ts';
import type { Start } from './editor-start.ts';
import { type Effect, useEffectOfReport } from './effect.ts';
import { useFormFacts } from './form-facts.ts';
import type { FormerEntry } from './former-entry.ts';
import { fieldsOfForm, findForm, keepKnownFields, type PublishedForm } from './forms.ts';
import { type Loss, useLeaving } from './leaving.ts';
import { useLostPhotos } from './lost-photos.ts';
import { useRefreshReports } from './outbox-provider.tsx';
import { usePublicProgramme } from './public-programme.ts';
import { reportsWords } from './reports-words.ts';
import { useParticipant } from './session.ts';
import { type OtherVersion, replacing, type SubmitResult } from './submit.ts';
import { useToday } from './today.ts';
import { useSubmit } from './use-submit.ts';

/** How an edit ended, with what the person is told to do about what they reported. */
export type Finished = { advice: Text[] } & (
  | { kind: 'sent'; receipt: Receipt }
  | { kind: 'queued'; day: Day }
);

/** There is another version of the report: which of the two is to count. */
export type Conflict = {
  /** The other version; null where it is not known which. */
  other: OtherVersion | null;
  mine: Values;
  /** The person's own may take its place. */
  mayReplace: boolean;
};

export type EditorOptions = {
  form: PublishedForm;
  start: Start;
  /** The form was opened for today, and its day turns with the programme's if the person wants. */
  forToday: boolean;
  onDone: (result: Finished) => void;
  /** Takes what was typed over to another day. */
  onMove: (day: Day, values: RawValues) => Promise<void>;
  /** There are mistakes to be shown. */
  onMistakes: () => void;
  /** Opens what is stored now. */
  onReload: () => void;
};

/** One report being filled in or changed: its values, its draft, and sending it. */
export function useEditor(options: EditorOptions) {
  const { start, forToday } = options;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useOpenForm(options.form, problem?.code === 'form_outdated');
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const filling = useFilling(form, start.values, today);
  useLostPhotos(start, filling);
  const [attempt, setAttempt] = useState(start.attempt);
  const [resumed, setResumed] = useState(start.resumed);
  const [keptDay, setKeptDay] = useState(!forToday);
  const { values, dirty } = filling;
  const isUnsent = dirty || resumed;
  // What was resumed is mostly stored already, or waits in the outbox.
  const isTyped = dirty || (resumed && start.unsaved);
  const typed = useMemo(() => (isTyped ? { attempt, values } : null), [isTyped, attempt, values]);
  const draft = useDraft(start.draftKey, start.draft, typed);
  const isUnsaved = isUnsent && !draft.isStored;
  const { once, mustStay, ...sending } = useSubmitting({
    ...{ ...options, form, today, filling, attempt, setAttempt, draft, setProblem },
  });
  const loss: Loss | null =
    (mustStay && 'leaveSending') ||
    (filling.isUnderWay && 'leaveUnderWay') ||
    (isUnsaved && 'leaveUnsaved') ||
    null;
  const asksBeforeLeaving = useLeaving({
    ...{ loss, isPending: draft.isPending, store: draft.saveLatest },
  });
  const startOver = () => {
    // What is being sent is still needed: its answer may be lost.
    if (sending.busy) return;
    setResumed(false);
    // Another entry than the one that may have been sent already.
    if (start.fresh.entry !== attempt.entry) setAttempt(start.fresh);
    filling.reset((start.existing?.values as RawValues | undefined) ?? {});
    void draft.drop();
  };
  const turned = isTurned(form, attempt.day, today) && !keptDay;
  return {
    ...{ form, filling, attempt, today, startOver, turned, problem, ...sending },
    /** What stands beside the button: what went wrong, or how much is to be changed. */
    message: useMessage(problem, sending.tried ? filling.shownIssues.length : 0),
    /** What became of the new entry that was begun before; null where nothing is to be said. */
    former: useFormerWords(start.former),
    /** What was submitted before, of a form of which there is not one for each day. */
    sentBefore: form.policy.slots === 'daily' ? null : start.existing,
    /** Submitting changes what was submitted before. */
    isChange: start.existing !== null,
    /** What was typed before was brought back, and nothing was changed since. */
    broughtBack: resumed && !dirty && !filling.isUnderWay,
    /** What was typed could not be stored on this device: leaving the page loses it. */
    isUnsaved,
    /** What is asked of whoever leaves the page. */
    loss: loss ?? 'leaveUnsaved',
    /** Whether leaving the page would lose something, so that it is asked. */
    asksBeforeLeaving,
    /** What is typed can be stored on this device. */
    isStored: draft.isStored,
    /** The day on the form has passed, and can no longer be reported. */
    closed: turned && !form.policy.backfill,
    keepDay: () => setKeptDay(true),
    /** Fills in the day that has begun instead, with what was typed; not while it is being sent. */
    takeToday: () =>
      once(async () => {
        await options.onMove(today, values);
        await draft.drop();
      }),
  };
}

/** What the day on a form is to the person. */
export function dayKind(day: Day, today: Day, isChange: boolean) {
  if (day === today) return 'today';
  if (isChange) return 'changing';
  return day < today ? 'backfilling' : 'reportDay';
}

function isTurned({ policy }: PublishedForm, day: Day, today: Day): boolean {
  return policy.slots === 'daily' && day !== today;
}

/**
 * A form is filled in as it was opened. If the server does not take that any more, which sending says, it goes
 * on as the form is by now.
 */
export function useOpenForm(opened: PublishedForm, isOutdated: boolean): PublishedForm {
  const { mine } = useParticipant();
  const [form, setForm] = useState(opened);
  const newest = findForm(mine, form.definition.code);
  if (isOutdated && newest && newest.versionId !== form.versionId) setForm(newest);
  return form;
}

/** The form's values, checked against the facts of the moment. */
function useFilling(form: PublishedForm, initial: RawValues, today: Day): ReportForm {
  const filling = useReportForm(form.definition, initial, useFormFacts(today));
  const { values, reset } = filling;
  const version = useRef(form.versionId);
  // Of what was typed that stays which the form still asks for.
  useEffect(() => {
    if (version.current === form.versionId) return;
    version.current = form.versionId;
    reset(keepKnownFields(form.definition, values), true);
  }, [form, values, reset]);
  return filling;
}

type Submitting = EditorOptions & {
  today: Day;
  filling: ReportForm;
  attempt: Attempt;
  setAttempt: (attempt: Attempt) => void;
  draft: ReturnType<typeof useDraft>;
  setProblem: (problem: ApiProblem | null) => void;
};

function useSubmitting(options: Submitting) {
  const { form, start, today, filling, setAttempt, draft, setProblem, onDone, onMistakes } =
    options;
  const { submit, isTracked } = useSubmit(form);
  const refresh = useRefreshReports();
  const { busy, once } = useBusy<void>();
  const [tried, setTried] = useState(false);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const { doubt, setDoubt, doubts } = useDoubt(form);
  const effectOf = useEffectOfReport(form);
  const [effect, setEffect] = useState<Effect | null>(null);
  const showMistakes = useOnceIdle(busy, onMistakes);

  const send = async (attempt: Attempt, isConfirmed: boolean): Promise<void> => {
    setProblem(null);
    setDoubt(null);
    const checked = await filling.check();
    setTried(true);
    if (!checked.ok) return showMistakes();
    if (doubts(new Map([[attempt.day, checked.values]]))) return;
    const told = isConfirmed ? null : await effectOf(checked.values, attempt.entry);
    if (told) return setEffect(told);
    // Forms of which there is not one for each day bear the day on which they are sent.
    const dated = form.policy.slots === 'daily' ? attempt : { ...attempt, day: today };
    const note = async (next: Attempt) => {
      setAttempt(next);
      await draft.save({ attempt: next, values: filling.values });
    };
    const slot = dated.entry ?? start.draftKey.slot;
    await take(await submit(dated, slot, checked.values, note), dated, checked.values);
  };
  const take = async (result: SubmitResult, { day }: Attempt, mine: Values): Promise<void> => {
    if (result.kind === 'conflict') {
      const mayReplace = form.policy.change === 'anytime';
      return setConflict({ other: result.other, mine, mayReplace });
    }
    if (result.kind === 'failed') return show(result.problem);
    await draft.drop();
    const advice = adviceOf(form.definition, mine);
    onDone({ ...(result.kind === 'sent' ? result : { kind: 'queued', day }), advice });
  };
  const show = (failed: ApiProblem) => {
    setProblem(failed);
    const mistakes = fieldsOfForm(failed.fields, form.definition);
    if (mistakes.length === 0) return;
    filling.setServerErrors(mistakes);
    showMistakes();
  };
  const sendOrTell = (attempt: Attempt, isConfirmed = false) =>
    once(() => send(attempt, isConfirmed).catch((error) => show(asProblem(error))));
  return {
    ...{ busy, once, tried, conflict, doubt, effect },
    /** Goes back to the form, where something is asked about the answers. */
    leaveDoubt: () => setDoubt(null),
    /** Whoever leaves now is told nowhere what came of it. */
    mustStay: busy && !isTracked,
    send: () => sendOrTell(options.attempt),
    /** The person was told what sending changes: they send, or go on filling in. */
    confirmEffect: async (isWanted: boolean) => {
      setEffect(null);
      if (isWanted) await sendOrTell(options.attempt, true);
    },
    /** The person's own version is to follow the other one; one that is not known is met again on sending. */
    keepMine: async () => {
      const other = conflict?.other;
      setConflict(null);
      await sendOrTell(other ? replacing(options.attempt, other) : options.attempt, true);
    },
    /** The person's own version is thrown away; not while it is being sent. */
    takeOther: () =>
      once(async () => {
        setConflict(null);
        await draft.drop();
        await refresh();
        options.onReload();
      }),
  };
}

/** Gives a function that asks for `run` as soon as the form can be filled in again. */
function useOnceIdle(busy: boolean, run: () => void): () => void {
  const [asked, setAsked] = useState(0);
  const done = useRef(0);
  useEffect(() => {
    if (busy || asked === done.current) return;
    done.current = asked;
    run();
  }, [busy, asked, run]);
  return useCallback(() => setAsked((times) => times + 1), []);
}

function useMessage(problem: ApiProblem | null, mistakes: number): string | null {
  const { zone } = usePublicProgramme();
  const t = useWords(reportsWords);
  const lang = useLang();
  if (problem) return problemText(problem, lang, zone);
  return mistakes > 0 ? t('mistakes', { count: mistakes }) : null;
}

function useFormerWords(former: FormerEntry | null): string | null {
  const { zone } = usePublicProgramme();
  const t = useWords(reportsWords);
  const lang = useLang();
  if (!former) return null;
  const { sentAt, isChanged } = former;
  const sent = sentAt
    ? t('formerSent', { time: formatInstant(sentAt, lang, zone) })
    : t('formerWaiting');
  return [sent, ...(isChanged ? [t('formerChanged')] : []), t('formerNext')].join(
    lang === 'en' ? ' ' : '',
  );
}
