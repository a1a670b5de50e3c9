import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef } from 'react';
import { notices } from '../../../modules/notices/contract.ts';
import { Nothing, Panel, Trouble } from '../../shared/antd/pc-parts.tsx';
import { askingPages } from '../../shared/asking.ts';
import { useWords } from '../../shared/i18n.ts';
import { Page } from '../shell/page.tsx';
import { useMarkRead } from './mark-read.ts';
import { NoticeList } from './notice-list.tsx';
import { words } from './words.ts';

/** One's notices, newest first; seeing them marks them as read. */
export function InboxPage() {
  const say = useWords(words);
  const markRead = useMarkRead();
  const inbox = useInfiniteQuery(askingPages(notices.mine, { query: { limit: 30 } }));
  const items = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0]?.id;
  const marked = useRef<number>(undefined);
  useEffect(() => {
    if (newest === undefined || marked.current === newest) return;
    marked.current = newest;
    void markRead(newest);
  }, [newest, markRead]);
  return (
    <Page title={say('title')}>
      <Panel>
        {inbox.error && !inbox.data && (
          <Trouble error={inbox.error} retry={() => void inbox.refetch()} />
        )}
        {inbox.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {inbox.data && items.length === 0 && (
          <Nothing title={say('empty')} hint={say('emptyText')} />
        )}
        <NoticeList items={items} />
        {inbox.hasNextPage && (
          <Button loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {say('more')}
          </Button>
        )}
      </Panel>
    </Page>
  );
}
