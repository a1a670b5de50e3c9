import type { App } from '../../platform/contract.ts';
import { defineWords } from './i18n.ts';

/** What people call the apps. */
export const appNames = defineWords<App>('app-names', {
  zh: { portal: '手机端', desk: '电脑端', field: '现场', console: '控制台' },
  en: { portal: 'Phone', desk: 'PC', field: 'On site', console: 'Console' },
});
