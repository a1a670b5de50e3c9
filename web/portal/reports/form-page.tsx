import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import type { Finished } from '../../shared/participant/editor.ts';
import { useEditorStart } from '../../shared/participant/editor-start.ts';
import {
  type EditTarget,
  type FormAddress,
  useFormTarget,
} from '../../shared/participant/form-target.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Redirect } from '../../shared/phone/redirect.tsx';
import { Editor } from './editor.tsx';
import { EntriesPage } from './entries-page.tsx';
import { FormGone } from './form-gone.tsx';
import { ResultPage } from './result-page.tsx';

/** A form by its code: today's, the only one, or the list of many. */
export function FormPage() {
  const { form } = useParams({ from: '/$programme/member/declared/forms/$form' });
  return <AnyForm form={form} />;
}

/** A daily form for one day (SPEC G4.3, G4.4). */
export function DayFormPage() {
  const { form, day } = useParams({ from: '/$programme/member/declared/forms/$form/days/$day' });
  return <AnyForm {...{ form, day }} />;
}

/** A form of which there may be many: a new one, or one to change. */
export function EntryFormPage() {
  const { form, entry } = useParams({
    from: '/$programme/member/declared/forms/$form/entries/$entry',
  });
  return <AnyForm {...{ form, entry }} />;
}

function AnyForm(address: FormAddress) {
  const { target, key, move, reload } = useFormTarget(address);
  if (target.kind === 'gone') return <FormGone />;
  if (target.kind === 'entries') return <EntriesPage form={target.form} />;
  return <Filling key={key} editing={target} onMove={move} onReload={reload} />;
}

type FillingProps = {
  editing: EditTarget;
  onMove: ReturnType<typeof useFormTarget>['move'];
  onReload: () => void;
};

/** Finds out where editing begins, edits, and shows what sending came to. */
function Filling({ editing, onMove, onReload }: FillingProps) {
  const { form, forToday } = editing;
  const { code: programme } = usePublicProgramme();
  const text = useText();
  const navigate = useNavigate();
  const { start, closed, error, retry } = useEditorStart(editing);
  const [result, setResult] = useState<Finished | null>(null);
  const params = { programme, form: form.definition.code };
  if (result) {
    return (
      <ResultPage
        {...{ form, result }}
        onNext={(day) =>
          void navigate({
            to: '/$programme/forms/$form/days/$day',
            params: { ...params, day },
            replace: true,
          })
        }
      />
    );
  }
  if (!start) {
    return (
      <Page title={text(form.definition.title)}>
        {error ? <Failure {...{ error, retry }} /> : <Waiting blocks={5} />}
      </Page>
    );
  }
  if (closed) {
    const { slot } = closed;
    return <Redirect to="/$programme/records/$form/$slot" params={{ ...params, slot }} replace />;
  }
  return (
    <ReportFormContext>
      <Editor {...{ form, start, forToday, onReload, onMove }} onDone={setResult} />
    </ReportFormContext>
  );
}
