import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { identifiersText } from '../../../forms/sign-in.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { wardLinkOf } from '../../shared/account.ts';
import { linkTo } from '../../shared/api.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Answers } from '../../shared/mobile/answers.tsx';
import { fitsDayTable } from '../../shared/participant/day-table.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { summaryOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import {
  definitionsOf,
  type SummaryGroup,
  summaryGroups,
} from '../../shared/participant/summary.ts';
import cardStyles from '../../shared/phone/card.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import textStyles from '../../shared/text.module.css';
import { DayTables } from './day-tables.tsx';
import styles from './summary-page.module.css';
import { words } from './words.ts';

/** 个人健康信息汇总报告: all that the person has reported, to print and as a PDF (SPEC G4.9). */
export function SummaryPage() {
  const { account, mine } = useParticipant();
  const { name } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const summary = useQuery(summaryOf(account));
  const groups = summary.data ? summaryGroups(mine, summary.data) : [];
  return (
    <Page
      title={t('summaryTitle')}
      action={
        groups.length > 0 && (
          <span className={styles.twoActions}>
            <Button color="primary" fill="outline" size="large" onClick={() => window.print()}>
              {t('print')}
            </Button>
            {wardLinkOf(account) === null && (
              <a
                className={styles.buttonLink}
                href={linkTo(reports.summaryPdf, { query: { lang }, account })}
                target="_blank"
                rel="noreferrer"
              >
                {t('pdf')}
              </a>
            )}
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
          {groups.map((group) => (
            <FormSummary
              key={group.form}
              group={group}
              definitionOf={definitionsOf(summary.data)}
            />
          ))}
        </ReportFormContext>
      )}
    </Page>
  );
}

function FormSummary(props: {
  group: SummaryGroup;
  definitionOf: ReturnType<typeof definitionsOf>;
}) {
  const { group, definitionOf } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const entries = fitsDayTable(group.reports, definitionOf) ? [] : group.reports;
  return (
    <section className={cardStyles.card}>
      <h2>{text(group.title)}</h2>
      {fitsDayTable(group.reports, definitionOf) && (
        <DayTables reports={group.reports} definitionOf={definitionOf} />
      )}
      {entries.map((report) => {
        const definition = definitionOf(report);
        return (
          <article key={report.slot} className={styles.report}>
            <h3>{formatDay(report.day, lang)}</h3>
            <span className={textStyles.soft}>
              {t('sentAt', { time: formatInstant(report.sentAt, lang, zone) })}
              {report.sentBy !== null && ` · ${t('onBehalf', { name: report.sentBy })}`}
            </span>
            {definition && <Answers definition={definition} values={report.values} />}
          </article>
        );
      })}
    </section>
  );
}
