import { Link } from '@tanstack/react-router';
import { Button, Dialog } from 'antd-mobile';
import { useState } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { shownInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { FormFields } from '../../shared/mobile/form-fields.tsx';
import type { Start } from '../../shared/participant/editor-start.ts';
import { hasPhotos, type PublishedForm, type ReportShown } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useToday } from '../../shared/participant/today.ts';
import { problemText } from '../../shared/problems.ts';
import type { RawValues } from '../../shared/values.ts';
import { useOnline } from '../parts/online.ts';
import { Page } from '../parts/page.tsx';
import { DayLabel } from './day-label.tsx';
import { TurnedStrip } from './turned-strip.tsx';
import { type Editing, type Finished, useEditor } from './use-editor.ts';
import { words } from './words.ts';

type EditorProps = {
  form: PublishedForm;
  start: Start;
  /** The form was opened for today, and its day turns with the programme's if the person wants. */
  forToday: boolean;
  onDone: (result: Finished) => void;
  /** Takes what was typed over to another day. */
  onMove: (day: Day, values: RawValues) => void;
  /** Opens what the server has now. */
  onReload: () => void;
};

/** One report being filled in or changed. */
export function Editor({ form, start, forToday, onDone, onMove, onReload }: EditorProps) {
  const { definition, policy } = form;
  const text = useText();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const onConflict = useConflictDialog();
  const editor = useEditor({ form, start, today, onDone, onConflict, onReload });
  const { filling, attempt, busy } = editor;
  const [keptDay, setKeptDay] = useState(!forToday);
  const daily = policy.slots === 'daily';
  const turned = daily && forToday && !keptDay && today !== attempt.day;
  const isChange = start.existing !== null;
  return (
    <Page
      title={text(definition.title)}
      action={
        <SendAction
          isChange={isChange}
          busy={busy}
          closed={turned && !policy.backfill}
          mistakes={editor.tried ? filling.shownIssues.length : 0}
          onSend={() => void editor.send()}
        />
      }
    >
      {turned && (
        <TurnedStrip
          day={attempt.day}
          today={today}
          mayKeep={policy.backfill}
          onKeep={() => setKeptDay(true)}
          onMove={() => onMove(today, filling.values)}
        />
      )}
      {daily && <DayHead day={attempt.day} today={today} isChange={isChange} />}
      {definition.intro && <p className="ax-intro">{text(definition.intro)}</p>}
      {editor.resumed && !filling.dirty && <Resumed onStartAfresh={editor.startAfresh} />}
      {start.existing && policy.slots === 'single' && <SentBefore existing={start.existing} />}
      <Warnings needsNetwork={hasPhotos(definition)} problem={editor.problem} />
      <div ref={editor.root}>
        <FormFields form={filling} />
      </div>
    </Page>
  );
}

/** Somebody, perhaps the same person on another device, was faster: which of the two is to count. */
function useConflictDialog(): Editing['onConflict'] {
  const t = useWords(words);
  return ({ mayOverwrite, newest, mine }) =>
    void Dialog.show({
      title: t('conflictTitle'),
      'aria-label': t('conflictTitle'),
      content: t(mayOverwrite ? 'conflictText' : 'readOnly'),
      closeOnAction: true,
      actions: [
        { key: 'newest', text: t('takeNewest'), bold: true, onClick: newest },
        ...(mayOverwrite ? [{ key: 'mine', text: t('keepMine'), onClick: mine }] : []),
      ],
    });
}

function SendAction(props: {
  isChange: boolean;
  busy: boolean;
  /** The day can no longer be reported. */
  closed: boolean;
  mistakes: number;
  onSend: () => void;
}) {
  const { isChange, busy, closed, mistakes, onSend } = props;
  const t = useWords(words);
  return (
    <>
      {mistakes > 0 && (
        <p className="ax-action-note" role="alert">
          {t('mistakes', { count: mistakes })}
        </p>
      )}
      <Button color="primary" size="large" block disabled={busy || closed} onClick={onSend}>
        {t(busy ? 'sending' : isChange ? 'submitChange' : 'submit')}
      </Button>
    </>
  );
}

function DayHead({ day, today, isChange }: { day: Day; today: Day; isChange: boolean }) {
  const t = useWords(words);
  const past = day < today ? 'backfilling' : 'reportDay';
  return (
    <div className="ax-day-head">
      <span className="ax-day-kind">
        {t(day === today ? 'today' : isChange ? 'changing' : past)}
      </span>
      <DayLabel day={day} isToday={day === today} />
    </div>
  );
}

function Resumed({ onStartAfresh }: { onStartAfresh: () => void }) {
  const t = useWords(words);
  return (
    <p className="ax-note" role="status">
      {t('draftKept')}
      <button type="button" className="ax-text-button" onClick={onStartAfresh}>
        {t('draftDrop')}
      </button>
    </p>
  );
}

function Warnings({ needsNetwork, problem }: { needsNetwork: boolean; problem: unknown }) {
  const t = useWords(words);
  const lang = useLang();
  const { zone } = usePublicProgramme();
  const online = useOnline();
  return (
    <>
      {needsNetwork && !online && <p className="ax-note">{t('needsNetwork')}</p>}
      {problem !== null && (
        <div className="ax-problem" role="alert">
          <span aria-hidden="true" className="ax-error-mark">
            !
          </span>
          <span>{problemText(problem, lang, zone)}</span>
        </div>
      )}
    </>
  );
}

/** The form was sent before: when, and the way to its earlier versions. */
function SentBefore({ existing }: { existing: ReportShown }) {
  const { code, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const { form, slot, sentAt } = existing;
  return (
    <p className="ax-note">
      {t('single', { time: shownInstant(sentAt, lang, zone) })}{' '}
      <Link
        className="ax-link"
        to="/$programme/records/$form/$slot"
        params={{ programme: code, form, slot }}
      >
        {t('seeHistory')}
      </Link>
    </p>
  );
}
