import { Navigate, useParams } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import type { Finished } from '../../shared/participant/editor.ts';
import { useEditorStart } from '../../shared/participant/editor-start.ts';
import {
  type EditTarget,
  type FormAddress,
  useFormTarget,
} from '../../shared/participant/form-target.ts';
import type { PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import textStyles from '../../shared/text.module.css';
import { Page } from '../shell/page.tsx';
import { Editor } from './editor.tsx';
import { EntriesPage } from './entries-page.tsx';
import { FormGone } from './form-gone.tsx';
import { Record } from './record.tsx';
import { Sent } from './sent.tsx';
import { words } from './words.ts';

/** A form by its code: today's, the only one, or the list of many. */
export function FormPage() {
  const { form } = useParams({ from: '/$programme/signed-in/reporting/forms/$form' });
  return <AnyForm form={form} />;
}

/** A daily form for one day (SPEC G4.3, G4.4). */
export function DayFormPage() {
  const { form, day } = useParams({
    from: '/$programme/signed-in/reporting/forms/$form/days/$day',
  });
  return <AnyForm {...{ form, day }} />;
}

/** A form of which there may be many: a new one, or one to change. */
export function EntryFormPage() {
  const { form, entry } = useParams({
    from: '/$programme/signed-in/reporting/forms/$form/entries/$entry',
  });
  return <AnyForm {...{ form, entry }} />;
}

function AnyForm(address: FormAddress) {
  const text = useText();
  const { target, key, move, reload } = useFormTarget(address);
  if (target.kind === 'gone') return <FormGone />;
  const { form } = target;
  if (target.kind === 'entries') return <EntriesPage key={form.definition.code} form={form} />;
  return (
    <Page title={text(form.definition.title)}>
      <Filling key={key} editing={target} onMove={move} onReload={reload} />
    </Page>
  );
}

type FillingProps = {
  editing: EditTarget;
  onMove: ReturnType<typeof useFormTarget>['move'];
  onReload: () => void;
};

/** Finds out where editing begins, edits, and shows what sending came to. */
function Filling({ editing, onMove, onReload }: FillingProps) {
  const { form, forToday } = editing;
  const { start, closed, error, retry } = useEditorStart(editing);
  const [result, setResult] = useState<Finished | null>(null);
  if (result) return <Sent {...{ form, result }} />;
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
  if (closed) return <Closed form={form} slot={closed.slot} />;
  return (
    <ReportFormContext>
      <Editor {...{ form, start, forToday, onReload, onMove }} onDone={setResult} />
    </ReportFormContext>
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
      <p className={textStyles.soft}>{t('readOnly')}</p>
      <Record form={form} slot={slot} />
    </Panel>
  );
}
