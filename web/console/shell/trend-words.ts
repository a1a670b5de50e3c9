import { defineWords } from '../../shared/i18n.ts';

/** What charts of who reported say. */
export const trendWords = defineWords('console-trend', {
  zh: {
    done: '已报',
    missing: '未报',
    reported: '已报 {done} / 应报 {due}',
    trendTable: '最近 14 天的应报和已报',
  },
  en: {
    done: 'Reported',
    missing: 'Missing',
    reported: '{done} of {due} reported',
    trendTable: 'Due and reported in the last 14 days',
  },
});
