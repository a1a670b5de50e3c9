import { SendOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { FormFields, goToFirstMistake } from '../../shared/antd/form-fields.tsx';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { shownDay, shownInstant, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { Start } from '../../shared/participant/editor-start.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { problemText } from '../../shared/problems.ts';
import type { RawValues } from '../../shared/values.ts';
import { FormAside } from './form-aside.tsx';
import { type Outcome, useEditing } from './use-editing.ts';
import type { Receipt } from './use-submitting.ts';
import { words } from './words.ts';

type EditorProps = {
  form: PublishedForm;
  start: Start;
  forToday: boolean;
  onSent: (receipt: Receipt) => void;
  /** Takes what was typed over to another day. */
  onMove: (day: Day, values: RawValues) => void;
  /** Opens what the server has now. */
  onReload: () => void;
};

/** One report being filled in or changed, with its draft and all that can go wrong on sending. */
export function Editor({ form, start, forToday, onSent, onMove, onReload }: EditorProps) {
  const t = useWords(words);
  const root = useRef<HTMLDivElement>(null);
  const editing = useEditing({ form, start, forToday });
  const { filling, attempt, today, busy, turned } = editing;
  const askAboutConflict = useConflict();
  const startAfresh = () => void editing.dropDraft().then(onReload);
  const take = (outcome: Outcome): void => {
    const { kind } = outcome;
    if (kind === 'sent') onSent(outcome.receipt);
    if (kind === 'conflict') {
      const { overwrite } = outcome;
      askAboutConflict(startAfresh, overwrite && (() => void overwrite().then(take)));
    }
    if (kind === 'mistakes') requestAnimationFrame(() => goToFirstMistake(root.current));
  };
  const send = () => {
    if (!busy && !editing.closed) void editing.send().then(take);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for what its button does
    <div className="dk-editing" onKeyDown={onKey}>
      <div>
        {turned && (
          <TurnedNotice
            day={attempt.day}
            today={today}
            mayKeep={form.policy.backfill}
            onKeep={editing.keepDay}
            onMove={() => void editing.dropDraft().then(() => onMove(today, filling.values))}
          />
        )}
        <Notices {...{ form, start }} untouched={!filling.dirty} onAfresh={startAfresh} />
        <Panel className="dk-form">
          <div ref={root}>
            <FormFields form={filling} />
          </div>
          <footer className="dk-submit">
            <Problem problem={editing.problem} mistakes={filling.shownIssues.length} />
            <Button
              type="primary"
              size="large"
              icon={<SendOutlined aria-hidden="true" />}
              iconPlacement="end"
              loading={busy}
              disabled={editing.closed}
              onClick={send}
            >
              {t(start.existing ? 'submitChange' : 'submit')}
            </Button>
            <kbd className="ax-soft">{t('shortcut')}</kbd>
          </footer>
        </Panel>
      </div>
      <FormAside {...{ form, start, today }} day={attempt.day} />
    </div>
  );
}

/** Above the form: what was brought back, or that it was sent before. */
function Notices(props: {
  form: PublishedForm;
  start: Start;
  untouched: boolean;
  onAfresh: () => void;
}) {
  const { form, start, untouched, onAfresh } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  if (start.resumed) {
    return untouched ? (
      <Alert
        className="dk-gap"
        type="info"
        showIcon
        title={t('draftKept')}
        action={
          <Button size="small" onClick={onAfresh}>
            {t('draftDrop')}
          </Button>
        }
      />
    ) : null;
  }
  if (!start.existing || form.policy.slots === 'daily') return null;
  const time = shownInstant(start.existing.sentAt, lang, zone);
  return <Alert className="dk-gap" type="info" showIcon title={t('existing', { time })} />;
}

function Problem({ problem, mistakes }: { problem: unknown; mistakes: number }) {
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const told = problem
    ? problemText(problem, lang, zone)
    : mistakes > 0
      ? t('mistakes', { count: mistakes })
      : null;
  return (
    <div className="dk-submit-problem" role="alert">
      {told && <Alert type="error" showIcon title={told} />}
    </div>
  );
}

/** Asks whose content counts when a report was changed elsewhere meanwhile. */
function useConflict() {
  const t = useWords(words);
  const { modal } = App.useApp();
  return (takeNewest: () => void, keepMine: (() => void) | null): void => {
    const common = {
      title: t('conflictTitle'),
      width: 480,
      keyboard: false,
      mask: { closable: false },
    };
    if (keepMine) {
      modal.confirm({
        ...common,
        content: t('conflictText'),
        okText: t('keepMine'),
        cancelText: t('takeNewest'),
        onOk: () => keepMine(),
        onCancel: () => takeNewest(),
      });
    } else {
      modal.info({
        ...common,
        content: t('readOnly'),
        okText: t('takeNewest'),
        onOk: () => takeNewest(),
      });
    }
  };
}

/** The programme's day has turned while a form for the day before was open: asks which day it is for. */
function TurnedNotice(props: {
  day: Day;
  today: Day;
  /** The day that has passed can still be reported. */
  mayKeep: boolean;
  onKeep: () => void;
  onMove: () => void;
}) {
  const { mayKeep, onKeep, onMove } = props;
  const publicProgramme = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const day = shownDay(props.day, lang, 'bare');
  const today = shownDay(props.today, lang, 'bare');
  const zone = zoneName(publicProgramme.zone, lang);
  return (
    <Alert
      className="dk-gap"
      type="warning"
      showIcon
      role="alert"
      title={t('turnedTitle', { zone, today })}
      description={
        <>
          <p>{t(mayKeep ? 'turned' : 'turnedClosed', { day, today })}</p>
          <div className="dk-buttons">
            {mayKeep && <Button onClick={onKeep}>{t('keepDay', { day })}</Button>}
            <Button type={mayKeep ? 'default' : 'primary'} onClick={onMove}>
              {t('takeToday', { today })}
            </Button>
          </div>
        </>
      }
    />
  );
}
