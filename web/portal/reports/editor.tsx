import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Dialog } from 'antd-mobile';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Day, Values } from '../../../forms/definition.ts';
import type { Context } from '../../../forms/validate.ts';
import { ApiProblem } from '../../shared/api.ts';
import { useReportForm } from '../../shared/form-state.ts';
import { shownInstant } from '../../shared/format.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { newId } from '../../shared/ids.ts';
import type { Attempt } from '../../shared/member/attempt.ts';
import type { Start } from '../../shared/member/editor-start.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import {
  fieldsOfForm,
  hasPhotos,
  type PublishedForm,
  type ReportShown,
} from '../../shared/member/forms.ts';
import { recordsOf } from '../../shared/member/queries.ts';
import { useMember } from '../../shared/member/session.ts';
import { useToday } from '../../shared/member/today.ts';
import { FormFields } from '../../shared/mobile/form-fields.tsx';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { problemText } from '../../shared/problems.ts';
import { serverNow } from '../../shared/server-time.ts';
import { useDraft } from '../../shared/use-draft.ts';
import type { RawValues } from '../../shared/values.ts';
import { useOnline } from '../parts/online.ts';
import { Page } from '../parts/page.tsx';
import { DayLabel } from './day-label.tsx';
import { TurnedStrip } from './turned-strip.tsx';
import { type Result, useSubmitting } from './use-submitting.ts';
import { words } from './words.ts';

type EditorProps = {
  form: PublishedForm;
  start: Start;
  /** The form was opened for today, and its day turns with the programme's if the person wants. */
  forToday: boolean;
  onDone: (result: Exclude<Result, { kind: 'failed' }>) => void;
  /** Takes what was typed over to another day. */
  onMove: (day: Day, values: RawValues) => void;
  /** Opens what the server has now. */
  onReload: () => void;
};

/** One report being filled in or changed, with its draft and all that can go wrong on sending. */
export function Editor({ form, start, forToday, onDone, onMove, onReload }: EditorProps) {
  const { definition, policy } = form;
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const online = useOnline();
  const queries = useQueryClient();
  const { account } = useMember();
  const { form: code, slot } = start.draftKey;
  const { zone } = useEntrance();
  const today = useToday(zone);
  const { busy, submit } = useSubmitting(form);
  const [attempt, setAttempt] = useState(start.attempt);
  const [keptDay, setKeptDay] = useState(!forToday);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const context = useContextOf(today);
  const filling = useReportForm(definition, start.values, context);
  const { values } = filling;
  const draft = useMemo(
    () => (filling.dirty || start.resumed ? { attempt, values } : null),
    [filling.dirty, start.resumed, attempt, values],
  );
  const dropDraft = useDraft(start.draftKey, draft);
  const root = useRef<HTMLDivElement>(null);
  const showMistakes = useGoToMistake(root);

  const send = async (with_: Attempt = attempt) => {
    setProblem(null);
    const checked = await filling.check();
    if (!checked.ok) {
      setTried(true);
      showMistakes();
      return;
    }
    // Forms of which there is not one for each day bear the day on which they are sent.
    const dated = policy.slots === 'daily' ? with_ : { ...with_, day: today };
    await settle(await submit(dated, checked.values as Values));
  };
  const settle = async (result: Result) => {
    if (result.kind !== 'failed') {
      await dropDraft();
      onDone(result);
      return;
    }
    const { code: why, fields } = result.problem;
    if (why === 'newer_version' || why === 'already_reported') return conflict(why);
    if (why === 'id_taken') setAttempt({ ...attempt, id: newId() });
    setProblem(result.problem);
    const told = fieldsOfForm(fields, definition);
    if (told.length > 0) {
      setTried(true);
      filling.tell(told);
      showMistakes();
    }
  };
  const conflict = async (why: string) => {
    const mine = policy.change === 'anytime' && why === 'newer_version';
    await Dialog.show({
      title: say('conflictTitle'),
      content: say(mine ? 'conflictText' : 'readOnly'),
      closeOnAction: true,
      actions: [
        {
          key: 'newest',
          text: say('takeNewest'),
          bold: true,
          onClick: () => void dropDraft().then(onReload),
        },
        ...(mine ? [{ key: 'mine', text: say('keepMine'), onClick: () => void overwrite() }] : []),
      ],
    });
  };
  const overwrite = async () => {
    try {
      const { reports } = await queries.fetchQuery({
        ...recordsOf(account, code, slot),
        staleTime: 0,
      });
      const next = { ...attempt, id: newId(), basedOn: reports[0]?.version ?? 0 };
      setAttempt(next);
      await send(next);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem('internal', 500));
    }
  };
  const startAfresh = () => {
    filling.reset((start.existing?.values as RawValues | undefined) ?? {});
    void dropDraft();
  };
  const isChange = start.existing !== null;
  const mistakes = filling.shownIssues.length;
  const turned = policy.slots === 'daily' && forToday && !keptDay && today !== attempt.day;
  return (
    <Page
      title={text(definition.title)}
      action={
        <>
          {tried && mistakes > 0 && (
            <p className="ax-action-note" role="alert">
              {say('mistakes', { count: mistakes })}
            </p>
          )}
          <Button
            color="primary"
            size="large"
            block
            disabled={busy || (turned && !policy.backfill)}
            onClick={() => void send()}
          >
            {say(busy ? 'sending' : isChange ? 'submitChange' : 'submit')}
          </Button>
        </>
      }
    >
      {turned && (
        <TurnedStrip
          day={attempt.day}
          today={today}
          mayKeep={policy.backfill}
          onKeep={() => setKeptDay(true)}
          onMove={() => onMove(today, values)}
        />
      )}
      {policy.slots === 'daily' && (
        <div className="ax-day-head">
          <span className="ax-day-kind">
            {attempt.day === today
              ? say('today')
              : say(isChange ? 'changing' : attempt.day < today ? 'backfilling' : 'reportDay')}
          </span>
          <DayLabel day={attempt.day} isToday={attempt.day === today} />
        </div>
      )}
      {definition.intro && <p className="ax-intro">{text(definition.intro)}</p>}
      {start.resumed && filling.dirty === false && (
        <p className="ax-note" role="status">
          {say('draftKept')}
          <button type="button" className="ax-text-button" onClick={startAfresh}>
            {say('draftDrop')}
          </button>
        </p>
      )}
      {start.existing && policy.slots === 'single' && <SentBefore existing={start.existing} />}
      {!online && hasPhotos(definition) && <p className="ax-note">{say('needsNetwork')}</p>}
      {problem && (
        <div className="ax-problem" role="alert">
          <span aria-hidden="true" className="ax-error-mark">
            !
          </span>
          <span>{problemText(problem, lang, zone)}</span>
        </div>
      )}
      <div ref={root}>
        <FormFields form={filling} />
      </div>
    </Page>
  );
}

/** The form was sent before: when, and the way to its earlier versions. */
function SentBefore({ existing }: { existing: ReportShown }) {
  const { code, zone } = useEntrance();
  const say = useWords(words);
  const lang = useLang();
  const { form, slot, sentAt } = existing;
  return (
    <p className="ax-note">
      {say('single', { time: shownInstant(sentAt, lang, zone) })}{' '}
      <Link
        className="ax-link"
        to="/$programme/records/$form/$slot"
        params={{ programme: code, form, slot }}
      >
        {say('seeHistory')}
      </Link>
    </p>
  );
}

/** The facts that a form is checked against, as they are at the moment of asking. */
function useContextOf(today: Day): () => Context {
  const { overview } = useMember();
  const { milestones } = overview;
  return useCallback(
    () => ({ today, now: new Date(serverNow()), milestones }),
    [today, milestones],
  );
}
