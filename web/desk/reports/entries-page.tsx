import { useQuery } from '@tanstack/react-query';
import { Alert, Table, type TableColumnsType } from 'antd';
import { Answer } from '../../shared/antd/answers.tsx';
import { EmptyState, Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { useBrokenChecks } from '../../shared/participant/broken-checks.ts';
import { type PublishedForm, type Report, summaryFields } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import textStyles from '../../shared/text.module.css';
import { ButtonLink } from '../shell/button-link.tsx';
import margins from '../shell/margins.module.css';
import { Page } from '../shell/page.tsx';
import { Good, Open } from './item-state.tsx';
import { Record } from './record.tsx';
import { words } from './words.ts';

/** A form of which there may be many, such as laboratory tests: those sent, and a way to add one (SPEC G4.6). */
export function EntriesPage({ form }: { form: PublishedForm }) {
  const { code } = usePublicProgramme();
  const { account } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const { definition } = form;
  const records = useQuery(recordsOf(account, definition.code));
  const broken = useBrokenChecks(form);
  const count = records.data?.reports.length ?? 0;
  const add = (
    <ButtonLink to={`/${code}/forms/${definition.code}/entries/new`} main>
      {t(count === 0 ? 'addFirst' : 'addEntry')}
    </ButtonLink>
  );
  return (
    <Page
      title={text(definition.title)}
      note={definition.intro && text(definition.intro)}
      actions={count > 0 && add}
    >
      {broken.length > 0 && (
        <Alert
          className={margins.below}
          type="error"
          showIcon
          title={t('brokenCheck')}
          description={broken.join(' ')}
        />
      )}
      <Panel>
        <Loaded query={records} rows={3}>
          {({ reports }) =>
            reports.length === 0 ? (
              <EmptyState title={t('entriesEmpty')} hint={t('entriesEmptyText')}>
                {add}
              </EmptyState>
            ) : (
              <ReportFormContext>
                <Entries {...{ form, reports }} />
              </ReportFormContext>
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function Entries({ form, reports }: { form: PublishedForm; reports: Report[] }) {
  const { code, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const { definition, policy } = form;
  const columns: TableColumnsType<Report> = [
    ...summaryFields(form).map((field) => ({
      key: field.code,
      title: text(field.label),
      render: (_: unknown, { values }: Report) => (
        <Answer field={field} value={values[field.code]} />
      ),
    })),
    {
      key: 'sent',
      title: t('sent'),
      render: (_, { sentAt }) => formatInstant(sentAt, lang, zone),
    },
    {
      key: 'state',
      title: t('state'),
      render: (_, { incomplete }) =>
        incomplete ? <Open>{t('stateIncomplete')}</Open> : <Good>{t('complete')}</Good>,
    },
    {
      key: 'act',
      title: <span className={textStyles.sr}>{t('act')}</span>,
      align: 'end',
      render: (_, { slot }) =>
        policy.change === 'anytime' && (
          <ButtonLink to={`/${code}/forms/${definition.code}/entries/${slot}`}>
            {t('change')}
          </ButtonLink>
        ),
    },
  ];
  return (
    <Table<Report>
      size="small"
      rowKey="slot"
      pagination={false}
      dataSource={reports}
      columns={columns}
      scroll={{ x: 'max-content' }}
      expandable={{
        // So that what a row opens is as wide as the screen, however wide the table is.
        fixed: 'start',
        columnTitle: <span className={textStyles.sr}>{t('seeReport')}</span>,
        expandedRowRender: ({ slot }) => <Record form={form} slot={slot} />,
        defaultExpandedRowKeys: reports.length === 1 && reports[0] ? [reports[0].slot] : [],
      }}
    />
  );
}
