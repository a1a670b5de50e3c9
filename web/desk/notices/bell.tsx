import { BellOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { EmptyState, Loaded } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { useLatestNotices, useMarkRead, useUnread } from '../../shared/participant/notices.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import styles from './bell.module.css';
import { NoticeList } from './notice-list.tsx';
import { words } from './words.ts';

/** How many notices are unread, and the latest of them at a click. */
export function Bell() {
  const t = useWords(words);
  const markRead = useMarkRead();
  const [open, setOpen] = useState(false);
  const { data } = useUnread();
  const count = data?.count ?? 0;
  const toggle = (next: boolean) => {
    setOpen(next);
    const newest = data?.newest;
    if (!next && newest && count > 0) void markRead(newest.id);
  };
  return (
    <Popover
      trigger="click"
      // Beside its button, so that the keyboard goes from the one into the other.
      getPopupContainer={(button) => button.parentElement ?? document.body}
      placement="bottomRight"
      open={open}
      onOpenChange={toggle}
      title={t('inbox')}
      content={open && <Latest onLeave={() => toggle(false)} />}
    >
      <Button
        type="text"
        className={styles.bell}
        aria-label={count > 0 ? t('unread', { count }) : t('inbox')}
        aria-expanded={open}
        icon={
          <Badge count={count} size="small" overflowCount={99}>
            <BellOutlined aria-hidden="true" />
          </Badge>
        }
      />
    </Popover>
  );
}

function Latest({ onLeave }: { onLeave: () => void }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const latest = useLatestNotices(5);
  return (
    <div className={styles.latest}>
      <Loaded query={latest} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('empty')} hint={t('emptyText')} />
          ) : (
            <NoticeList items={items} onOpen={onLeave} />
          )
        }
      </Loaded>
      <Link to="/$programme/inbox" params={{ programme: code }} onClick={onLeave}>
        {t('all')}
      </Link>
    </div>
  );
}
