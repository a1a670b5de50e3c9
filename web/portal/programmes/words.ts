import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('portal-programmes', {
  zh: {
    support: '技术支持',
    intro: '遇到登录或填报的问题，请打电话或发邮件。请不要把密码告诉任何人。',
    call: '拨打电话',
    write: '发送邮件',
    accounts: '线上客服名片号',
    copy: '复制',
    copied: '已复制',
    noPage: '没有这一页',
    noPageHint: '请返回首页，从“帮助”中选择。',
    helpPages: '帮助',
  },
  en: {
    support: 'Technical support',
    intro:
      'If you have trouble signing in or reporting, please call or write to us. Never tell anybody your password.',
    call: 'Call',
    write: 'Send an email',
    accounts: 'Contact numbers of online support',
    copy: 'Copy',
    copied: 'Copied',
    noPage: 'Page not found',
    noPageHint: 'Please go back to the home page and choose from Help.',
    helpPages: 'Help',
  },
});
