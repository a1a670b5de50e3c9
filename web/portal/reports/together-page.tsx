import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline, ClockCircleOutline } from 'antd-mobile-icons';
import { useRef } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { Tick } from '../../shared/mobile/choice-widgets.tsx';
import { FieldRow, FormFields } from '../../shared/mobile/form-fields.tsx';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { findForm, type PublishedForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import { MOST_DAYS } from '../../shared/participant/together.ts';
import { type TogetherStart, useTogetherStart } from '../../shared/participant/together-start.ts';
import {
  type Together,
  useDayFields,
  useTogether,
  useTogetherResult,
} from '../../shared/participant/use-together.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Advice } from './advice.tsx';
import { DoubtDialog } from './doubt-dialog.tsx';
import editorStyles from './editor.module.css';
import { LeavingDialog, Resumed } from './editor.tsx';
import { FormGone } from './form-gone.tsx';
import reportStyles from './report.module.css';
import styles from './together-page.module.css';
import { words } from './words.ts';

/** Several missed days filled in at one go: the same answers, and what is measured for each day. */
export function TogetherPage() {
  const { form } = useParams({ from: '/$programme/member/declared/missed/$form/together' });
  const { mine } = useParticipant();
  const published = findForm(mine, form);
  if (!published) return <FormGone />;
  return <Beginning form={published} />;
}

function Beginning({ form }: { form: PublishedForm }) {
  const t = useWords(words);
  const { start, closed, error, retry } = useTogetherStart(form);
  if (closed) return <FormGone />;
  if (!start) {
    return (
      <Page title={t('together')}>
        {error ? <Failure {...{ error, retry }} /> : <Waiting blocks={5} />}
      </Page>
    );
  }
  if (start.days.length === 0) {
    return (
      <Page title={t('together')}>
        <Empty title={t('nothingMissedTitle')} icon={<CheckCircleOutline />}>
          <p>{t('nothingMissedText')}</p>
        </Empty>
      </Page>
    );
  }
  return (
    <ReportFormContext>
      <Filling {...{ form, start }} />
    </ReportFormContext>
  );
}

function Filling({ form, start }: { form: PublishedForm; start: TogetherStart }) {
  const t = useWords(words);
  const root = useRef<HTMLDivElement>(null);
  const together = useTogether({ form, start, onMistakes: useGoToMistake(root) });
  const fields = useDayFields(together.together);
  const { filling, busy, days } = together;
  if (together.isFinished) return <Finished {...{ together }} />;
  return (
    <Page title={t('together')} action={<SendAction {...{ together }} />}>
      <p className={reportStyles.intro}>{t('togetherIntro', { fields })}</p>
      {together.isUnsaved && (
        <p className={reportStyles.note} role="alert">
          {t('draftUnsaved')}
        </p>
      )}
      <LeavingDialog editor={together} />
      <DoubtDialog editor={together} />
      {together.broughtBack && <Resumed {...{ busy }} onStartOver={together.startOver} />}
      <div ref={root} inert={busy} className={styles.parts}>
        <section aria-label={t('togetherDays', { fields })}>
          <header className={styles.head}>
            <h2>{t('togetherChosen', { count: days.length })}</h2>
            <button
              type="button"
              className={buttonsStyles.text}
              onClick={() => together.chooseAll(start.days)}
            >
              {t('togetherAll')}
            </button>
          </header>
          {start.days.length > MOST_DAYS && (
            <p className={reportStyles.intro}>{t('togetherMost', { count: MOST_DAYS })}</p>
          )}
          <ul className={styles.days}>
            {start.days.map((day) => (
              <DayItem key={day} {...{ together, day }} />
            ))}
          </ul>
        </section>
        <section>
          <h2 className={styles.head}>{t('togetherSame')}</h2>
          <FormFields form={{ ...filling, definition: together.together.shared }} />
        </section>
      </div>
    </Page>
  );
}

function DayItem({ together, day }: { together: Together; day: Day }) {
  const t = useWords(words);
  const lang = useLang();
  const { filling, days, outcomes } = together;
  const outcome = outcomes.get(day);
  const isChosen = days.includes(day);
  const isDone = outcome?.kind === 'sent' || outcome?.kind === 'queued';
  return (
    <li>
      {isDone ? (
        <p className={styles.done}>
          {outcome.kind === 'sent' ? (
            <CheckCircleOutline aria-hidden="true" />
          ) : (
            <ClockCircleOutline aria-hidden="true" />
          )}
          <span>{formatDay(day, lang)}</span>
          <span>{t(outcome.kind === 'sent' ? 'togetherSent' : 'togetherQueued')}</span>
        </p>
      ) : (
        <Tick
          name={day}
          label={formatDay(day, lang)}
          checked={isChosen}
          invalid={false}
          describedBy={outcome ? `${day}-outcome` : undefined}
          onChange={(wanted) => together.choose(day, wanted)}
        />
      )}
      {outcome?.kind === 'failed' && (
        <p className={styles.note} id={`${day}-outcome`}>
          ! {t('togetherFailed')}
        </p>
      )}
      {outcome?.kind === 'reported' && <Reported {...{ day }} form={together.form} />}
      {together.fieldsOf(day).map(({ field, path, required }) => (
        <FieldRow key={field.code} form={filling} prefix="" {...{ field, path, required }} />
      ))}
    </li>
  );
}

/** Another device was quicker: the person looks at what is there. */
function Reported({ day, form }: { day: Day; form: PublishedForm }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <p className={styles.note} id={`${day}-outcome`}>
      {t('togetherReported')}{' '}
      <Link
        className={buttonsStyles.link}
        to="/$programme/records/$form/$slot"
        params={{ programme: code, form: form.definition.code, slot: day }}
      >
        {t('seeHistory')}
      </Link>
    </p>
  );
}

function SendAction({ together }: { together: Together }) {
  const { busy, days, message, progress, send } = together;
  const t = useWords(words);
  const isEmpty = days.length === 0;
  return (
    <>
      {(message || isEmpty) && (
        <p className={editorStyles.note} role="alert">
          {message ?? t('togetherNone')}
        </p>
      )}
      <Button
        color="primary"
        size="large"
        block
        disabled={busy || isEmpty}
        onClick={() => void send()}
      >
        {busy ? t('togetherSending', progress) : t('togetherSend', { count: days.length })}
      </Button>
    </>
  );
}

function Finished({ together }: { together: Together }) {
  const { code: programme } = usePublicProgramme();
  const t = useWords(words);
  const navigate = useNavigate();
  const { title, messages, advice } = useTogetherResult(together.outcomes);
  const isSent = [...together.outcomes.values()].every(({ kind }) => kind === 'sent');
  const home = () => void navigate({ to: '/$programme/', params: { programme }, replace: true });
  return (
    <Page
      title={t('together')}
      back={false}
      action={
        <Button color="primary" size="large" block onClick={home}>
          {t('backHome')}
        </Button>
      }
    >
      <Empty title={title} icon={isSent ? <CheckCircleOutline /> : <ClockCircleOutline />}>
        {messages.map((message) => (
          <p role="status" key={message}>
            {message}
          </p>
        ))}
        <Advice advice={advice} />
      </Empty>
    </Page>
  );
}
