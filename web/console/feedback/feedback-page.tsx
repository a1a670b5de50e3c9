import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { shortInstant } from '../../../forms/wall-time.ts';
import { feedback, feedbackKindNames } from '../../../modules/feedback/contract.ts';
import { appNames, type ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { linkTo } from '../../shared/api.ts';
import { zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
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
import { useCan } from '../shell/session.ts';
import { FeedbackDrawer } from './feedback-drawer.tsx';
import { FeedbackFilters, useFeedbackFilter } from './feedback-filters.tsx';
import { FeedbackStateMark } from './feedback-state.tsx';
import { feedbackWords } from './words.ts';

type Line = ResponseOf<typeof feedback.received>['items'][number];

/** 意见反馈管理: what people have sent about one's places. */
export default function Feedback() {
  return (
    <RequirePermission permission="feedback.read">
      <FeedbackList />
    </RequirePermission>
  );
}

function useFeedbackColumns(
  zone: string | undefined,
  open: (line: Line) => void,
): DataColumn<Line>[] {
  const t = useWords(feedbackWords);
  const lang = useLang();
  const time = (instant: string) => (
    <span className={textStyles.number}>{shortInstant(instant, zone ?? 'UTC')}</span>
  );
  return [
    {
      ...{ key: 'state', title: t('state'), width: 180, always: true },
      render: (line) => <FeedbackStateMark {...line} />,
    },
    { key: 'kind', title: t('kind'), width: 100, cut: ({ kind }) => feedbackKindNames[kind][lang] },
    {
      ...{ key: 'content', title: t('content'), width: 300, always: true },
      render: ({ excerpt }) => (
        <div className={textStyles.cut} translate="no" title={excerpt}>
          {excerpt}
        </div>
      ),
    },
    {
      ...{ key: 'photos', title: t('photos'), width: 84, align: 'right' },
      render: ({ photoCount }) => photoCount || '',
    },
    { key: 'person', title: t('person'), width: 130, cut: ({ person }) => person },
    {
      ...{ key: 'programme', title: t('programme'), width: 170 },
      cut: ({ programme }) => programme?.name[lang] ?? t('fieldOrigin'),
    },
    { key: 'place', title: t('place'), width: 170, cut: ({ place }) => place[lang] },
    {
      key: 'sentAt',
      title: zone ? t('sentAt', { zone: zoneName(zone, lang) }) : t('sent'),
      width: 140,
      render: ({ sentAt }) => time(sentAt),
    },
    {
      ...{ key: 'changedAt', title: t('changedAt'), width: 140, off: true },
      render: ({ changedAt }) => time(changedAt),
    },
    { key: 'app', title: t('app'), width: 100, off: true, cut: ({ app }) => appNames[app][lang] },
    { key: 'number', title: t('number'), width: 80, off: true, render: ({ id }) => id },
    {
      ...{ key: 'view', title: '', width: 80, always: true, pinned: true },
      render: (line) => (
        <Button type="link" size="small" onClick={() => open(line)}>
          {t('view')}
        </Button>
      ),
    },
  ];
}

function FeedbackList() {
  const t = useWords(feedbackWords);
  const can = useCan();
  const address = useAddress();
  const { filter, isUsual } = useFeedbackFilter();
  const isOldest = address.text('sort') === 'oldest';
  const list = useInfiniteQuery(
    pagesFor(feedback.received, {
      query: { ...filter, ...(isOldest && { sort: 'oldest' as const }) },
    }),
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = ({ id }: Line) => address.set({ feedback: id }, { push: true });
  const choice = useColumns('feedback', useFeedbackColumns(list.data?.pages[0]?.zone, open));
  const empty = isUsual ? (
    <EmptyState title={t('noneWaiting')} hint={t('noneWaitingHint')} />
  ) : Object.keys(filter).length === 0 ? (
    <EmptyState title={t('none')} hint={t('noneHint')} />
  ) : (
    <EmptyState title={t('noMatch')} hint={t('noMatchHint')} />
  );
  return (
    <>
      <PageHead title={t('feedback')} note={t('note')}>
        {can('feedback.export') && <Export filter={filter} />}
        <ColumnChoice choice={choice} />
      </PageHead>
      <Panel>
        <FeedbackFilters />
        {list.isError ? (
          <ErrorState error={list.error} retry={() => void list.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            onOpen={open}
            empty={empty}
            footer={<MoreRows pages={list} count={rows.length} />}
          />
        )}
      </Panel>
      <FeedbackDrawer />
    </>
  );
}

/** 导出信息: what is looked for as a file, which the browser downloads while the server still makes it. */
function Export({ filter }: { filter: object }) {
  const t = useWords(feedbackWords);
  const lang = useLang();
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: (
      <a href={linkTo(feedback.export, { query: { ...filter, format, lang } })} download>
        {t('exportAs', { format: format.toUpperCase() })}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined aria-hidden="true" />}>{t('export')}</Button>
    </Dropdown>
  );
}
