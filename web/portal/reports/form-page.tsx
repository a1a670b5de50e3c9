import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { isDay } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { saveDraft } from '../../shared/offline/drafts.ts';
import { type Draft, type Target, useEditorStart } from '../../shared/participant/editor-start.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useMember } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import type { RawValues } from '../../shared/values.ts';
import { Empty, Failure, Waiting } from '../parts/messages.tsx';
import { Page } from '../parts/page.tsx';
import { Redirect } from '../parts/redirect.tsx';
import { Editor } from './editor.tsx';
import { EntriesPage } from './entries-page.tsx';
import { ReportSurroundings } from './form-context.tsx';
import { ResultPage } from './result-page.tsx';
import type { Result } from './use-submitting.ts';
import { words } from './words.ts';

const entryPath = '/$programme/member/forms/$form/entries/$entry';

function FormGone() {
  const t = useWords(words);
  return (
    <Page title={t('formGone')}>
      <Empty title={t('formGone')}>
        <p>{t('formGoneText')}</p>
      </Empty>
    </Page>
  );
}

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
  if (form.policy.slots === 'many') return <EntriesPage form={form} />;
  if (form.policy.slots === 'daily') return <DayForm form={form} day={opened} forToday />;
  return <Filling form={form} target={{ day: today, slot: 'one' }} forToday={false} />;
}

/** A daily form for one day (SPEC G4.3, G4.4). */
export function DayFormPage() {
  const { form: code, day } = useParams({ from: '/$programme/member/forms/$form/days/$day' });
  const { mine } = useMember();
  const { zone } = usePublicProgramme();
  const today = useToday(zone);
  const [wasToday] = useState(day === today);
  const form = findForm(mine, code);
  if (form?.policy.slots !== 'daily' || !isDay(day)) return <FormGone />;
  return <DayForm key={day} form={form} day={day} forToday={wasToday} />;
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
  return <Filling form={form} target={target} forToday={false} />;
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
  const [round, setRound] = useState(0);
  return <Round key={round} {...props} onReload={() => setRound(round + 1)} />;
}

function Round({
  form,
  target,
  forToday,
  onMove,
  onReload,
}: FillingProps & { onReload: () => void }) {
  const { code } = usePublicProgramme();
  const text = useText();
  const navigate = useNavigate();
  const { start, error, retry } = useEditorStart(form, target);
  const [result, setResult] = useState<Exclude<Result, { kind: 'failed' }> | null>(null);
  if (result) {
    return (
      <ResultPage
        {...{ form, result }}
        onNext={(day) =>
          void navigate({
            to: '/$programme/forms/$form/days/$day',
            params: { programme: code, form: form.definition.code, day },
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
  if (start.existing && form.policy.change === 'never') {
    return (
      <Redirect
        to="/$programme/records/$form/$slot"
        params={{ programme: code, form: form.definition.code, slot: start.existing.slot }}
        replace
      />
    );
  }
  return (
    <ReportSurroundings>
      <Editor
        {...{ form, start, forToday, onReload }}
        onDone={setResult}
        onMove={onMove ?? (() => undefined)}
      />
    </ReportSurroundings>
  );
}
