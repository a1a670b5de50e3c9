import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { isDay } from '../../../forms/days.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Answers } from '../../shared/mobile/answers.tsx';
import { adviceOn } from '../../shared/participant/advice.ts';
import { useBrokenChecks } from '../../shared/participant/broken-checks.ts';
import { mayFillIn } from '../../shared/participant/days.ts';
import { findForm, type Report } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import { useToday } from '../../shared/participant/today.ts';
import cardStyles from '../../shared/phone/card.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import textStyles from '../../shared/text.module.css';
import { Advice } from './advice.tsx';
import { DayLabel } from './day-label.tsx';
import { FormGone } from './form-gone.tsx';
import styles from './record-page.module.css';
import reportStyles from './report.module.css';
import { words } from './words.ts';

/** One report as it is now, with all its earlier versions (SPEC G4.3). */
export function RecordPage() {
  const { form: code, slot } = useParams({
    from: '/$programme/member/declared/records/$form/$slot',
  });
  const { code: programme, zone } = usePublicProgramme();
  const { account, mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const today = useToday(zone);
  const records = useQuery(recordsOf(account, code, slot));
  const form = findForm(mine, code);
  const broken = useBrokenChecks(form);
  const [newest, ...earlier] = records.data?.reports ?? [];
  const daily = isDay(slot);
  if (!form) return <FormGone />;
  const mayFill = daily && mayFillIn(form.policy, slot, today);
  const mayChange = newest && form.policy.change === 'anytime';
  const params = { programme, form: code };
  const edit = () =>
    void (daily
      ? navigate({ to: '/$programme/forms/$form/days/$day', params: { ...params, day: slot } })
      : form.policy.slots === 'many'
        ? navigate({
            to: '/$programme/forms/$form/entries/$entry',
            params: { ...params, entry: slot },
          })
        : navigate({ to: '/$programme/forms/$form', params }));
  return (
    <Page
      title={text(form.definition.title)}
      action={
        records.data &&
        (mayChange || (mayFill && !newest)) && (
          <Button color="primary" size="large" block onClick={edit}>
            {t(newest ? 'change' : 'fillThis')}
          </Button>
        )
      }
    >
      {daily && (
        <div className={reportStyles.dayHead}>
          <span className={reportStyles.dayKind}>{t(slot === today ? 'today' : 'reportDay')}</span>
          <DayLabel day={slot} isToday={slot === today} />
        </div>
      )}
      {!daily && newest && broken.length > 0 && (
        <p className={`${reportStyles.note} ${reportStyles.bad}`}>
          {[t('brokenCheck'), ...broken].join(' ')}
        </p>
      )}
      {records.error && !records.data && (
        <Failure error={records.error} retry={() => void records.refetch()} />
      )}
      {records.isPending && <Waiting />}
      {records.data && !newest && (
        <Empty title={t(daily ? 'noRecord' : 'entriesEmpty')}>
          {daily && <p>{t(mayFill ? 'noRecordOpen' : 'noRecordClosed')}</p>}
        </Empty>
      )}
      {newest && records.data && (
        <ReportFormContext>
          <Advice advice={adviceOn(newest, records.data.definitions)} />
          <Versions newest={newest} earlier={earlier} definitions={records.data.definitions} />
          {!mayChange && <p className={reportStyles.note}>{t('readOnly')}</p>}
        </ReportFormContext>
      )}
    </Page>
  );
}

function Versions(props: {
  newest: Report;
  earlier: Report[];
  definitions: Record<string, Parameters<typeof Answers>[0]['definition']>;
}) {
  const { newest, earlier, definitions } = props;
  const t = useWords(words);
  const definition = definitions[newest.formVersionId];
  return (
    <>
      <section className={cardStyles.card}>
        <h2>{t('versionNow', { n: newest.version })}</h2>
        <Sent report={newest} />
        {definition && <Answers definition={definition} values={newest.values} />}
      </section>
      <section className={cardStyles.card}>
        <h2>{t('history')}</h2>
        {earlier.length === 0 && <p className={textStyles.soft}>{t('noHistory')}</p>}
        {earlier.map((report) => {
          const made = definitions[report.formVersionId];
          return (
            <details key={report.version} className={styles.version}>
              <summary>
                {t('versionN', { n: report.version })} <Sent report={report} />
              </summary>
              {made && <Answers definition={made} values={report.values} />}
            </details>
          );
        })}
      </section>
    </>
  );
}

function Sent({ report }: { report: Report }) {
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  return (
    <span className={`${textStyles.soft} ${styles.sent}`}>
      {t('sentAt', { time: formatInstant(report.sentAt, lang, zone) })}
      {report.sentBy !== null && ` · ${t('onBehalf', { name: report.sentBy })}`}
    </span>
  );
}
