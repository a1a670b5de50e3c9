import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('desk-notices', {
  zh: {
    title: '消息通知',
    unread: '消息通知，{count} 条未读',
    all: '查看全部通知',
    empty: '没有通知',
    emptyText: '提醒和通知会出现在这里。',
    isNew: '新',
    open: '打开',
    more: '显示更多',
  },
  en: {
    title: 'Notices',
    unread: 'Notices, {count} unread',
    all: 'See all notices',
    empty: 'No notices',
    emptyText: 'Reminders and notices will appear here.',
    isNew: 'New',
    open: 'View',
    more: 'Show more',
  },
});
