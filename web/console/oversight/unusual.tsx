import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { oversight } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { CloseDialog, LimitsDialog } from './unusual-dialogs.tsx';
import { unusualWords } from './unusual-words.ts';

type Reading = ResponseOf<typeof oversight.unusual>['items'][number];

/** Who of one's places has read unusually many people. */
export default function Unusual() {
  return (
    <RequirePermission permission="audit.read">
      <ReadingList />
    </RequirePermission>
  );
}

function ReadingList() {
  const t = useWords(unusualWords);
  const can = useCan();
  const queries = useQueryClient();
  const address = useAddress();
  const [closing, setClosing] = useState<Reading | null>(null);
  const [limiting, setLimiting] = useState(false);
  const state = address.text('state') === 'closed' ? 'closed' : 'open';
  const readings = useInfiniteQuery(pagesFor(oversight.unusual, { query: { state } }));
  const rows = readings.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useReadingColumns(state, setClosing);
  return (
    <>
      <PageHead title={t('unusual')} note={t('note')}>
        {can('audit.limit') && <Button onClick={() => setLimiting(true)}>{t('limits')}</Button>}
      </PageHead>
      <Panel>
        <div className={filtersStyles.filters}>
          <Segmented
            aria-label={t('state')}
            value={state}
            options={[
              { value: 'open', label: t('stateOpen') },
              { value: 'closed', label: t('stateClosed') },
            ]}
            onChange={(next) => address.set({ state: next === 'closed' ? next : undefined })}
          />
        </div>
        {readings.isError ? (
          <ErrorState error={readings.error} retry={() => void readings.refetch()} />
        ) : (
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            loading={readings.isPending}
            empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
            footer={<MoreRows pages={readings} count={rows.length} />}
          />
        )}
      </Panel>
      <CloseDialog
        reading={closing}
        onClose={() => setClosing(null)}
        onSettled={() => {
          for (const { url } of [oversight.unusual, oversight.unusualCount, oversight.audit]) {
            void queries.invalidateQueries({ queryKey: [url] });
          }
        }}
      />
      {limiting && <LimitsDialog onClose={() => setLimiting(false)} />}
    </>
  );
}

function useReadingColumns(
  state: 'open' | 'closed',
  close: (reading: Reading) => void,
): DataColumn<Reading>[] {
  const t = useWords(unusualWords);
  const lang = useLang();
  const last: DataColumn<Reading> =
    state === 'open'
      ? {
          key: 'act',
          title: '',
          width: 160,
          always: true,
          render: (reading) =>
            reading.isOneself ? (
              <span className={textStyles.soft}>{t('own')}</span>
            ) : (
              <Button size="small" onClick={() => close(reading)}>
                {t('close')}
              </Button>
            ),
        }
      : {
          key: 'closed',
          title: t('closed'),
          width: 300,
          render: ({ closedBy, closedAt, reason }) => (
            <>
              {closedBy} · {closedAt && formatInstant(closedAt, lang)}
              <div>{reason}</div>
            </>
          ),
        };
  return [
    {
      key: 'hour',
      title: t('hour'),
      width: 150,
      always: true,
      cut: ({ hour }) => formatInstant(hour, lang),
    },
    {
      key: 'actor',
      title: t('actor'),
      width: 160,
      always: true,
      cut: ({ actorName }) => actorName,
    },
    {
      key: 'what',
      title: t('what'),
      width: 320,
      render: ({ kind, count, usual }) => (
        <>
          {t(kind, { count })}
          <div className={textStyles.soft}>
            {usual === null ? t('unknown') : t('usual', { count: usual })}
          </div>
        </>
      ),
    },
    last,
  ];
}
