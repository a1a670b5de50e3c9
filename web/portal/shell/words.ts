import { defineWords } from '../../shared/i18n.ts';

/** What stands around the pages of all features. */
export const words = defineWords('portal', {
  zh: {
    cancel: '取消',
    ok: '知道了',
    next: '下一步',
    hello: '{name}，您好',
    offline: '现在没有网络。每日填报可以先填好，有网络时自动发送；其他功能需要网络。',
    noSuchTitle: '没有这个项目',
    noSuch: '链接可能写错了，或者项目已经结束。请从首页选择，或重新扫码。',
    toFront: '查看所有项目',
    notThisSystem: '这个项目不使用手机端，请使用电脑端。',
    toDesk: '打开电脑端',
    support: '技术支持',
    phone: '电话',
    mail: '邮箱',
    notFoundTitle: '没有这个页面',
    notFound: '请回到首页重新选择。',
    toHome: '返回首页',
  },
  en: {
    cancel: 'Cancel',
    ok: 'OK',
    next: 'Next',
    hello: 'Hello {name}',
    offline:
      'No network now. You can fill in the daily report; it is sent as soon as there is a network. Everything else needs one.',
    noSuchTitle: 'Programme not found',
    noSuch:
      'The address may be mistyped, or the programme has ended. Choose from the front page or scan the code again.',
    toFront: 'See all programmes',
    notThisSystem: 'This programme is not offered on phones. Please use a PC.',
    toDesk: 'Open the PC site',
    support: 'Technical support',
    phone: 'Phone',
    mail: 'Email',
    notFoundTitle: 'Page not found',
    notFound: 'Please go back to the home page and choose again.',
    toHome: 'Back to the home page',
  },
});
