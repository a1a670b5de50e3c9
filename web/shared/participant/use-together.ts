import { useEffect, useMemo, useRef, useState } from 'react';
import { adviceOf } from '../../../forms/alerts.ts';
import type { Day, Text, Values } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import type { Context } from '../../../forms/validate.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import { type ApiProblem, asProblem } from '../api.ts';
import { loadValidator, type ReportForm, useReportForm } from '../form-state.ts';
import { useLang, useWords } from '../i18n.ts';
import { mayGoOn } from '../offline/outbox-rules.ts';
import { problemText } from '../problems.ts';
import { useDraft } from '../use-draft.ts';
import type { RawValues } from '../values.ts';
import type { Attempt } from './attempt.ts';
import { useBusy } from './busy.ts';
import { useChosenDays } from './chosen-days.ts';
import { useDoubt } from './doubt.ts';
import { useOpenForm } from './editor.ts';
import { useFormFacts } from './form-facts.ts';
import { fieldsOfForm, keepKnownFields, type PublishedForm } from './forms.ts';
import { type Loss, useLeaving } from './leaving.ts';
import { useOutbox, useRefreshReports } from './outbox-provider.tsx';
import { usePublicProgramme } from './public-programme.ts';
import { reportsWords } from './reports-words.ts';
import { useParticipant } from './session.ts';
import type { SubmitResult } from './submit.ts';
import { useToday } from './today.ts';
import {
  dayRows,
  type TogetherForm,
  togetherForm,
  togetherMistakes,
  valuesOfDay,
} from './together.ts';
import { beginningOf, type TogetherStart, togetherKey } from './together-start.ts';
import { useSubmit } from './use-submit.ts';

/** What became of a day: sent, stored on this device to be sent, reported elsewhere meanwhile, or refused. */
type DayOutcome =
  | { kind: 'sent'; incomplete: boolean; advice: Text[] }
  | { kind: 'queued'; advice: Text[] }
  | { kind: 'reported' }
  | { kind: 'failed'; problem: ApiProblem };

type Outcomes = ReadonlyMap<Day, DayOutcome>;

type Options = {
  form: PublishedForm;
  start: TogetherStart;
  /** There are mistakes to be shown. */
  onMistakes: () => void;
};

/** Several missed days being filled in at one go: which, what is typed, its draft, and sending it. */
export function useTogether(options: Options) {
  const { start } = options;
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map());
  const { form, together } = useNewestForm(options, outcomes);
  const { zone } = usePublicProgramme();
  const facts = useFormFacts(useToday(zone));
  const [first] = useState(() => beginningOf(start));
  const filling = useReportForm(together.definition, first.values, facts);
  useNewestFields(together, filling);
  const chosen = useChosenDays(filling, first.days);
  const attempts = useRef(start.draft?.value.attempts ?? {});
  const [resumed, setResumed] = useState(start.draft !== null);
  const { days } = chosen;
  const { values, dirty } = filling;
  const edit = () => ({ days, values, attempts: attempts.current });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what may have been sent is stored when it is sent
  const typed = useMemo(() => (dirty ? edit() : null), [dirty, days, values]);
  const { account } = useParticipant();
  const draft = useDraft(togetherKey(account, form), start.draft?.id ?? null, typed);
  const sending = useSendingDays({
    ...{ ...options, form, together, filling, chosen, facts, outcomes, setOutcomes },
    attemptOf: (day) => attempts.current[day] ?? { day, basedOn: 0, earlier: [] },
    note: (day, attempt) => {
      attempts.current = { ...attempts.current, [day]: attempt };
      return draft.save(edit());
    },
    drop: draft.drop,
  });
  const { busy, mustStay, tried } = sending;
  const isUnsaved = dirty && days.length > 0 && !draft.isStored;
  const loss: Loss | null = (mustStay && 'leaveSending') || (isUnsaved && 'leaveUnsaved') || null;
  const asksBeforeLeaving = useLeaving({
    ...{ loss, isPending: draft.isPending, store: draft.saveLatest },
  });
  return {
    ...{ form, together, filling, outcomes, isUnsaved, asksBeforeLeaving },
    ...chosen,
    ...sending,
    loss: loss ?? 'leaveUnsaved',
    /** The fields of a day that are shown, each with its path in the form; none where it is not chosen. */
    fieldsOf: (day: Day) => {
      const index = days.indexOf(day);
      if (index < 0) return [];
      const shown = filling.visible(dayRows, index);
      return together.byDay
        .filter(({ code }) => shown.has(code))
        .map((field) => ({
          field,
          path: `${dayRows}.${index}.${field.code}`,
          required: filling.required(field.code, dayRows, index),
        }));
    },
    message: useMessage(outcomes, tried ? filling.shownIssues.length : 0),
    /** What was typed before was brought back. */
    broughtBack: resumed && outcomes.size === 0,
    startOver: () => {
      if (busy) return;
      setResumed(false);
      chosen.startOver();
      void draft.drop();
    },
    /** Every day that was chosen is sent, or stored on this device to be sent. */
    isFinished: outcomes.size > 0 && days.length === 0 && [...outcomes.values()].every(isDone),
  };
}

export type Together = ReturnType<typeof useTogether>;

/** A day that was reported elsewhere is not done with: the person is to look at it. */
const isDone = ({ kind }: DayOutcome) => kind === 'sent' || kind === 'queued';

/** The form as it was opened, or as it is by now where the server does not take that any more. */
function useNewestForm({ form: opened, start }: Options, outcomes: Outcomes) {
  const isOutdated = [...outcomes.values()].some(
    (each) => each.kind === 'failed' && each.problem.code === 'form_outdated',
  );
  const form = useOpenForm(opened, isOutdated);
  const together = useMemo(() => togetherForm(form) ?? start.together, [form, start.together]);
  return { form, together };
}

/** Of what was typed that stays which the form still asks for. */
function useNewestFields({ definition }: TogetherForm, { values, reset }: ReportForm): void {
  const shown = useRef(definition);
  useEffect(() => {
    if (shown.current === definition) return;
    shown.current = definition;
    reset(keepKnownFields(definition, values), true);
  }, [definition, values, reset]);
}

type SendingDays = Options & {
  together: TogetherForm;
  filling: ReportForm;
  chosen: ReturnType<typeof useChosenDays>;
  facts: () => Context;
  outcomes: Outcomes;
  setOutcomes: (outcomes: Outcomes) => void;
  attemptOf: (day: Day) => Attempt;
  /** Stores what may have reached the server of a day. */
  note: (day: Day, attempt: Attempt) => Promise<unknown>;
  drop: () => Promise<void>;
};

/** Sends one day after the other, each a report of its own, and says what became of each. */
function useSendingDays(options: SendingDays) {
  const { form, together, filling, chosen, outcomes, setOutcomes } = options;
  const { submit, isTracked } = useSubmit(form, { isOneOfMany: true });
  const { sendNow } = useOutbox();
  const refresh = useRefreshReports();
  const { busy, once } = useBusy<void>();
  const [tried, setTried] = useState(false);
  const [progress, setProgress] = useState({ sent: 0, of: 0 });
  const { days } = chosen;
  const { doubt, setDoubt, doubts } = useDoubt(form);

  const sendDay = (day: Day, report: Values, later: boolean): Promise<SubmitResult> => {
    const note = (attempt: Attempt) => options.note(day, attempt);
    return submit(options.attemptOf(day), day, report, note, later).catch((error) => ({
      ...{ kind: 'failed', problem: asProblem(error) },
    }));
  };
  const sendEach = async (reports: Map<Day, Values>): Promise<Map<Day, DayOutcome>> => {
    const known = new Map([...outcomes].filter(([, each]) => isDone(each)));
    // A network on which nothing answers would have each day wait for half a minute.
    let isSilent = false;
    for (const [day, report] of reports) {
      setProgress({ sent: known.size, of: reports.size });
      const result = await sendDay(day, report, isSilent);
      const outcome = outcomeOf(result, adviceOf(form.definition, report));
      known.set(day, outcome);
      setOutcomes(new Map(known));
      isSilent = outcome.kind === 'queued';
      // What keeps this day from being sent keeps the others, too.
      if (outcome.kind === 'failed' && !mayGoOn({ kind: 'failed', error: outcome.problem })) break;
    }
    return known;
  };
  const sendAll = async (): Promise<void> => {
    setTried(true);
    setDoubt(null);
    const reports = await checkedReports(options);
    if (!reports) return options.onMistakes();
    if (doubts(reports)) return;
    const known = await sendEach(reports);
    const settled = days.filter((day) => (known.get(day)?.kind ?? 'failed') !== 'failed');
    chosen.remove(settled);
    if (settled.length === days.length) await options.drop();
    void refresh();
    sendNow();
    const left = days.filter((day) => !settled.includes(day));
    const mistakes = left.flatMap((day, index) => {
      const outcome = known.get(day);
      if (outcome?.kind !== 'failed') return [];
      const fields = fieldsOfForm(outcome.problem.fields, form.definition);
      return togetherMistakes(together, index, fields);
    });
    filling.setServerErrors(mistakes);
    if (mistakes.length > 0) options.onMistakes();
  };
  return {
    ...{ busy, tried, progress, doubt },
    /** Goes back to the form, where something is asked about the answers. */
    leaveDoubt: () => setDoubt(null),
    /** Whoever leaves now is told nowhere what came of it. */
    mustStay: busy && !isTracked,
    send: () => once(sendAll),
  };
}

function outcomeOf(result: SubmitResult, advice: Text[]): DayOutcome {
  if (result.kind === 'sent')
    return { kind: 'sent', incomplete: result.receipt.incomplete, advice };
  if (result.kind === 'queued') return { kind: 'queued', advice };
  if (result.kind === 'conflict') return { kind: 'reported' };
  return result;
}

/** The report of each day, oldest first; null after the mistakes were shown. */
async function checkedReports(options: SendingDays): Promise<Map<Day, Values> | null> {
  const { form, together, filling, chosen, facts } = options;
  const { days } = chosen;
  const checked = await filling.check();
  if (!checked.ok) return null;
  const typed = { days, values: checked.values as RawValues };
  const validate = await loadValidator(form.definition);
  const reports = new Map<Day, Values>();
  const mistakes: FieldProblem[] = [];
  for (const day of days.toSorted()) {
    const report = validate(valuesOfDay(typed, day), facts());
    if (report.ok) reports.set(day, report.values);
    else mistakes.push(...togetherMistakes(together, days.indexOf(day), report.issues));
  }
  if (mistakes.length === 0) return reports;
  filling.setServerErrors(mistakes);
  return null;
}

function useMessage(outcomes: Outcomes, mistakes: number): string | null {
  const { zone } = usePublicProgramme();
  const t = useWords(reportsWords);
  const lang = useLang();
  if (mistakes > 0) return t('mistakes', { count: mistakes });
  const failed = [...outcomes.values()].find((each) => each.kind === 'failed');
  if (!failed) return null;
  return [t('togetherNotSent'), problemText(failed.problem, lang, zone)].join(
    lang === 'en' ? ' ' : '',
  );
}

/** The names of what is asked for each day. */
export function useDayFields({ byDay }: TogetherForm): string {
  const lang = useLang();
  return byDay.map(({ label }) => label[lang]).join(joiners[lang].list);
}

/** What a person is told once every chosen day was sent or stored. */
export function useTogetherResult(outcomes: Outcomes) {
  const t = useWords(reportsWords);
  const each = [...outcomes.values()];
  const sent = each.filter(({ kind }) => kind === 'sent').length;
  const queued = each.filter(({ kind }) => kind === 'queued').length;
  // Days with the same answers have the same advice, which is told once.
  const advice = new Map(
    each.flatMap((one) => ('advice' in one ? one.advice : [])).map((text) => [text.en, text]),
  );
  const isIncomplete = each.some((one) => one.kind === 'sent' && one.incomplete);
  return {
    title: t(sent > 0 ? 'sentTitle' : 'queuedTitle'),
    messages: [
      ...(sent > 0 ? [t('togetherDone', { count: sent })] : []),
      ...(queued > 0 ? [t('togetherWaits', { count: queued })] : []),
      ...(isIncomplete ? [t('togetherIncomplete')] : []),
    ],
    advice: [...advice.values()],
  };
}
