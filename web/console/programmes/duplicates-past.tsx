import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { usePersonDrawer } from '../shell/address.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { duplicatesWords } from './duplicates-words.ts';
import { RecordLine } from './record-line.tsx';
import { UndoMerge } from './undo-merge.tsx';

type Merge = ResponseOf<typeof programmes.merges>['items'][number];
type Dismissed = ResponseOf<typeof programmes.dismissedPairs>['items'][number];

/** The merges of a programme, those undone included. */
export function Merges() {
  const t = useWords(duplicatesWords);
  const lang = useLang();
  const person = usePersonDrawer();
  const { id, definition } = useProgramme();
  const [undoing, setUndoing] = useState<Merge | null>(null);
  const merges = useInfiniteQuery(pagesFor(programmes.merges, { params: { id }, query: {} }));
  const rows = merges.data?.pages.flatMap(({ items }) => items) ?? [];
  const time = (at: string) => formatInstant(at, lang, definition.zone);
  const columns: DataColumn<Merge>[] = [
    {
      key: 'kept',
      title: t('keptRecord'),
      width: 230,
      render: ({ survivor }) => <RecordLine of={survivor} />,
    },
    {
      key: 'merged',
      title: t('mergedRecord'),
      width: 230,
      render: ({ merged }) => <RecordLine of={merged} />,
    },
    {
      key: 'what',
      title: t('reasons'),
      width: 300,
      render: ({ by, at, reason, undone }) => (
        <>
          <div>{t('mergedBy', { name: by, time: time(at), reason })}</div>
          {undone && (
            <div className={textStyles.soft}>
              {t('undoneBy', { name: undone.by, time: time(undone.at), reason: undone.reason })}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'actions',
      title: '',
      width: 120,
      pinned: true,
      render: (merge) =>
        merge.undone ? (
          <span className={textStyles.soft}>{t('undone')}</span>
        ) : (
          <Button
            type="link"
            size="small"
            onClick={(event) => {
              event.stopPropagation();
              setUndoing(merge);
            }}
          >
            {t('undo')}
          </Button>
        ),
    },
  ];
  if (merges.isError) {
    return <ErrorState error={merges.error} retry={() => void merges.refetch()} />;
  }
  return (
    <>
      <DataTable
        columns={columns}
        rows={rows}
        rowKey={(merge) => merge.id}
        loading={merges.isPending}
        onOpen={({ survivor }) => person.open(survivor.enrolmentId)}
        empty={<EmptyState title={t('noneMerged')} />}
        footer={<MoreRows pages={merges} count={rows.length} />}
      />
      {undoing && <UndoMerge merge={undoing} onClose={() => setUndoing(null)} />}
    </>
  );
}

/** Pairs of which somebody said that they are two people. */
export function DismissedPairs() {
  const t = useWords(duplicatesWords);
  const lang = useLang();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { id, definition } = useProgramme();
  const pairs = useInfiniteQuery(
    pagesFor(programmes.dismissedPairs, { params: { id }, query: {} }),
  );
  const restore = useMutation({
    mutationFn: ({ one, other }: Dismissed) =>
      call(programmes.restorePair, {
        params: { id },
        body: { oneId: one.enrolmentId, otherId: other.enrolmentId },
      }),
    onSuccess: () => {
      void queries.invalidateQueries();
      void message.success(t('takenBack'));
    },
    onError: (error) => void message.error(problemText(error, lang)),
  });
  const rows = pairs.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: DataColumn<Dismissed>[] = [
    { key: 'one', title: t('one'), width: 250, render: ({ one }) => <RecordLine of={one} /> },
    {
      key: 'other',
      title: t('other'),
      width: 250,
      render: ({ other }) => <RecordLine of={other} />,
    },
    { key: 'by', title: t('by'), width: 130, cut: ({ by }) => by },
    {
      key: 'at',
      title: t('at'),
      width: 170,
      render: ({ at }) => formatInstant(at, lang, definition.zone),
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
          disabled={restore.isPending}
          onClick={() => restore.mutate(pair)}
        >
          {t('takeBack')}
        </Button>
      ),
    },
  ];
  if (pairs.isError) return <ErrorState error={pairs.error} retry={() => void pairs.refetch()} />;
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ one, other }) => `${one.enrolmentId} ${other.enrolmentId}`}
      loading={pairs.isPending}
      empty={<EmptyState title={t('noneDismissed')} />}
      footer={<MoreRows pages={pairs} count={rows.length} />}
    />
  );
}
