import { useInfiniteQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { isDay } from '../../../forms/days.ts';
import { oversight } from '../../../modules/oversight/contract.ts';
import { auditActions } from '../../../modules/registry.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { type Lang, type Text, useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { useAddress } from '../shell/address.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { shellWords } from '../shell/words.ts';
import { auditWords } from './words.ts';

type Entry = ResponseOf<typeof oversight.audit>['items'][number];

/** The audit trail of one's places. */
export default function Audit() {
  return (
    <RequirePermission permission="audit.read">
      <Trail />
    </RequirePermission>
  );
}

function useAuditColumns(): DataColumn<Entry>[] {
  const t = useWords(auditWords);
  const lang = useLang();
  return [
    {
      key: 'at',
      title: t('at'),
      width: 190,
      always: true,
      cut: ({ at }) => formatInstant(at, lang),
    },
    {
      key: 'action',
      title: t('action'),
      width: 190,
      always: true,
      cut: ({ action }) => actionName(action, lang),
    },
    {
      key: 'actor',
      title: t('actor'),
      width: 140,
      cut: ({ actorName }) => actorName ?? t('system'),
    },
    { key: 'person', title: t('person'), width: 160, cut: ({ personName }) => personName ?? '' },
    {
      key: 'place',
      title: t('place'),
      width: 190,
      cut: ({ placeZh, placeEn }) => (lang === 'zh' ? placeZh : placeEn) ?? '',
    },
    { key: 'reason', title: t('reason'), width: 200, cut: ({ reason }) => reason ?? '' },
    {
      key: 'details',
      title: t('details'),
      width: 240,
      off: true,
      cut: ({ details }) => detailsText(details),
    },
  ];
}

const words: Record<string, Text> = auditActions;

/** The action in words; one that only an earlier release declared is shown by its code. */
const actionName = (action: string, lang: Lang): string => words[action]?.[lang] ?? action;

/** Codes and counts of an entry, as they are. */
function detailsText(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}

function Trail() {
  const t = useWords(auditWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const address = useAddress();
  const action = address.text('action');
  const [from, to] = [address.text('from'), address.text('to')];
  const trail = useInfiniteQuery(
    pagesFor(oversight.audit, {
      query: {
        ...(action && { action }),
        ...(isDay(from) && { from }),
        ...(isDay(to) && { to }),
      },
    }),
  );
  const rows = trail.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns('audit', useAuditColumns());
  return (
    <>
      <PageHead title={t('audit')} note={t('note')}>
        <ColumnChoice choice={choice} />
      </PageHead>
      <Panel>
        <div className={filtersStyles.filters}>
          <Select
            className={filtersStyles.search}
            aria-label={t('action')}
            placeholder={t('allActions')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            {...(action && { value: action })}
            options={Object.entries(auditActions).map(([value, label]) => ({
              value,
              label: label[lang],
            }))}
            onChange={(next?: string) => address.set({ action: next })}
          />
          <DatePicker.RangePicker
            aria-label={`${shell('from')} – ${shell('to')}`}
            placeholder={[shell('from'), shell('to')]}
            value={isDay(from) && isDay(to) ? [dayjs(from), dayjs(to)] : null}
            onChange={(range) =>
              address.set({
                from: range?.[0]?.format('YYYY-MM-DD'),
                to: range?.[1]?.format('YYYY-MM-DD'),
              })
            }
          />
        </div>
        {trail.isError ? (
          <ErrorState error={trail.error} retry={() => void trail.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ id }) => id}
            loading={trail.isPending}
            empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
            footer={<MoreRows pages={trail} count={rows.length} />}
          />
        )}
      </Panel>
    </>
  );
}
