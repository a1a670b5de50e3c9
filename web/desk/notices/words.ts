import { defineWords } from '../../shared/i18n.ts';
import { noticesWords } from '../../shared/participant/notices-words.ts';

export const words = defineWords(
  'desk-notices',
  {
    zh: {
      all: '查看全部通知',
    },
    en: {
      all: 'See all notices',
    },
  },
  noticesWords,
);
