import { defineWords } from '../../shared/i18n.ts';
import { peopleWords } from '../../shared/participant/people-words.ts';

export const words = defineWords(
  'portal-people',
  {
    zh: {
      welcome: '用{card}登录',
      signingIn: '正在登录…',
      step: '第 {n} 步，共 3 步',
      signOutPlain: '再次使用时需要重新登录。',
      language: '语言',
      installHint: '把本页添加到手机桌面，下次可直接打开，没有网络也能填报。',
    },
    en: {
      welcome: 'Sign in',
      signingIn: 'Signing in…',
      step: 'Step {n} of 3',
      signOutPlain: 'You will need to sign in again.',
      language: 'Language',
      installHint:
        'Add this page to your home screen: it opens at once next time, and you can report even without a network.',
    },
  },
  peopleWords,
);
