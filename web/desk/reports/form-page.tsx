import { Navigate, useParams } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { saveDraft } from '../../shared/offline/drafts.ts';
import { type Draft, type Target, useEditorStart } from '../../shared/participant/editor-start.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useMember } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import type { RawValues } from '../../shared/values.ts';
import { Page } from '../shell/page.tsx';
import { Editor } from './editor.tsx';
import { EntriesPage } from './entries-page.tsx';
import { ReportSurroundings } from './form-context.tsx';
import { FormGone } from './form-gone.tsx';
import { Record } from './record.tsx';
import { Sent } from './sent.tsx';
import type { Receipt } from './use-submitting.ts';
import { words } from './words.ts';

const entryPath = '/$programme/member/forms/$form/entries/$entry';

/** A form by its code: today's, the only one, or the list of many. */
export function FormPage() {
  const { form: code } = useParams({ from: '/$programme/member/forms/$form' });
  const { mine } = useMember();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  // The form keeps the day on which it was opened, even when that turns meanwhile.
  const [opened] = useState(today);
  const form = findForm(mine, code);
  if (!form) return <FormGone />;
  if (form.policy.slots === 'many') return <EntriesPage key={code} form={form} />;
  if (form.policy.slots === 'daily')
    return <DayForm key={code} form={form} day={opened} forToday />;
  return <Filling key={code} form={form} target={{ day: today, slot: 'one' }} forToday={false} />;
}

/** A daily form for one day (SPEC G4.3, G4.4). */
export function DayFormPage() {
  const { form: code, day } = useParams({ from: '/$programme/member/forms/$form/days/$day' });
  const { mine } = useMember();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const [opened] = useState(today);
  const form = findForm(mine, code);
  if (form?.policy.slots !== 'daily' || !isDay(day)) return <FormGone />;
  return <DayForm key={`${code} ${day}`} form={form} day={day} forToday={day === opened} />;
}

/** A form of which there may be many: a new one, or one to change. */
export function EntryFormPage() {
  const { form: code, entry } = useParams({ from: entryPath });
  const { mine } = useMember();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const [fresh] = useState(() => newId());
  const form = findForm(mine, code);
  if (form?.policy.slots !== 'many') return <FormGone />;
  const target =
    entry === 'new'
      ? { day: today, slot: 'new', entry: fresh }
      : { day: today, slot: entry, entry };
  return <Filling key={`${code} ${entry}`} form={form} target={target} forToday={false} />;
}

function DayForm(props: { form: PublishedForm; day: Day; forToday: boolean }) {
  const { form, forToday } = props;
  const { account } = useMember();
  const [day, setDay] = useState(props.day);
  const move = async (to: Day, values: RawValues) => {
    const key = { account, form: form.definition.code, slot: to };
    const draft: Draft = { attempt: { id: newId(), day: to, basedOn: 0 }, values };
    await saveDraft(key, draft);
    setDay(to);
  };
  return (
    <Filling
      key={day}
      form={form}
      target={{ day, slot: day }}
      forToday={forToday}
      onMove={(to, values) => void move(to, values)}
    />
  );
}

type FillingProps = {
  form: PublishedForm;
  target: Target;
  forToday: boolean;
  onMove?: (day: Day, values: RawValues) => void;
};

/** Finds out where editing begins, edits, and shows what sending came to. */
function Filling(props: FillingProps) {
  const text = useText();
  const [round, setRound] = useState(0);
  return (
    <Page title={text(props.form.definition.title)}>
      <Round key={round} {...props} onReload={() => setRound(round + 1)} />
    </Page>
  );
}

function Round(props: FillingProps & { onReload: () => void }) {
  const { form, target, forToday, onMove, onReload } = props;
  const { start, error, retry } = useEditorStart(form, target);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  if (receipt) return <Sent {...{ form, receipt }} />;
  if (!start) {
    return (
      <Panel>
        {error ? (
          <ErrorState {...{ error, retry }} />
        ) : (
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        )}
      </Panel>
    );
  }
  if (start.existing && form.policy.change === 'never') {
    return <Closed form={form} slot={start.existing.slot} />;
  }
  return (
    <ReportSurroundings>
      <Editor
        {...{ form, start, forToday, onReload }}
        onSent={setReceipt}
        onMove={onMove ?? (() => undefined)}
      />
    </ReportSurroundings>
  );
}

/** Reported already, and never changed by the person: only shown. */
function Closed({ form, slot }: { form: PublishedForm; slot: string }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  if (form.policy.slots === 'daily') {
    const params = { programme: code, form: form.definition.code };
    return (
      <Navigate to="/$programme/records/$form" params={params} search={{ day: slot }} replace />
    );
  }
  return (
    <Panel>
      <p className="ax-soft">{t('readOnly')}</p>
      <Record form={form} slot={slot} />
    </Panel>
  );
}
