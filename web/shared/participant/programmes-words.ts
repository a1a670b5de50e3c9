import { defineWords } from '../i18n.ts';
import { words } from './words.ts';

/** What portal and desk both say about support and the programme’s pages. */
export const programmesWords = defineWords(
  'participant-programmes',
  {
    zh: {
      intro: '遇到登录或填报的问题，请打电话或发邮件。请准备好您的{card}，不要把密码告诉任何人。',
      accounts: '线上客服名片号',
      copy: '复制',
      copied: '已复制',
    },
    en: {
      intro:
        'If you have trouble signing in or reporting, call or write to us. Have this ready: {card}. Never tell anyone your password.',
      accounts: 'Contact numbers of online support',
      copy: 'Copy',
      copied: 'Copied',
    },
  },
  words,
);
