import { defineWords } from '../i18n.ts';
import { words } from './words.ts';

/** What portal and desk both say about notices. */
export const noticesWords = defineWords(
  'participant-notices',
  {
    zh: {
      unread: '消息通知，{count} 条未读',
      empty: '没有通知',
      emptyText: '提醒和通知会出现在这里。',
      isNew: '新',
      open: '打开',
      more: '显示更多',
    },
    en: {
      unread: 'Notices, {count} unread',
      empty: 'No notices',
      emptyText: 'Reminders and notices will appear here.',
      isNew: 'New',
      open: 'Open',
      more: 'Show more',
    },
  },
  words,
);
