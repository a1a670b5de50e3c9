import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { oversight } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call, linkTo } from '../../shared/api.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor, queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { formatCount } from '../shell/numbers.ts';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { type Changing, DaysDialog } from './retention-days.tsx';
import { RunDialog } from './retention-run.tsx';
import { type RetentionTranslator, retentionWords } from './retention-words.ts';

type Kept = ResponseOf<typeof oversight.retention>['programmes'][number];
type Certificate = ResponseOf<typeof oversight.certificates>['items'][number];

/** Until when the data of each programme is kept, and what was deleted. */
export default function Retention() {
  return (
    <RequirePermission permission="retention.read">
      <KeptProgrammes />
    </RequirePermission>
  );
}

const moving = ['counting', 'running'];

function KeptProgrammes() {
  const t = useWords(retentionWords);
  const lang = useLang();
  const can = useCan();
  const queries = useQueryClient();
  const [changing, setChanging] = useState<Changing | null>(null);
  const [viewed, setViewed] = useState<number | null>(null);
  const kept = useQuery({
    ...queryFor(oversight.retention),
    refetchInterval: ({ state: { data } }) =>
      data?.programmes.some(({ run }) => run && moving.includes(run.state)) ? 1500 : false,
  });
  const refresh = () => {
    const { retention, retentionCount, certificates, audit } = oversight;
    for (const { url } of [retention, retentionCount, certificates, audit]) {
      void queries.invalidateQueries({ queryKey: [url] });
    }
  };
  const start = useMutation({
    mutationFn: (id: number) => call(oversight.startRetention, { params: { id } }),
    onSettled: refresh,
  });
  const drop = useMutation({
    mutationFn: (runId: string) => call(oversight.withdrawRetention, { params: { runId } }),
    onSettled: refresh,
  });
  const error = start.error ?? drop.error;
  const columns = useKeptColumns({
    change: setChanging,
    view: setViewed,
    start: (id) => start.mutate(id),
    drop: (runId) => drop.mutate(runId),
  });
  const rows = kept.data?.programmes ?? [];
  const shown = rows.find(({ programmeId }) => programmeId === viewed);
  const trail = kept.data?.trail;
  const done = rows.flatMap(({ run }) => (run?.state === 'done' ? [run.id] : [])).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run that is done has left a certificate
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: [oversight.certificates.url] });
  }, [queries, done]);
  return (
    <>
      <PageHead title={t('retention')} note={t('note')}>
        {trail?.mayChange && can('retention.manage') && (
          <Button onClick={() => setChanging({ keptDays: trail.keptDays })}>
            {t('trail', { count: formatCount(trail.keptDays) })}
          </Button>
        )}
      </PageHead>
      <Panel>
        {error && <Alert type="error" showIcon title={problemText(error, lang)} />}
        {kept.isError && !kept.data ? (
          <ErrorState error={kept.error} retry={() => void kept.refetch()} />
        ) : (
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={({ programmeId }) => programmeId}
            loading={kept.isPending}
            empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
          />
        )}
      </Panel>
      <Certificates />
      {changing && (
        <DaysDialog changing={changing} onClose={() => setChanging(null)} onSettled={refresh} />
      )}
      {shown && <RunDialog kept={shown} onClose={() => setViewed(null)} onSettled={refresh} />}
    </>
  );
}

function useKeptColumns(acts: {
  change: (changing: Changing) => void;
  view: (programmeId: number) => void;
  start: (programmeId: number) => void;
  drop: (runId: string) => void;
}): DataColumn<Kept>[] {
  const t = useWords(retentionWords);
  const lang = useLang();
  const can = useCan();
  return [
    { key: 'name', title: t('programme'), always: true, render: ({ name }) => name[lang] },
    {
      key: 'ends',
      title: t('endsOn'),
      width: 130,
      render: ({ endsOn }) => formatDay(endsOn, lang, 'short'),
    },
    {
      key: 'kept',
      title: t('keptDays'),
      width: 100,
      align: 'right',
      render: ({ keptDays }) => formatCount(keptDays),
    },
    {
      key: 'due',
      title: t('dueOn'),
      width: 140,
      render: ({ dueOn, daysLeft }) => (
        <>
          {formatDay(dueOn, lang, 'short')}
          <div className={textStyles.soft}>
            {daysLeft > 0 ? t('left', { count: daysLeft }) : <Tag>{t('isDue')}</Tag>}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      width: 230,
      render: ({ run }) => (run ? <State run={run} /> : t('none')),
    },
    {
      key: 'acts',
      title: '',
      width: 210,
      always: true,
      render: ({ programmeId, name, keptDays, endsOn, run }) => {
        const programme = { id: programmeId, name, endsOn };
        const isOpen = run !== null && ['counting', 'proposed', 'running'].includes(run.state);
        return (
          <Space wrap size="small">
            {run?.preview && (
              <Button
                size="small"
                type={run.state === 'proposed' ? 'primary' : 'default'}
                onClick={() => acts.view(programmeId)}
              >
                {t(run.state === 'proposed' ? 'view' : 'details')}
              </Button>
            )}
            {run?.state === 'counting' && can('retention.manage') && (
              <Button size="small" onClick={() => acts.drop(run.id)}>
                {t('withdraw')}
              </Button>
            )}
            {!isOpen && can('retention.manage') && (
              <>
                <Button size="small" onClick={() => acts.start(programmeId)}>
                  {t('dryRun')}
                </Button>
                <Button size="small" onClick={() => acts.change({ keptDays, programme })}>
                  {t('change')}
                </Button>
              </>
            )}
          </Space>
        );
      },
    },
  ];
}

/** How far a run has come, and where it fails since when, how often and at what. */
function State({ run }: { run: NonNullable<Kept['run']> }) {
  const t = useWords(retentionWords);
  const lang = useLang();
  const { failing } = run;
  return (
    <>
      {stateOf(run, t)}
      {failing && (
        <div role="status" className={textStyles.error}>
          {t('failing', {
            count: failing.attempts,
            what: failing.what,
            since: formatInstant(failing.since, lang),
            next: formatInstant(failing.nextAt, lang),
          })}
        </div>
      )}
    </>
  );
}

function stateOf(run: NonNullable<Kept['run']>, t: RetentionTranslator): string {
  const { state, peopleDone, preview } = run;
  if (state === 'withdrawn') return t('none');
  if (state === 'counting') return t(state, { count: peopleDone });
  return t(state, {
    count: formatCount(peopleDone),
    total: formatCount(preview?.people ?? 0),
  });
}

function Certificates() {
  const t = useWords(retentionWords);
  const lang = useLang();
  const pages = useInfiniteQuery(pagesFor(oversight.certificates, {}));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: DataColumn<Certificate>[] = [
    { key: 'number', title: t('number'), width: 80, render: ({ number }) => number },
    {
      key: 'programme',
      title: t('programme'),
      always: true,
      render: ({ programme }) => programme[lang],
    },
    {
      key: 'made',
      title: t('madeAt'),
      width: 170,
      cut: ({ madeAt }) => formatInstant(madeAt, lang),
    },
    {
      key: 'people',
      title: t('people'),
      width: 120,
      align: 'right',
      render: ({ people }) => formatCount(people),
    },
    {
      key: 'rows',
      title: t('rows'),
      width: 120,
      align: 'right',
      render: ({ rows: count }) => formatCount(count),
    },
    {
      key: 'files',
      title: '',
      width: 140,
      always: true,
      render: ({ runId }) => {
        const params = { runId };
        return (
          <Space>
            <a href={linkTo(oversight.certificatePdf, { params, query: { lang } })} download>
              PDF
            </a>
            <a href={linkTo(oversight.certificate, { params })} download={`${runId}.json`}>
              JSON
            </a>
          </Space>
        );
      },
    },
  ];
  return (
    <Panel title={t('certificates')}>
      {pages.isError && !pages.data ? (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={({ runId }) => runId}
          loading={pages.isPending}
          empty={<EmptyState title={t('noCertificates')} hint={t('noCertificatesHint')} />}
          footer={<MoreRows pages={pages} count={rows.length} />}
        />
      )}
    </Panel>
  );
}
