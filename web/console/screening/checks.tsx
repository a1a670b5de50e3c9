import { DownloadOutlined } from '@ant-design/icons';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { shortInstant } from '../../../forms/wall-time.ts';
import { checkWayNames, conflictNames, screening } from '../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { ApiProblem } from '../../shared/api-problem.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import { ColumnChoice, type DataColumn, DataTable, useColumns } from '../shell/data-table.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { placeName, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { CheckDrawer } from './check-drawer.tsx';
import styles from './checks.module.css';
import { ExportDialog } from './export-dialog.tsx';
import { askedOf, type Filter, noFilter } from './filter.ts';
import { FilterRow } from './filter-row.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { Shown } from './shown.tsx';
import { checkWords } from './words.ts';

type Page = ResponseOf<typeof screening.managed>;
type Check = Page['items'][number];

/** 排查信息管理: the checks of all sites that one sees. */
export default function Checks() {
  return (
    <RequirePermission permission="check.read_own">
      <CheckList />
    </RequirePermission>
  );
}

type At = { after?: string; before?: string; jumpTo?: string };

const pagesOf = (programmeId: number, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [screening.managed.url, programmeId, filter] as readonly unknown[],
    initialPageParam: (filter.jumpTo ? { jumpTo: filter.jumpTo } : {}) as At,
    queryFn: ({ signal, pageParam }): Promise<Page> =>
      call(screening.managed, { body: { ...askedOf(programmeId, filter), ...pageParam }, signal }),
    getNextPageParam: ({ next }: Page): At | undefined => (next ? { after: next } : undefined),
    getPreviousPageParam: ({ previous }: Page): At | undefined =>
      previous ? { before: previous } : undefined,
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

function useCheckColumns(): DataColumn<Check>[] {
  const t = useWords(checkWords);
  const text = useText();
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const time = (instant: string) => (
    <span className={textStyles.number}>{shortInstant(instant, zone)}</span>
  );
  return [
    {
      key: 'checkedAt',
      title: t('at', { zone: zoneName(zone, lang) }),
      width: 150,
      always: true,
      render: ({ checkedAt }) => time(checkedAt),
    },
    { key: 'name', title: t('name'), width: 110, always: true, cut: ({ name }) => name },
    {
      key: 'document',
      title: t('document'),
      width: 180,
      cut: ({ document }) => document ?? '',
    },
    { key: 'site', title: t('site'), width: 170, cut: (row) => siteName(row, lang) },
    {
      key: 'temperature',
      title: t('temperature'),
      width: 140,
      render: ({ temperature, high }) => (
        <>
          {t('celsius', { value: temperature.toFixed(1) })}{' '}
          {high && <Tag color="error">{t('highTag')}</Tag>}
        </>
      ),
    },
    {
      key: 'colour',
      title: t('colour'),
      width: 105,
      render: ({ colour }) => <CodeMark colour={colour} />,
    },
    {
      key: 'marks',
      title: t('marks'),
      width: 130,
      render: ({ conflict, undone }) => (
        <>
          {undone && <Tag>{t('undone')}</Tag>}
          {conflict && (
            <Tag color="warning" title={text(conflictNames[conflict])}>
              {t('conflict')}
            </Tag>
          )}
        </>
      ),
    },
    { key: 'scanner', title: t('scanner'), width: 110, cut: ({ scanner }) => scanner },
    {
      key: 'shown',
      title: t('shown'),
      width: 105,
      off: true,
      render: ({ shown }) => <Shown shown={shown} />,
    },
    {
      key: 'way',
      title: t('way'),
      width: 130,
      off: true,
      cut: ({ way }) => text(checkWayNames[way]),
    },
    {
      key: 'recordedAt',
      title: t('recordedAt'),
      width: 150,
      off: true,
      render: ({ recordedAt }) => time(recordedAt),
    },
  ];
}

const siteName = ({ siteZh, siteEn }: Check, lang: 'zh' | 'en') =>
  placeName({ nameZh: siteZh, nameEn: siteEn }, lang);

/** A page that is not full is followed by others by itself, so many times. */
const goesOn = 5;

function CheckList() {
  const t = useWords(checkWords);
  const can = useCan();
  const programme = useProgramme();
  const address = useAddress();
  // Another page may lead here from the figure of a place.
  const [first] = useState<Filter>({
    ...{ ...noFilter, placeId: address.number('place') },
    ...(address.text('list') === 'high' && { marks: ['high'] }),
  });
  const [draft, setDraft] = useState<Filter>(first);
  const [filter, setFilter] = useState<Filter>(first);
  const [exporting, setExporting] = useState(false);
  const checks = useInfiniteQuery(pagesOf(programme.id, filter));
  const pages = checks.data?.pages ?? [];
  const rows = pages.flatMap(({ items }) => items);
  const choice = useColumns('checks', useCheckColumns());
  const { isFetching, fetchNextPage } = checks;
  const isUnfinished = Boolean(pages.at(-1)?.searchedTo && pages.at(-1)?.next);
  const mayGoOn = isUnfinished && !isFetching && rows.length === 0 && pages.length < goesOn;
  useEffect(() => {
    if (mayGoOn) void fetchNextPage();
  }, [mayGoOn, fetchNextPage]);
  const search = (next: Filter) => {
    // The same once more is a question, too: something may have come meanwhile.
    if (next === filter) void checks.refetch();
    setFilter({ ...next });
  };
  const isTyped = checks.error instanceof ApiProblem && checks.error.fields.length > 0;
  return (
    <>
      <PageHead title={t('checks')} note={t('note')}>
        <SavedFilters
          filter={filter}
          onChoose={(chosen) => {
            const next = { ...noFilter, ...chosen };
            setDraft(next);
            setFilter(next);
          }}
        />
        <ColumnChoice choice={choice} label={t('columns')} />
        {can('check.export') && (
          <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>
            {t('export')}
          </Button>
        )}
      </PageHead>
      <Panel>
        <FilterRow draft={draft} onDraft={setDraft} onSearch={search} error={checks.error} />
        {checks.hasPreviousPage && (
          <div className={styles.around}>
            <Button
              loading={checks.isFetchingPreviousPage}
              onClick={() => void checks.fetchPreviousPage()}
            >
              {t('newer')}
            </Button>
          </div>
        )}
        {checks.isError && !isTyped ? (
          <ErrorState error={checks.error} retry={() => void checks.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={isTyped ? [] : rows}
            rowKey={({ id }) => id}
            loading={checks.isPending || (mayGoOn && rows.length === 0)}
            onOpen={({ id }) => address.set({ check: id }, { push: true })}
            {...(!isUnfinished && {
              empty: <EmptyState title={t('none')} hint={t('noneHint')} />,
            })}
            footer={<Footer pages={pages} count={rows.length} checks={checks} />}
          />
        )}
      </Panel>
      <CheckDrawer />
      <ExportDialog
        open={exporting}
        onClose={() => setExporting(false)}
        asked={askedOf(programme.id, filter)}
      />
    </>
  );
}

type FooterProps = {
  pages: Page[];
  count: number;
  checks: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** How many there are so far, how far was searched, and more. */
function Footer({ pages, count, checks }: FooterProps) {
  const t = useWords(checkWords);
  const { zone } = useProgramme().definition;
  const searchedTo = pages.at(-1)?.searchedTo;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = checks;
  if (count === 0 && !hasNextPage) return null;
  const time = searchedTo && shortInstant(searchedTo, zone);
  const isWhole = !hasNextPage && pages[0]?.previous === null;
  return (
    <div className={styles.around}>
      <span className={textStyles.soft} role="status">
        {t(isWhole ? 'all' : 'some', { count })}
        {time && hasNextPage && <> · {t('searchedTo', { time })}</>}
      </span>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t(time ? 'goOn' : 'more')}
        </Button>
      )}
    </div>
  );
}
