import { CheckCircleOutlined, ClockCircleOutlined, SendOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Result } from 'antd';
import { useId, useRef } from 'react';
import type { Day } from '../../../forms/definition.ts';
import { FieldRow, FormFields, goToFirstMistake } from '../../shared/antd/form-fields.tsx';
import { EmptyState, ErrorState, Loading, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
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
import { ButtonLink } from '../shell/button-link.tsx';
import margins from '../shell/margins.module.css';
import { Page } from '../shell/page.tsx';
import { Advice } from './advice.tsx';
import { DoubtModal } from './doubt-modal.tsx';
import editorStyles from './editor.module.css';
import { LeavingModal, Resumed } from './editor.tsx';
import { FormGone } from './form-gone.tsx';
import styles from './together-page.module.css';
import { words } from './words.ts';

/** Several missed days filled in at one go: the same answers, and what is measured for each day. */
export function TogetherPage() {
  const { form } = useParams({ from: '/$programme/signed-in/reporting/missed/$form/together' });
  const { mine } = useParticipant();
  const t = useWords(words);
  const published = findForm(mine, form);
  if (!published) return <FormGone />;
  return (
    <Page title={t('together')}>
      <Beginning form={published} />
    </Page>
  );
}

function Beginning({ form }: { form: PublishedForm }) {
  const t = useWords(words);
  const { start, closed, error, retry } = useTogetherStart(form);
  if (closed) return <FormGone />;
  if (start && start.days.length > 0) {
    return (
      <ReportFormContext>
        <Filling {...{ form, start }} />
      </ReportFormContext>
    );
  }
  return (
    <Panel>
      {start ? (
        <EmptyState title={t('nothingMissedTitle')} hint={t('nothingMissedText')} />
      ) : error ? (
        <ErrorState {...{ error, retry }} />
      ) : (
        <Loading />
      )}
    </Panel>
  );
}

function Filling({ form, start }: { form: PublishedForm; start: TogetherStart }) {
  const t = useWords(words);
  const root = useRef<HTMLDivElement>(null);
  const onMistakes = () => requestAnimationFrame(() => goToFirstMistake(root.current));
  const together = useTogether({ form, start, onMistakes });
  const { filling, busy } = together;
  if (together.isFinished) return <Finished {...{ together }} />;
  return (
    <>
      {together.isUnsaved && (
        <Alert className={margins.below} type="warning" showIcon title={t('draftUnsaved')} />
      )}
      <LeavingModal editor={together} />
      <DoubtModal editor={together} />
      {together.broughtBack && <Resumed {...{ busy }} onStartOver={together.startOver} />}
      <Panel className={editorStyles.form}>
        <div ref={root} inert={busy}>
          <Days {...{ together, start }} />
          <h2 className={styles.heading}>{t('togetherSame')}</h2>
          <FormFields form={{ ...filling, definition: together.together.shared }} />
        </div>
        <Footer {...{ together }} />
      </Panel>
    </>
  );
}

function Days({ together, start }: { together: Together; start: TogetherStart }) {
  const t = useWords(words);
  const fields = useDayFields(together.together);
  const { days } = together;
  return (
    <section aria-label={t('togetherDays', { fields })}>
      <p>{t('togetherIntro', { fields })}</p>
      <header className={styles.head}>
        <h2 className={styles.heading}>{t('togetherChosen', { count: days.length })}</h2>
        <Button size="small" onClick={() => together.chooseAll(start.days)}>
          {t('togetherAll')}
        </Button>
        {start.days.length > MOST_DAYS && <span>{t('togetherMost', { count: MOST_DAYS })}</span>}
      </header>
      <ul className={styles.days}>
        {start.days.map((day) => (
          <DayItem key={day} {...{ together, day }} />
        ))}
      </ul>
    </section>
  );
}

function DayItem({ together, day }: { together: Together; day: Day }) {
  const lang = useLang();
  const id = useId();
  const { filling, days, outcomes, isFull } = together;
  const kind = outcomes.get(day)?.kind;
  const isChosen = days.includes(day);
  const isDone = kind === 'sent' || kind === 'queued';
  return (
    <li>
      {isDone ? (
        <span className={styles.done}>{formatDay(day, lang)}</span>
      ) : (
        <Checkbox
          checked={isChosen}
          disabled={isFull && !isChosen}
          onChange={(event) => together.choose(day, event.target.checked)}
        >
          {formatDay(day, lang)}
        </Checkbox>
      )}
      <div className={styles.fields}>
        {together.fieldsOf(day).map(({ field, path, required }) => (
          <FieldRow
            key={field.code}
            form={filling}
            id={id + field.code}
            disabled={false}
            {...{ field, path, required }}
          />
        ))}
        {kind && <Outcome {...{ kind, day }} form={together.form} />}
      </div>
    </li>
  );
}

type OutcomeKind = 'sent' | 'queued' | 'reported' | 'failed';

const outcomeWords = {
  sent: 'togetherSent',
  queued: 'togetherQueued',
  reported: 'togetherReported',
  failed: 'togetherFailed',
} as const;

function Outcome({ kind, day, form }: { kind: OutcomeKind; day: Day; form: PublishedForm }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const said = t(outcomeWords[kind]);
  if (kind === 'sent' || kind === 'queued') {
    const Icon = kind === 'sent' ? CheckCircleOutlined : ClockCircleOutlined;
    return (
      <span className={styles.done}>
        <Icon aria-hidden="true" /> {said}
      </span>
    );
  }
  return (
    <span className={styles.note}>
      ! {said}{' '}
      {kind === 'reported' && (
        <ButtonLink to={`/${code}/records/${form.definition.code}?day=${day}`}>
          {t('seeReport')}
        </ButtonLink>
      )}
    </span>
  );
}

function Footer({ together }: { together: Together }) {
  const { busy, days, message, progress, send } = together;
  const t = useWords(words);
  const isEmpty = days.length === 0;
  return (
    <footer className={editorStyles.submit}>
      <div className={editorStyles.problem} role="alert">
        {message && <Alert type="error" showIcon title={message} />}
      </div>
      <Button
        type="primary"
        size="large"
        icon={<SendOutlined aria-hidden="true" />}
        iconPlacement="end"
        loading={busy}
        disabled={isEmpty}
        onClick={() => void send()}
      >
        {busy ? t('togetherSending', progress) : t('togetherSend', { count: days.length })}
      </Button>
      {isEmpty && <span>{t('togetherNone')}</span>}
    </footer>
  );
}

function Finished({ together }: { together: Together }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const { title, messages, advice } = useTogetherResult(together.outcomes);
  return (
    <Panel>
      <div role="status">
        <Result
          status="success"
          title={title}
          subTitle={messages.map((message) => <p key={message}>{message}</p>)}
          extra={
            <ButtonLink to={`/${code}`} main>
              {t('backHome')}
            </ButtonLink>
          }
        />
      </div>
      <Advice advice={advice} />
    </Panel>
  );
}
