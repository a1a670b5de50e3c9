import { defineWords } from '../../shared/i18n.ts';
import { peopleWords } from '../../shared/participant/people-words.ts';

export const words = defineWords(
  'desk-people',
  {
    zh: {
      notIn: '无法进入',
      signOutShared: '如果是公用电脑，请清除。',
      passwordHintApart: '{hint}电脑端与手机端的密码各自独立。',
    },
    en: {
      notIn: 'No access',
      signOutShared: 'If you share this computer, please clear them.',
      passwordHintApart: '{hint} PC and phone have separate passwords.',
    },
  },
  peopleWords,
);
