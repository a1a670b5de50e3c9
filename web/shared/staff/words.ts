import { defineWords } from '../i18n.ts';

/** What both apps of the staff say. Nobody is named: the page is open to everybody. */
export const staffWords = defineWords('staff', {
  zh: {
    forgottenTitle: '忘记密码？',
    forgotten:
      '没关系。请联系本系统的管理员，也就是给您开通账号的人。管理员可以在“人员管理”页面为您重置，并把一次性密码当面或打电话告诉您，用它登录后再设置新密码。',
  },
  en: {
    forgottenTitle: 'Forgot your password?',
    forgotten:
      'No harm done. Please ask an administrator of this system, usually whoever gave you your account. They can reset it on the page “Staff” and give you a one-time password in person or by phone; sign in with it and set a new one.',
  },
});
