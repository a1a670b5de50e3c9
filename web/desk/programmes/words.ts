import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('desk-programmes', {
  zh: {
    support: '技术支持',
    intro: '遇到登录或填报的问题，请打电话或发邮件。请准备好您的{card}，不要把密码告诉任何人。',
    accounts: '线上客服名片号',
    accountsHint: '消息功能开通后，可用这些名片号把客服加为好友，在线沟通。',
    copy: '复制',
    copied: '已复制',
    noPage: '没有这一页',
    noPageHint: '请从左侧的功能中选择。',
  },
  en: {
    support: 'Technical support',
    intro:
      'If you have trouble signing in or reporting, call or write to us. Have this ready: {card}. Never tell anyone your password.',
    accounts: 'Contact numbers of online support',
    accountsHint:
      'Once messaging is available, add one of these numbers as a friend to chat with support.',
    copy: 'Copy',
    copied: 'Copied',
    noPage: 'Page not found',
    noPageHint: 'Please choose from the menu on the left.',
  },
});
