import { BellOutlined, DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Popconfirm, Segmented } from 'antd';
import { useState } from 'react';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { call, linkTo } from '../../shared/api.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { GroupFilter } from '../shell/filters.tsx';
import marginsStyles from '../shell/margins.module.css';
import { usePersonColumns } from '../shell/person-columns.ts';
import { PlacePicker } from '../shell/place-picker.tsx';
import { awaitedLabels, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { missingOf, sumOf } from '../shell/share.ts';
import { JumpLetters, NobodyFrom, SortAndJump, useSort } from '../shell/sort-and-jump.tsx';
import { useDay } from './use-day.ts';
import { reportWords } from './words.ts';

type Kind = 'missing' | 'milestoneUnknown';

const sortsOf = {
  missing: ['name', 'known', 'place', 'run'],
  milestoneUnknown: ['name', 'known', 'place'],
} as const;

type MissingSort = (typeof sortsOf)['missing'][number];

/** Who has not reported on a day, or whose days wait for a milestone; with reminders for today. */
export function MissingDrawer(props: { form: string; day: string; isToday: boolean }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const milestone = awaitedLabels(useProgramme(), lang);
  const address = useAddress();
  const list = address.text('list');
  const kind: Kind | undefined =
    list === 'missing' || list === 'milestoneUnknown' ? list : undefined;
  return (
    <Drawer
      open={kind !== undefined}
      size={940}
      title={
        kind === 'milestoneUnknown'
          ? t('milestoneUnknown', { milestone })
          : t('missingOn', { day: formatDay(props.day, lang) })
      }
      destroyOnHidden
      onClose={() =>
        address.set({ list: undefined, place: undefined, group: undefined, sort: undefined })
      }
    >
      {kind && <MissingList key={kind} kind={kind} {...props} />}
    </Drawer>
  );
}

function MissingList(props: { kind: Kind; form: string; day: string; isToday: boolean }) {
  const { kind, form, day, isToday } = props;
  const t = useWords(reportWords);
  const address = useAddress();
  const person = usePersonDrawer();
  const programme = useProgramme();
  const { id } = programme;
  const lang = useLang();
  const milestone = awaitedLabels(programme, lang);
  const [chosen, setChosen] = useState<number[]>([]);
  const placeId = address.number('place');
  const group = address.text('group');
  const filters = { ...(placeId !== undefined && { placeId }), ...(group && { group }) };
  const sorts: readonly MissingSort[] = sortsOf[kind];
  const sort = useSort(sorts);
  const [jumpTo, setJumpTo] = useState('');
  const people = useInfiniteQuery(
    pagesFor(reports.missing, {
      body: {
        ...{ programmeId: id, form, day, kind },
        ...filters,
        ...(sort && { sort, lang }),
        ...(sort && jumpTo && { jumpTo }),
      },
    }),
  );
  const columns = useMissingColumns(kind);
  const can = useCan();
  const mayChoose = kind === 'missing' && isToday && can('report.remind');
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className={filtersStyles.filters}>
        {milestone && (
          <Segmented<Kind>
            value={kind}
            options={[
              { value: 'missing', label: t('missing') },
              { value: 'milestoneUnknown', label: t('milestoneUnknown', { milestone }) },
            ]}
            onChange={(next) => address.set({ list: next })}
          />
        )}
        <PlacePicker value={placeId} onChange={(next) => address.set({ place: next })} />
        <GroupFilter value={group} onChange={(next) => address.set({ group: next })} />
        <SortAndJump {...{ sorts, jumpTo }} usual="usual" onJump={setJumpTo} />
        {(rows.length > 0 || jumpTo) && (
          <ExportLinks {...{ kind, form, day }} filters={{ ...filters, ...(sort && { sort }) }} />
        )}
      </div>
      {sort === 'name' && <JumpLetters jumpTo={jumpTo} onJump={setJumpTo} />}
      {kind === 'milestoneUnknown' && (
        <Alert
          className={marginsStyles.below}
          type="info"
          showIcon
          title={t('milestoneUnknownHint', { milestone })}
        />
      )}
      {kind === 'missing' && (
        <RemindBar
          {...{ form, day, filters, chosen, isToday }}
          empty={rows.length === 0 && !jumpTo}
          onDone={() => setChosen([])}
        />
      )}
      {people.isError ? (
        <ErrorState error={people.error} retry={() => void people.refetch()} />
      ) : (
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={({ enrolmentId }) => enrolmentId}
          loading={people.isPending}
          onOpen={({ enrolmentId }) => person.open(enrolmentId)}
          {...(mayChoose && {
            selection: {
              selectedRowKeys: chosen,
              onChange: (keys) => setChosen(keys.map(Number)),
            },
          })}
          empty={
            sort && jumpTo ? (
              <NobodyFrom jumpTo={jumpTo} />
            ) : kind === 'missing' ? (
              <EmptyState title={t('everybodyDone')} hint={t('everybodyDoneHint')} />
            ) : (
              <EmptyState title={t('allMilestonesKnown', { milestone })} />
            )
          }
          footer={<MoreRows pages={people} count={rows.length} />}
        />
      )}
    </>
  );
}

type MissingPerson = ResponseOf<typeof reports.missing>['items'][number];

/** Who it is, for how long they have not reported, and whether they were reminded. */
function useMissingColumns(kind: Kind): DataColumn<MissingPerson>[] {
  const t = useWords(reportWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const people = usePersonColumns();
  if (kind !== 'missing') return people;
  return [
    ...people,
    {
      key: 'missedInRow',
      title: t('missedInRow'),
      width: 150,
      render: ({ missedInRow, lastReported }) => (
        <>
          {missedInRow !== null && t('daysInRow', { count: missedInRow })}
          <div className={textStyles.soft}>
            {lastReported
              ? t('lastReported', { day: formatDay(lastReported, lang, 'bare') })
              : t('neverReported')}
          </div>
        </>
      ),
    },
    {
      key: 'remindedAt',
      title: t('remindedAt'),
      width: 130,
      render: ({ remindedAt }) =>
        remindedAt ? formatInstant(remindedAt, lang, undefined, zone) : t('notReminded'),
    },
  ];
}

/** The list as a file; the browser downloads it while the server still makes it. */
function ExportLinks(props: { kind: Kind; form: string; day: string; filters: object }) {
  const { kind, form, day, filters } = props;
  const t = useWords(reportWords);
  const lang = useLang();
  const can = useCan();
  const { id } = useProgramme();
  if (!can('report.export')) return null;
  const query = { programmeId: id, form, day, kind, lang, ...filters };
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button
      key={format}
      icon={<DownloadOutlined aria-hidden="true" />}
      href={linkTo(reports.exportMissing, { query: { ...query, format } })}
      download
    >
      {t('exportAs', { format: format.toUpperCase() })}
    </Button>
  ));
}

type RemindBarProps = {
  form: string;
  day: string;
  filters: { placeId?: number; group?: string };
  chosen: number[];
  isToday: boolean;
  empty: boolean;
  onDone: () => void;
};

function RemindBar(props: RemindBarProps) {
  const { form, day, filters, chosen, isToday, empty, onDone } = props;
  const t = useWords(reportWords);
  const lang = useLang();
  const can = useCan();
  const { id } = useProgramme();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data } = useDay(form, day, filters.placeId);
  const counted = (data?.sums ?? []).filter(
    ({ group }) => filters.group === undefined || group === filters.group,
  );
  const remind = useMutation({
    mutationFn: (enrolmentIds: number[] | null) =>
      call(reports.remind, {
        body: { programmeId: id, form, ...filters, ...(enrolmentIds && { enrolmentIds }) },
      }),
    onSuccess: (result) => {
      void message.success(t(result.already > 0 ? 'reminded' : 'remindedAll', result));
      void queries.invalidateQueries({ queryKey: [reports.missing.url] });
      onDone();
    },
    onError: (error) => void message.error(problemText(error, lang)),
  });
  if (!can('report.remind')) return null;
  if (!isToday) return <p className={textStyles.soft}>{t('remindOnlyToday')}</p>;
  return (
    <div className={filtersStyles.filters}>
      <Popconfirm
        title={t('remindAsk', { count: missingOf(sumOf(counted)) })}
        placement="bottomLeft"
        description={t('remindAskHint')}
        disabled={empty}
        onConfirm={() => remind.mutate(null)}
      >
        <Button icon={<BellOutlined />} disabled={empty} loading={remind.isPending}>
          {t('remindAll')}
        </Button>
      </Popconfirm>
      <Button
        disabled={chosen.length === 0}
        loading={remind.isPending}
        onClick={() => remind.mutate(chosen)}
      >
        {t('remindChosen', { count: chosen.length })}
      </Button>
    </div>
  );
}
