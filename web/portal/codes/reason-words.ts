import { defineWords } from '../../shared/i18n.ts';

export const reasonWords = defineWords('portal-code-reason', {
  zh: {
    reason: '码色和原因',
    ledger: '全部变化',
    ledgerText: '您的码色每一次变化都有原因和记录，谁也不能改动。',
  },
  en: {
    reason: 'Colour and reason',
    ledger: 'All changes',
    ledgerText: 'Every change of your colour has a reason and a record that nobody can alter.',
  },
});
