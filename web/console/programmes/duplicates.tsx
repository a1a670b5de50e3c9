import { SwapOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Space } from 'antd';
import { useEffect, useState } from 'react';
import { likenesses } from '../../../modules/people/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { PlacePicker } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { ChooseTwo } from './choose-two.tsx';
import { CompareDrawer } from './compare-records.tsx';
import { DismissedPairs, Merges } from './duplicates-past.tsx';
import { duplicatesWords } from './duplicates-words.ts';
import { RecordLine } from './record-line.tsx';

type Pair = ResponseOf<typeof programmes.likelyPairs>['items'][number];

/** Records that may be one person, those merged, and those that are two people after all. */
export default function Duplicates() {
  return (
    <RequirePermission permission="person.merge">
      <DuplicatesPage />
    </RequirePermission>
  );
}

const lists = ['likely', 'merged', 'dismissed'] as const;

function DuplicatesPage() {
  const t = useWords(duplicatesWords);
  const address = useAddress();
  const [choosing, setChoosing] = useState(false);
  const shown = lists.find((each) => each === address.text('list')) ?? 'likely';
  return (
    <>
      <PageHead title={t('duplicates')} note={t('duplicatesNote')}>
        <Button icon={<SwapOutlined />} onClick={() => setChoosing(true)}>
          {t('compareTwo')}
        </Button>
      </PageHead>
      <Panel>
        <div className={filtersStyles.filters}>
          <Segmented
            value={shown}
            options={lists.map((value) => ({ value, label: t(value) }))}
            onChange={(list) => address.set({ list })}
          />
          {shown === 'likely' && (
            <PlacePicker
              value={address.number('place')}
              onChange={(place) => address.set({ place })}
            />
          )}
        </div>
        {shown === 'likely' && <LikelyPairs />}
        {shown === 'merged' && <Merges />}
        {shown === 'dismissed' && <DismissedPairs />}
      </Panel>
      {choosing && <ChooseTwo onClose={() => setChoosing(false)} />}
      <CompareDrawer />
    </>
  );
}

function LikelyPairs() {
  const t = useWords(duplicatesWords);
  const lang = useLang();
  const { id } = useProgramme();
  const address = useAddress();
  const placeId = address.number('place');
  const pairs = useInfiniteQuery({
    ...pagesFor(programmes.likelyPairs, {
      params: { id },
      body: { limit: 20, ...(placeId !== undefined && { placeId }) },
    }),
    // Every fetch is a look that the audit trail keeps: none without need.
    ...{ staleTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = pairs;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const searched = data?.pages.reduce((sum, page) => sum + page.searched, 0) ?? 0;
  // A page that found nobody says little: the search goes on by itself until there is somebody.
  const goesOn = hasNextPage && rows.length === 0 && !isFetching && !isError;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const open = ({ one, other }: Pair) =>
    address.set({ one: one.enrolmentId, other: other.enrolmentId }, { push: true });
  const columns: DataColumn<Pair>[] = [
    { key: 'one', title: t('one'), width: 260, render: ({ one }) => <RecordLine of={one} /> },
    {
      key: 'other',
      title: t('other'),
      width: 260,
      render: ({ other }) => <RecordLine of={other} />,
    },
    {
      key: 'reasons',
      title: t('reasons'),
      width: 280,
      render: ({ reasons }) =>
        reasons.map((reason) => <div key={reason}>{likenesses[reason][lang]}</div>),
    },
    {
      key: 'actions',
      title: '',
      width: 100,
      pinned: true,
      render: (pair) => (
        <Button
          type="link"
          size="small"
          onClick={(event) => {
            event.stopPropagation();
            open(pair);
          }}
        >
          {t('compare')}
        </Button>
      ),
    },
  ];
  if (isError && rows.length === 0) {
    return <ErrorState error={pairs.error} retry={() => void pairs.refetch()} />;
  }
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ one, other }) => `${one.enrolmentId} ${other.enrolmentId}`}
      loading={pairs.isPending || (rows.length === 0 && hasNextPage)}
      onOpen={open}
      empty={<EmptyState title={t('noneFound')} hint={t('noneHint')} />}
      footer={
        <Space className={textStyles.soft}>
          <span aria-live="polite">{t('searched', { count: searched })}</span>
          {hasNextPage && (
            <Button loading={isFetching} onClick={() => void fetchNextPage()}>
              {t('searchOn')}
            </Button>
          )}
        </Space>
      }
    />
  );
}
