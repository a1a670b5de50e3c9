import { Link, useBlocker } from '@tanstack/react-router';
import { Button, Dialog } from 'antd-mobile';
import { useRef } from 'react';
import type { Day, Values } from '../../../forms/definition.ts';
import { changedFields } from '../../shared/changed-fields.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Answers } from '../../shared/mobile/answers.tsx';
import { FormFields } from '../../shared/mobile/form-fields.tsx';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { dayKind, type EditorOptions, useEditor } from '../../shared/participant/editor.ts';
import { hasPhotos, type Report } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { useOnline } from '../../shared/phone/online.ts';
import { Page } from '../../shared/phone/page.tsx';
import type { RawValues } from '../../shared/values.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DayChangeBanner } from './day-change-banner.tsx';
import { DayLabel } from './day-label.tsx';
import { DoubtDialog } from './doubt-dialog.tsx';
import styles from './editor.module.css';
import { EffectDialog } from './effect-dialog.tsx';
import reportStyles from './report.module.css';
import { words } from './words.ts';

/** One report being filled in or changed. */
export function Editor(options: Omit<EditorOptions, 'onMistakes'>) {
  const { start } = options;
  const t = useWords(words);
  const text = useText();
  const root = useRef<HTMLDivElement>(null);
  const editor = useEditor({ ...options, onMistakes: useGoToMistake(root) });
  const { form, filling, attempt, today, busy, isChange, sentBefore } = editor;
  const { definition, policy } = form;
  return (
    <Page title={text(definition.title)} action={<SendAction editor={editor} />}>
      {editor.turned && (
        <DayChangeBanner
          day={attempt.day}
          today={today}
          canStillReport={policy.backfill}
          busy={busy || filling.isUnderWay}
          onKeep={editor.keepDay}
          onMove={() => void editor.takeToday()}
        />
      )}
      {policy.slots === 'daily' && <DayHead day={attempt.day} {...{ today, isChange }} />}
      {definition.intro && <p className={reportStyles.intro}>{text(definition.intro)}</p>}
      {editor.isUnsaved && (
        <p className={reportStyles.note} role="alert">
          {t('draftUnsaved')}
        </p>
      )}
      <LeavingDialog {...{ editor }} />
      {editor.former && (
        <p className={reportStyles.note} role="status">
          {editor.former}
        </p>
      )}
      {editor.broughtBack && <Resumed {...{ busy }} onStartOver={editor.startOver} />}
      {start.newer && <Newer newer={start.newer} {...{ definition }} mine={filling.values} />}
      {sentBefore && <SentBefore report={sentBefore} />}
      {hasPhotos(definition) && <NeedsNetwork />}
      <div ref={root} inert={busy}>
        <FormFields form={filling} />
      </div>
      <DoubtDialog editor={editor} filling={filling} />
      <ConflictDialog {...{ editor, definition }} />
      <EffectDialog {...{ editor }} />
    </Page>
  );
}

function SendAction({ editor }: { editor: ReturnType<typeof useEditor> }) {
  const { isChange, busy, closed, message, send } = editor;
  const t = useWords(words);
  return (
    <>
      {message && (
        <p className={styles.note} role="alert">
          {message}
        </p>
      )}
      <Button
        color="primary"
        size="large"
        block
        disabled={busy || closed}
        onClick={() => void send()}
      >
        {t(busy ? 'submitting' : isChange ? 'submitChange' : 'submit')}
      </Button>
    </>
  );
}

function DayHead({ day, today, isChange }: { day: Day; today: Day; isChange: boolean }) {
  const t = useWords(words);
  return (
    <div className={reportStyles.dayHead}>
      <span className={reportStyles.dayKind}>{t(dayKind(day, today, isChange))}</span>
      <DayLabel day={day} isToday={day === today} />
    </div>
  );
}

export function Resumed({ busy, onStartOver }: { busy: boolean; onStartOver: () => void }) {
  const t = useWords(words);
  return (
    <p className={reportStyles.note} role="status">
      {t('draftKept')}
      <button type="button" className={buttonsStyles.text} disabled={busy} onClick={onStartOver}>
        {t('draftDrop')}
      </button>
    </p>
  );
}

/** What would be lost is not left behind without a question. */
export function LeavingDialog({
  editor,
}: {
  editor: Pick<ReturnType<typeof useEditor>, 'asksBeforeLeaving' | 'loss'>;
}) {
  const t = useWords(words);
  const leaving = useBlocker({
    ...{ shouldBlockFn: editor.asksBeforeLeaving, withResolver: true },
    // The editor itself has the browser ask.
    enableBeforeUnload: false,
  });
  const title = t(editor.loss);
  return (
    <Dialog
      visible={leaving.status === 'blocked'}
      title={title}
      aria-label={title}
      actions={[
        { key: 'stay', text: t('stay'), bold: true, onClick: () => leaving.reset?.() },
        { key: 'leave', text: t('leave'), onClick: () => leaving.proceed?.() },
      ]}
    />
  );
}

/** The server has something that these values were not made from: what it says differently. */
function Newer(props: {
  newer: Report;
  definition: Parameters<typeof Answers>[0]['definition'];
  mine: RawValues;
}) {
  const { newer, definition, mine } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  return (
    <section className={reportStyles.note} role="status">
      {t('newer', { time: formatInstant(newer.sentAt, lang, zone) })}
      <Answers
        definition={definition}
        values={newer.values}
        only={changedFields(newer.values, mine as Values)}
      />
    </section>
  );
}

/** Photos are stored before the report that names them. */
function NeedsNetwork() {
  const t = useWords(words);
  const online = useOnline();
  return online ? null : <p className={reportStyles.note}>{t('needsNetwork')}</p>;
}

/** The form was sent before: when, and the way to its earlier versions. */
function SentBefore({ report }: { report: Report }) {
  const { code, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const { form, slot, sentAt } = report;
  return (
    <p className={reportStyles.note}>
      {t('existing', { time: formatInstant(sentAt, lang, zone) })}{' '}
      <Link
        className={buttonsStyles.link}
        to="/$programme/records/$form/$slot"
        params={{ programme: code, form, slot }}
      >
        {t('seeHistory')}
      </Link>
    </p>
  );
}
