import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('field-notices', {
  zh: {
    inbox: '消息',
    unread: '消息，{count} 条未读',
    empty: '没有消息',
    emptyText: '站点和账号有变化时，会在这里告诉您。',
    isNew: '新',
    more: '显示更多',
    open: '查看',
  },
  en: {
    inbox: 'Notices',
    unread: 'Notices, {count} unread',
    empty: 'No notices',
    emptyText: 'Changes of your sites and your account are told here.',
    isNew: 'New',
    more: 'Show more',
    open: 'View',
  },
});
