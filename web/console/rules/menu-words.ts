import { defineWords } from '../../shared/i18n.ts';

/** What the menu says of rules, which every page of the console loads. */
export const rulesMenuWords = defineWords('console-rules-menu', {
  zh: {
    rules: '规则与服务',
    waitsForSecond: '有人提请发布草稿，等您发布',
  },
  en: {
    rules: 'Rules and services',
    waitsForSecond: 'A draft waits for you to publish it',
  },
});
