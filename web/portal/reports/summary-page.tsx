import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { identifiersText } from '../../../forms/sign-in.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Answers } from '../../shared/mobile/answers.tsx';
import { findForm, type Report } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { summaryOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import cardStyles from '../../shared/phone/card.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import textStyles from '../../shared/text.module.css';
import styles from './summary-page.module.css';
import { words } from './words.ts';

/** Reports of one form together, in the order of the person's forms. */
function byForm(all: Report[], order: string[]): [string, Report[]][] {
  const groups = new Map<string, Report[]>(order.map((code) => [code, []]));
  for (const report of all) {
    const group = groups.get(report.form) ?? [];
    group.push(report);
    groups.set(report.form, group);
  }
  return [...groups].filter(([, group]) => group.length > 0);
}

/** 个人健康信息汇总报告: all that the person has reported, to print and as a PDF (SPEC G4.9). */
export function SummaryPage() {
  const { account, mine } = useParticipant();
  const { name } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const summary = useQuery(summaryOf(account));
  const order = mine.forms.map(({ definition }) => definition.code);
  const groups = byForm(summary.data?.reports ?? [], order);
  return (
    <Page
      title={t('summaryTitle')}
      action={
        groups.length > 0 && (
          <span className={styles.twoActions}>
            <Button color="primary" fill="outline" size="large" onClick={() => window.print()}>
              {t('print')}
            </Button>
            <a
              className={styles.buttonLink}
              href={linkTo(reports.summaryPdf, { query: { lang } })}
              target="_blank"
              rel="noreferrer"
            >
              {t('pdf')}
            </a>
          </span>
        )
      }
    >
      {summary.error && !summary.data && (
        <Failure error={summary.error} retry={() => void summary.refetch()} />
      )}
      {summary.isPending && <Waiting blocks={5} />}
      {summary.data && groups.length === 0 && (
        <Empty title={t('nothingYet')}>
          <p>{t('nothingYetText')}</p>
        </Empty>
      )}
      {summary.data && groups.length > 0 && (
        <ReportFormContext>
          <section className={cardStyles.card}>
            <h2>{mine.name}</h2>
            <p>{[identifiersText(mine.identifiers), text(name)].filter(Boolean).join(' · ')}</p>
            <p className={textStyles.soft}>{t('summaryIntro')}</p>
          </section>
          {groups.map(([form, group]) => (
            <FormSummary key={form} {...{ form, group }} definitions={summary.data.definitions} />
          ))}
        </ReportFormContext>
      )}
    </Page>
  );
}

function FormSummary(props: {
  form: string;
  group: Report[];
  definitions: Record<string, Parameters<typeof Answers>[0]['definition']>;
}) {
  const { form, group, definitions } = props;
  const { mine } = useParticipant();
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const title =
    findForm(mine, form)?.definition.title ?? definitions[group[0]?.formVersionId ?? 0]?.title;
  return (
    <section className={cardStyles.card}>
      <h2>{title ? text(title) : form}</h2>
      {group.map((report) => {
        const definition = definitions[report.formVersionId];
        return (
          <article key={report.slot} className={styles.report}>
            <h3>{formatDay(report.day, lang)}</h3>
            <span className={textStyles.soft}>
              {t('sentAt', { time: formatInstant(report.sentAt, lang, zone) })}
            </span>
            {definition && <Answers definition={definition} values={report.values} />}
          </article>
        );
      })}
    </section>
  );
}
