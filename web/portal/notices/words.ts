import { defineWords } from '../../shared/i18n.ts';
import { noticesWords } from '../../shared/participant/notices-words.ts';

export const words = defineWords(
  'portal-notices',
  {
    zh: {
      seeAll: '全部',
    },
    en: {
      seeAll: 'All',
    },
  },
  noticesWords,
);
