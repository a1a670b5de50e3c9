import { defineWords } from '../../shared/i18n.ts';
import { staffWords } from '../../shared/staff/words.ts';

export const peopleWords = defineWords(
  'console-people',
  {
    zh: {
      signIn: '登录',
      signInTitle: '员工登录',
      username: '用户名',
      password: '密码',
      emptyHintFirst: '这里还没有管理员。请打开启动服务器的终端里打印的链接，创建第一个管理员。',
      finishTitle: '设置新密码',
      finishHint: '这是您第一次登录，或密码已被重置。一次性密码只能用来设置新密码。',
      setPassword: '设置密码并进入',
      account: '我的账号',
      accountNote: '用户名：{account}',
      changePassword: '修改密码',
      changeHint: '修改后，您在其他设备上的登录会全部退出。',
      current: '现在的密码',
      changed: '密码已修改，其他设备上的登录已退出。',
      myRoles: '我的角色',
    },
    en: {
      signIn: 'Sign in',
      signInTitle: 'Staff sign-in',
      username: 'User name',
      password: 'Password',
      emptyHintFirst:
        'There is no administrator yet. To create the first one, open the link that the terminal printed when the server started.',
      finishTitle: 'Set a new password',
      finishHint:
        'This is your first sign-in, or your password has been reset. The one-time password can only be used to set a new one.',
      setPassword: 'Set password and continue',
      account: 'My account',
      accountNote: 'User name: {account}',
      changePassword: 'Change password',
      changeHint: 'You will be signed out on all other devices.',
      current: 'Current password',
      changed: 'Password changed. Other devices have been signed out.',
      myRoles: 'My roles',
    },
  },
  staffWords,
);
