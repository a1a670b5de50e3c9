import { defineWords } from '../../shared/i18n.ts';
import { programmesWords } from '../../shared/participant/programmes-words.ts';

export const words = defineWords(
  'desk-programmes',
  {
    zh: {
      accountsHint: '消息功能开通后，可用这些名片号把客服加为好友，在线沟通。',
      noPageHint: '请从菜单中选择。',
    },
    en: {
      accountsHint:
        'Once messaging is available, add one of these numbers as a friend to chat with support.',
      noPageHint: 'Please choose from the menu.',
    },
  },
  programmesWords,
);
