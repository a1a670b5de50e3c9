import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { type AlertLevel, alertLevelNames, alertLevels } from '../../../forms/alert-levels.ts';
import { addDays, isDay } from '../../../forms/days.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { shortInstant } from '../../shared/antd/wall-time.ts';
import { zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { GroupFilter, PlaceFilter, RangeFilter } from '../shell/filters.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { usePersonColumns } from '../shell/person-columns.ts';
import { todayOf, usePlaces, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { AlertMarks } from './alert-mark.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { reportWords } from './words.ts';

type AlertRow = ResponseOf<typeof reports.alerts>['items'][number];

/** Reports that meet an alert rule, by days, kind, place and group. */
export default function Alerts() {
  return (
    <RequirePermission permission="report.read">
      <AlertList />
    </RequirePermission>
  );
}

function useAlertColumns(): DataColumn<AlertRow>[] {
  const t = useWords(reportWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const programme = useProgramme();
  const ofPerson = usePersonColumns().map(
    ({ cut, render, ...column }): DataColumn<AlertRow> => ({
      ...column,
      ...(cut && { cut: ({ person }: AlertRow) => cut(person) }),
      ...(render && { render: ({ person }: AlertRow) => render(person) }),
    }),
  );
  return [
    {
      key: 'day',
      title: shell('day'),
      width: 105,
      always: true,
      render: ({ day }) => <span className={textStyles.number}>{day}</span>,
    },
    {
      key: 'alert',
      title: t('alert'),
      width: 180,
      always: true,
      render: ({ alerts }) => <AlertMarks alerts={alerts} />,
    },
    ...ofPerson,
    {
      key: 'form',
      title: t('form'),
      width: 140,
      cut: ({ title }) => title[lang],
    },
    {
      key: 'sentAt',
      title: t('sentAt', { zone: zoneName(programme.definition.zone, lang) }),
      width: 165,
      cut: ({ sentAt }) => shortInstant(sentAt, programme.definition.zone),
    },
  ];
}

/** What is listed, as the address says it. */
function useAlertFilter() {
  const address = useAddress();
  const today = todayOf(useProgramme());
  const dayIn = (name: 'from' | 'to', otherwise: string) => {
    const given = address.text(name);
    return isDay(given) ? given : otherwise;
  };
  return {
    from: dayIn('from', addDays(today, -6)),
    to: dayIn('to', today),
    level: alertLevels.find((each) => each === address.text('level')),
    placeId: address.number('place'),
    group: address.text('group'),
  };
}

function AlertList() {
  const t = useWords(reportWords);
  const can = useCan();
  const programme = useProgramme();
  const person = usePersonDrawer();
  const [exporting, setExporting] = useState(false);
  const { from, to, level, placeId, group } = useAlertFilter();
  const alerts = useInfiniteQuery(
    pagesFor(reports.alerts, {
      query: {
        programmeId: programme.id,
        ...{ from, to },
        ...(level && { level }),
        ...(placeId !== undefined && { placeId }),
        ...(group && { group }),
      },
    }),
  );
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns('alerts', useAlertColumns());
  return (
    <>
      <PageHead title={t('alerts')} note={t('alertsNote')}>
        <ColumnChoice choice={choice} />
        {can('report.export') && (
          <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
            {t('export')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <AlertFilters />
        {alerts.isError ? (
          <ErrorState error={alerts.error} retry={() => void alerts.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ reportId }) => reportId}
            loading={alerts.isPending}
            onOpen={(row) => person.open(row.person.enrolmentId)}
            empty={<EmptyState title={t('noAlerts')} hint={t('noAlertsHint')} />}
            footer={<MoreRows pages={alerts} count={rows.length} />}
          />
        )}
      </Panel>
      <ExportDialog
        open={exporting}
        onClose={() => setExporting(false)}
        form={programme.forms[0]?.definition.code ?? ''}
        {...{ from, to }}
      />
    </>
  );
}

function AlertFilters() {
  const t = useWords(reportWords);
  const lang = useLang();
  const address = useAddress();
  const places = usePlaces();
  const { from, to, level, placeId, group } = useAlertFilter();
  const today = todayOf(useProgramme());
  const lastDays = (label: string, count: number) => ({
    label,
    from: addDays(today, 1 - count),
    to: today,
  });
  return (
    <div className={filtersStyles.filters}>
      <RangeFilter
        {...{ from, to }}
        last={today}
        presets={[lastDays(t('last7'), 7), lastDays(t('last14'), 14), lastDays(t('last30'), 30)]}
        onChange={(first, last) => address.set({ from: first, to: last })}
      />
      <Select<AlertLevel>
        className={filtersStyles.group}
        aria-label={t('level')}
        placeholder={t('allLevels')}
        allowClear
        {...(level && { value: level })}
        options={alertLevels.map((each) => ({
          value: each,
          label: alertLevelNames[each][lang],
        }))}
        onChange={(next?: AlertLevel) => address.set({ level: next })}
      />
      <PlaceFilter
        places={places.data ?? []}
        value={placeId}
        onChange={(next) => address.set({ place: next })}
      />
      <GroupFilter value={group} onChange={(next) => address.set({ group: next })} />
    </div>
  );
}
