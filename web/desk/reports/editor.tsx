import { SendOutlined } from '@ant-design/icons';
import { useBlocker } from '@tanstack/react-router';
import { Alert, Button, Modal } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import type { Day, FormDefinition, Values } from '../../../forms/definition.ts';
import { Answers } from '../../shared/antd/answers.tsx';
import { FormFields, goToFirstMistake } from '../../shared/antd/form-fields.tsx';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { changedFields } from '../../shared/changed-fields.ts';
import { formatDay, formatInstant, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { type EditorOptions, useEditor } from '../../shared/participant/editor.ts';
import type { Report } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import type { RawValues } from '../../shared/values.ts';
import margins from '../shell/margins.module.css';
import { ConflictModal } from './conflict-modal.tsx';
import { DoubtModal } from './doubt-modal.tsx';
import styles from './editor.module.css';
import { EffectModal } from './effect-modal.tsx';
import { FormAside } from './form-aside.tsx';
import { words } from './words.ts';

/** One report being filled in or changed, with its draft and all that can go wrong on sending. */
export function Editor(options: Omit<EditorOptions, 'onMistakes'>) {
  const { start } = options;
  const t = useWords(words);
  const root = useRef<HTMLDivElement>(null);
  const onMistakes = () => requestAnimationFrame(() => goToFirstMistake(root.current));
  const editor = useEditor({ ...options, onMistakes });
  const { form, filling, attempt, today, busy, closed, sentBefore } = editor;
  const { definition, policy } = form;
  const submit = useRef<HTMLButtonElement>(null);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // The field is left first, as when the button is pressed: its picker may take over a value by this very key.
    submit.current?.focus();
    setTimeout(() => submit.current?.click());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for what its button does
    <div className={styles.editing} onKeyDown={onKey}>
      <div>
        {editor.turned && (
          <TurnedNotice
            day={attempt.day}
            today={today}
            canStillReport={policy.backfill}
            busy={busy || filling.isUnderWay}
            onKeep={editor.keepDay}
            onMove={() => void editor.takeToday()}
          />
        )}
        {editor.isUnsaved && (
          <Alert className={margins.below} type="warning" showIcon title={t('draftUnsaved')} />
        )}
        <LeavingModal {...{ editor }} />
        {editor.former && (
          <Alert className={margins.below} type="info" showIcon title={editor.former} />
        )}
        {editor.broughtBack && <Resumed {...{ busy }} onStartOver={editor.startOver} />}
        {start.newer && <Newer newer={start.newer} {...{ definition }} mine={filling.values} />}
        {sentBefore && <SentBefore report={sentBefore} />}
        <Panel className={styles.form}>
          <div ref={root} inert={busy}>
            <FormFields form={filling} />
          </div>
          <footer className={styles.submit}>
            <div className={styles.problem} role="alert">
              {editor.message && <Alert type="error" showIcon title={editor.message} />}
            </div>
            <Button
              ref={submit}
              type="primary"
              size="large"
              icon={<SendOutlined aria-hidden="true" />}
              iconPlacement="end"
              loading={busy}
              disabled={closed}
              onClick={() => void editor.send()}
            >
              {t(editor.isChange ? 'submitChange' : 'submit')}
            </Button>
            <kbd className={textStyles.soft}>{t('shortcut')}</kbd>
          </footer>
        </Panel>
        <DoubtModal editor={editor} filling={filling} />
        <ConflictModal {...{ editor, definition }} />
        <EffectModal {...{ editor }} />
      </div>
      <FormAside {...{ form, start, today }} day={attempt.day} isStored={editor.isStored} />
    </div>
  );
}

export function Resumed({ busy, onStartOver }: { busy: boolean; onStartOver: () => void }) {
  const t = useWords(words);
  return (
    <Alert
      className={margins.below}
      type="info"
      showIcon
      title={t('draftKept')}
      action={
        <Button size="small" disabled={busy} onClick={onStartOver}>
          {t('draftDrop')}
        </Button>
      }
    />
  );
}

/** What would be lost is not left behind without a question. */
export function LeavingModal({
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
  return (
    <Modal
      open={leaving.status === 'blocked'}
      title={t(editor.loss)}
      cancelText={t('leave')}
      okText={t('stay')}
      closable={false}
      onCancel={() => leaving.proceed?.()}
      onOk={() => leaving.reset?.()}
      mask={{ closable: false }}
      keyboard={false}
    />
  );
}

function SentBefore({ report }: { report: Report }) {
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const time = formatInstant(report.sentAt, lang, zone);
  return <Alert className={margins.below} type="info" showIcon title={t('existing', { time })} />;
}

/** The server has something that these values were not made from: what it says differently. */
function Newer(props: { newer: Report; definition: FormDefinition; mine: RawValues }) {
  const { newer, definition, mine } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  return (
    <Alert
      className={margins.below}
      type="warning"
      showIcon
      title={t('newer', { time: formatInstant(newer.sentAt, lang, zone) })}
      description={
        <Answers
          definition={definition}
          values={newer.values}
          only={changedFields(newer.values, mine as Values)}
        />
      }
    />
  );
}

/** The programme's day has turned while a form for the day before was open: asks which day it is for. */
function TurnedNotice(props: {
  day: Day;
  today: Day;
  /** The day that has passed can still be reported. */
  canStillReport: boolean;
  /** The report is being sent. */
  busy: boolean;
  onKeep: () => void;
  onMove: () => void;
}) {
  const { canStillReport, busy, onKeep, onMove } = props;
  const publicProgramme = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const day = formatDay(props.day, lang, 'bare');
  const today = formatDay(props.today, lang, 'bare');
  const zone = zoneName(publicProgramme.zone, lang);
  return (
    <Alert
      className={margins.below}
      type="warning"
      showIcon
      role="alert"
      title={t('turnedTitle', { zone, today })}
      description={
        <>
          <p>{t(canStillReport ? 'turned' : 'turnedClosed', { day, today })}</p>
          <div className={styles.buttons}>
            {canStillReport && <Button onClick={onKeep}>{t('keepDay', { day })}</Button>}
            <Button type={canStillReport ? 'default' : 'primary'} disabled={busy} onClick={onMove}>
              {t('takeToday', { today })}
            </Button>
          </div>
        </>
      }
    />
  );
}
