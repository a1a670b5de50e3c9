import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { notices } from '../../../modules/notices/contract.ts';
import { EmptyState, ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { Page } from '../shell/page.tsx';
import { useMarkRead } from './mark-read.ts';
import { NoticeList } from './notice-list.tsx';
import { words } from './words.ts';

/** One's notices, newest first; seeing them marks them as read. */
export function InboxPage() {
  const t = useWords(words);
  const markRead = useMarkRead();
  const inbox = useInfiniteQuery(pagesFor(notices.mine, { query: { limit: 30 } }));
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0]?.id;
  const marked = useRef<number>(undefined);
  useEffect(() => {
    if (newest === undefined || marked.current === newest) return;
    marked.current = newest;
    void markRead(newest);
  }, [newest, markRead]);
  return (
    <Page title={t('inbox')}>
      <Panel>
        {inbox.error && !inbox.data && (
          <ErrorState error={inbox.error} retry={() => void inbox.refetch()} />
        )}
        {inbox.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {inbox.data && items.length === 0 && (
          <EmptyState title={t('empty')} hint={t('emptyText')} />
        )}
        <NoticeList items={items} />
        {inbox.hasNextPage && (
          <Button loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Panel>
    </Page>
  );
}
