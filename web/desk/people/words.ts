import { defineWords } from '../../shared/i18n.ts';
import { peopleWords } from '../../shared/participant/people-words.ts';

export const words = defineWords(
  'desk-people',
  {
    zh: {
      device: '设备',
      since: '登录时间',
      seen: '最近使用',
      notIn: '无法进入',
    },
    en: {
      device: 'Device',
      since: 'Signed in',
      seen: 'Last used',
      notIn: 'No access',
    },
  },
  peopleWords,
);
