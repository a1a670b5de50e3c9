import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { addDays } from '../../../forms/days.ts';
import { identifiersText } from '../../../forms/sign-in.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { EmptyState, ErrorState, Loading, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { usePersonColumns } from '../shell/person-columns.ts';
import { placeName, todayOf, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { JumpLetters, NobodyFrom, SortAndJump, useSort } from '../shell/sort-and-jump.tsx';
import { shellWords } from '../shell/words.ts';
import { AlertDrawer } from './alert-drawer.tsx';
import { AlertFilters, useAlertFilter } from './alert-filters.tsx';
import { AlertMarks } from './alert-mark.tsx';
import { AlertStateMark } from './alert-state.tsx';
import { AlertChanges, type AlertLine, AlertValues } from './alert-values.tsx';
import styles from './alerts.module.css';
import { ExportDialog } from './export-dialog.tsx';
import { reportWords } from './words.ts';

/** What staff must act on: alerts that wait, and on demand those that were closed. */
export default function Alerts() {
  return (
    <RequirePermission permission="report.read">
      <AlertList />
    </RequirePermission>
  );
}

function useAlertColumns(): DataColumn<AlertLine>[] {
  const t = useWords(reportWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const ofPerson = usePersonColumns().map(
    ({ cut, render, ...column }): DataColumn<AlertLine> => ({
      ...column,
      ...(column.key === 'name' && { width: 120 }),
      // The unit tells staff more, and there is room for one of them.
      ...(column.key === 'group' && { off: true }),
      ...(cut && { cut: ({ person }: AlertLine) => cut(person) }),
      ...(render && { render: ({ person }: AlertLine) => render(person) }),
    }),
  );
  return [
    {
      key: 'state',
      title: t('severity'),
      width: 130,
      always: true,
      render: ({ state, keeper }) => <AlertStateMark {...{ state, keeper }} />,
    },
    {
      key: 'alert',
      title: t('alert'),
      width: 120,
      always: true,
      render: ({ alerts }) => <AlertMarks alerts={alerts} />,
    },
    {
      key: 'values',
      title: t('reportedValues'),
      width: 205,
      render: (alert) => (
        <>
          <AlertValues alert={alert} />
          <AlertChanges alert={alert} />
        </>
      ),
    },
    ...ofPerson,
    {
      key: 'openedAt',
      title: t('openedAt', { zone: zoneName(zone, lang) }),
      width: 140,
      render: ({ openedAt }) => (
        <span className={textStyles.number}>{shortInstant(openedAt, zone)}</span>
      ),
    },
    {
      key: 'since',
      title: t('since', { zone: zoneName(zone, lang) }),
      width: 150,
      off: true,
      render: ({ since }) => <span className={textStyles.number}>{shortInstant(since, zone)}</span>,
    },
    {
      key: 'day',
      title: shell('day'),
      width: 105,
      render: ({ day }) => <span className={textStyles.number}>{day}</span>,
    },
    { key: 'form', title: t('form'), width: 140, off: true, cut: ({ title }) => title[lang] },
  ];
}

const sorts = ['oldest', 'name', 'known', 'place'] as const;

function AlertList() {
  const t = useWords(reportWords);
  const can = useCan();
  const programme = useProgramme();
  const address = useAddress();
  const lang = useLang();
  const sort = useSort(sorts);
  const [jumpTo, setJumpTo] = useState('');
  const [exporting, setExporting] = useState(false);
  const { state, mine, from, to, level, placeId, group } = useAlertFilter();
  const alerts = useInfiniteQuery(
    pagesFor(reports.alerts, {
      body: {
        programmeId: programme.id,
        ...(state !== 'all' && { state }),
        ...(mine && { mine }),
        ...(from && { from }),
        ...(to && { to }),
        ...(level && { level }),
        ...(placeId !== undefined && { placeId }),
        ...(group && { group }),
        ...(sort && { sort, lang }),
        ...(sort && jumpTo && { jumpTo }),
      },
    }),
  );
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns('alerts-in-care', useAlertColumns());
  const open = ({ id }: AlertLine) => address.set({ alert: id }, { push: true });
  const waiting = state === 'waiting' && !mine && !from && !to && !level && !placeId && !group;
  const empty =
    sort && jumpTo ? (
      <NobodyFrom jumpTo={jumpTo} />
    ) : waiting ? (
      <EmptyState title={t('noneWaiting')} hint={t('noneWaitingHint')} />
    ) : (
      <EmptyState title={t('noAlerts')} hint={t('noAlertsHint')} />
    );
  const footer = <MoreRows pages={alerts} count={rows.length} />;
  // So many columns are no use on a phone.
  const isNarrow = useIsAtMost('phone');
  const today = todayOf(programme);
  return (
    <>
      <PageHead title={t('alerts')} note={t('alertsNote')}>
        {!isNarrow && <ColumnChoice choice={choice} />}
        {can('report.export') && (
          <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
            {t('exportTitle')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <AlertFilters>
          <SortAndJump {...{ sorts, jumpTo }} usual="newest" onJump={setJumpTo} />
        </AlertFilters>
        {sort === 'name' && <JumpLetters jumpTo={jumpTo} onJump={setJumpTo} />}
        {alerts.isError ? (
          <ErrorState error={alerts.error} retry={() => void alerts.refetch()} />
        ) : isNarrow ? (
          <AlertCards {...{ rows, open, empty, footer }} loading={alerts.isPending} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ id }) => id}
            loading={alerts.isPending}
            onOpen={open}
            empty={empty}
            footer={footer}
          />
        )}
      </Panel>
      <AlertDrawer />
      <ExportDialog
        open={exporting}
        onClose={() => setExporting(false)}
        form={programme.forms[0]?.definition.code ?? ''}
        from={from ?? addDays(today, -6)}
        to={to ?? today}
      />
    </>
  );
}

type AlertCardsProps = {
  rows: AlertLine[];
  loading: boolean;
  open: (alert: AlertLine) => void;
  empty: ReactNode;
  footer: ReactNode;
};

/** The same list where there is room for one column. */
function AlertCards({ rows, loading, open, empty, footer }: AlertCardsProps) {
  const lang = useLang();
  const { zone } = useProgramme().definition;
  if (loading) return <Loading rows={8} />;
  if (rows.length === 0) return empty;
  return (
    <>
      <ul className={styles.cards}>
        {rows.map((alert) => {
          const { id, state, keeper, alerts, person, openedAt } = alert;
          const place = placeName({ nameZh: person.placeZh, nameEn: person.placeEn }, lang);
          return (
            <li key={id}>
              <button type="button" className={styles.card} onClick={() => open(alert)}>
                <span className={styles.line}>
                  <AlertStateMark {...{ state, keeper }} />
                  <span className={`${textStyles.soft} ${textStyles.number}`}>
                    {shortInstant(openedAt, zone)}
                  </span>
                </span>
                <strong className={styles.who}>
                  {person.name} {identifiersText(person.identifiers)}
                </strong>
                <span className={`${textStyles.soft} ${styles.who}`}>{place}</span>
                <AlertMarks alerts={alerts} />
                <AlertValues alert={alert} />
              </button>
            </li>
          );
        })}
      </ul>
      {footer}
    </>
  );
}
