import { codesWords } from '../../shared/codes/words.ts';
import { defineWords } from '../../shared/i18n.ts';

/** What the menu says of health codes, which every page of the console loads. */
export const codeMenuWords = defineWords(
  'console-codes-menu',
  {
    zh: {
      code: '健康码',
      people: '码色名单',
      orders: '人工认定',
      waiting: '{count} 项待您审批',
      appeals: '码色申诉',
      openAppeals: '{count} 项申诉待处理',
      late: '{count} 项超期',
      verify: '变化记录核验',
    },
    en: {
      code: 'Health code',
      people: 'People by colour',
      orders: 'Decisions',
      waiting: '{count} waiting for your approval',
      appeals: 'Appeals',
      openAppeals: '{count} appeals are open',
      openAppeals_one: 'One appeal is open',
      late: '{count} late',
      verify: 'Ledger check',
    },
  },
  codesWords,
);
