import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { Answers } from '../../shared/antd/answers.tsx';
import { EmptyState, Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { call, linkTo } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { type DefinitionOf, fitsDayTable } from '../../shared/participant/day-table.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { summaryOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import {
  definitionsOf,
  type SummaryGroup,
  summaryGroups,
} from '../../shared/participant/summary.ts';
import { problemText } from '../../shared/problems.ts';
import { serverNow } from '../../shared/server-time.ts';
import textStyles from '../../shared/text.module.css';
import { Facts } from '../shell/facts.tsx';
import { Page } from '../shell/page.tsx';
import { Counts } from './counts.tsx';
import { DayTables } from './day-tables.tsx';
import styles from './summary-page.module.css';
import { words } from './words.ts';

/** 个人健康信息汇总报告: all that the person has reported, to print and as a PDF (SPEC G4.9). */
export function SummaryPage() {
  const { account, mine } = useParticipant();
  const t = useWords(words);
  const summary = useQuery(summaryOf(account));
  const isEmpty = summary.data?.reports.length === 0;
  return (
    <Page
      title={t('summaryTitle')}
      actions={
        summary.data &&
        !isEmpty && (
          <>
            <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
              {t('print')}
            </Button>
            <PdfButton />
          </>
        )
      }
    >
      <Loaded query={summary} rows={10}>
        {(data) =>
          isEmpty ? (
            <Panel>
              <EmptyState title={t('nothingYet')} hint={t('nothingYetText')} />
            </Panel>
          ) : (
            <ReportFormContext>
              <Person />
              {summaryGroups(mine, data).map((group) => (
                <FormSummary key={group.form} group={group} definitionOf={definitionsOf(data)} />
              ))}
            </ReportFormContext>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Fetched like a link, but only while the person is signed in: a download cannot ask for that itself. */
function PdfButton() {
  const { account } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const href = linkTo(reports.summaryPdf, { query: { lang }, account });
  const download = async () => {
    setBusy(true);
    try {
      await call(people.me, { account });
      location.assign(href);
    } catch (error) {
      void message.error(problemText(error, lang));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      type="primary"
      href={href}
      download
      icon={<FilePdfOutlined aria-hidden="true" />}
      loading={busy}
      onClick={(event) => {
        event.preventDefault();
        void download();
      }}
    >
      {t('pdf')}
    </Button>
  );
}

function Person() {
  const { name, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const now = new Date(serverNow()).toISOString();
  return (
    <Panel
      title={text(name)}
      extra={
        <span className={textStyles.soft}>
          {t('asOf', { time: formatInstant(now, lang, zone) })}
        </span>
      }
    >
      <div className={styles.person}>
        <Facts inTwoColumns />
        <Counts />
      </div>
    </Panel>
  );
}

function FormSummary(props: { group: SummaryGroup; definitionOf: DefinitionOf }) {
  const { group, definitionOf } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const all = group.reports;
  return (
    <Panel title={text(group.title)}>
      {fitsDayTable(all, definitionOf) ? (
        <DayTables reports={all} definitionOf={definitionOf} />
      ) : (
        all.map((report, index) => {
          const definition = definitionOf(report);
          return (
            <article key={report.slot} className={styles.report}>
              <p className={textStyles.soft}>
                {all.length > 1 && <strong>{t('entryN', { n: index + 1 })} · </strong>}
                {t('sent')} {formatInstant(report.sentAt, lang, zone)}
                {report.version > 1 && ` · ${t('versionN', { n: report.version })}`}
              </p>
              {definition && <Answers definition={definition} values={report.values} />}
            </article>
          );
        })
      )}
    </Panel>
  );
}
