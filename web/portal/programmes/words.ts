import { defineWords } from '../../shared/i18n.ts';
import { programmesWords } from '../../shared/participant/programmes-words.ts';

export const words = defineWords(
  'portal-programmes',
  {
    zh: {
      call: '拨打电话',
      write: '发送邮件',
      noPageHint: '请返回首页，从“帮助”中选择。',
      helpPages: '帮助',
    },
    en: {
      call: 'Call',
      write: 'Send an email',
      noPageHint: 'Please go back to the home page and choose from Help.',
      helpPages: 'Help',
    },
  },
  programmesWords,
);
