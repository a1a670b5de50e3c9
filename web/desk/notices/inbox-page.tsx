import { Button, Skeleton } from 'antd';
import { EmptyState, ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { useInbox } from '../../shared/participant/notices.ts';
import { Page } from '../shell/page.tsx';
import { NoticeList } from './notice-list.tsx';
import { words } from './words.ts';

/** One's notices, newest first; seeing them marks them as read. */
export function InboxPage() {
  const t = useWords(words);
  const { inbox, items } = useInbox();
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
