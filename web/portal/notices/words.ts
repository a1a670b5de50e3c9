import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('portal-notices', {
  zh: {
    inbox: '消息通知',
    inboxUnread: '消息通知，{count} 条未读',
    unread: '{count} 条未读通知',
    seeAll: '全部',
    open: '打开',
    markRead: '知道了',
    inboxEmpty: '没有通知',
    inboxEmptyText: '提醒和通知会出现在这里。',
    more: '显示更多',
    isNew: '新',
  },
  en: {
    inbox: 'Notices',
    inboxUnread: 'Notices, {count} unread',
    unread: '{count} unread notices',
    unread_one: 'One unread notice',
    seeAll: 'All',
    open: 'Open',
    markRead: 'OK',
    inboxEmpty: 'No notices',
    inboxEmptyText: 'Reminders and notices will appear here.',
    more: 'Show more',
    isNew: 'new',
  },
});
