import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { addDays, isDay } from '../../../forms/days.ts';
import type { AlertLevel } from '../../../forms/definition.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Nothing, PageHead, Panel, Trouble } from '../../shared/antd/pc-parts.tsx';
import { shortInstant } from '../../shared/antd/wall-time.ts';
import { askingPages } from '../../shared/asking.ts';
import { zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import {
  type BigColumn,
  BigTable,
  ColumnChoice,
  MoreRows,
  useColumns,
} from '../shell/big-table.tsx';
import { GroupFilter, PlaceFilter, RangeFilter } from '../shell/filters.tsx';
import { Needs } from '../shell/pages.tsx';
import { formTitle, todayOf, usePlaces, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.tsx';
import { shellWords } from '../shell/words.ts';
import { AlertMarks, alertLevels } from './alert-mark.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { usePersonColumns } from './missing-drawer.tsx';
import { reportWords } from './words.ts';

type AlertRow = ResponseOf<typeof reports.alerts>['items'][number];

/** Reports that meet an alert rule, by days, kind, place and group. */
export default function Alerts() {
  return (
    <Needs permission="report.read">
      <AlertList />
    </Needs>
  );
}

function useAlertColumns(): BigColumn<AlertRow>[] {
  const say = useWords(reportWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const programme = useProgramme();
  const ofPerson = usePersonColumns().map(
    ({ cut, render, ...column }): BigColumn<AlertRow> => ({
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
      render: ({ day }) => <span className="ax-number">{day}</span>,
    },
    {
      key: 'alert',
      title: say('alert'),
      width: 180,
      always: true,
      render: ({ form, alerts }) => <AlertMarks form={form} alerts={alerts} />,
    },
    ...ofPerson,
    {
      key: 'form',
      title: say('form'),
      width: 140,
      cut: ({ form }) => formTitle(programme, form, lang),
    },
    {
      key: 'sentAt',
      title: say('sentAt', { zone: zoneName(programme.definition.zone, lang) }),
      width: 165,
      cut: ({ sentAt }) => shortInstant(sentAt, programme.definition.zone),
    },
  ];
}

function AlertList() {
  const say = useWords(reportWords);
  const can = useCan();
  const programme = useProgramme();
  const address = useAddress();
  const person = usePersonDrawer();
  const [exporting, setExporting] = useState(false);
  const today = todayOf(programme);
  const dayIn = (name: string, otherwise: string) => {
    const given = address.text(name);
    return isDay(given) ? given : otherwise;
  };
  const [from, to] = [dayIn('from', addDays(today, -6)), dayIn('to', today)];
  const level = alertLevels.find((each) => each === address.text('level'));
  const placeId = address.number('place');
  const group = address.text('group');
  const alerts = useInfiniteQuery(
    askingPages(reports.alerts, {
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
  const lastDays = (label: string, count: number) => ({
    label,
    from: addDays(today, 1 - count),
    to: today,
  });
  const places = usePlaces();
  return (
    <>
      <PageHead title={say('alerts')} note={say('alertsNote')}>
        <ColumnChoice choice={choice} />
        {can('report.export') && (
          <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
            {say('export')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <div className="cs-filters">
          <RangeFilter
            {...{ from, to }}
            last={today}
            presets={[
              lastDays(say('last7'), 7),
              lastDays(say('last14'), 14),
              lastDays(say('last30'), 30),
            ]}
            onChange={(first, last) => address.set({ from: first, to: last })}
          />
          <Select<AlertLevel>
            className="cs-filter-group"
            aria-label={say('level')}
            placeholder={say('allLevels')}
            allowClear
            {...(level && { value: level })}
            options={alertLevels.map((each) => ({ value: each, label: say(`level_${each}`) }))}
            onChange={(next?: AlertLevel) => address.set({ level: next })}
          />
          <PlaceFilter
            places={places.data ?? []}
            value={placeId}
            onChange={(next) => address.set({ place: next })}
          />
          <GroupFilter value={group} onChange={(next) => address.set({ group: next })} />
        </div>
        {alerts.isError ? (
          <Trouble error={alerts.error} retry={() => void alerts.refetch()} />
        ) : (
          <BigTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ reportId }) => reportId}
            loading={alerts.isPending}
            onOpen={(row) => person.open(row.person.enrolmentId)}
            empty={<Nothing title={say('noAlerts')} hint={say('noAlertsHint')} />}
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
