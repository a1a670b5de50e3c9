import { defineWords } from '../../shared/i18n.ts';

/** What the menu says of retention, which every page of the console loads. */
export const retentionMenuWords = defineWords('console-retention-menu', {
  zh: {
    retention: '数据保存期限',
    waits: '{count} 次删除等您确认',
    fails: '{count} 次删除或试算失败',
  },
  en: {
    retention: 'Data retention',
    waits: '{count} deletions wait for you to confirm them',
    waits_one: 'One deletion waits for you to confirm it',
    fails: '{count} deletions or dry runs fail',
    fails_one: 'One deletion or dry run fails',
  },
});
