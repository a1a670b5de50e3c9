import { defineWords } from '../../shared/i18n.ts';

/** What stands around all pages of the field app. */
export const words = defineWords('field', {
  zh: {
    product: '安行 · 现场',
    home: '首页',
    hello: '{name}，您好',
    roles: '我的角色',
    tools: '工具',
    noRoles: '您的账号还没有角色。请联系管理员。',
    emptyTitle: '您还没有现场工作',
    empty:
      '现场核验由站点的扫码员进行。要在这里工作，请让上级或管理员把您添加到站点；健康预警和完成情况请在管理后台查看，手机浏览器也能打开。',
    offline:
      '现在没有网络。可以继续扫码，记录保存在本机，恢复后自动发送；站点和账号的操作需要网络。',
    notFoundTitle: '没有这个页面',
    notFound: '请回到首页重新选择。',
    toHome: '返回首页',
  },
  en: {
    product: 'Anxing · Field',
    home: 'Home',
    hello: 'Hello {name}',
    roles: 'My roles',
    tools: 'Tools',
    noRoles: 'Your account has no role yet. Please ask an administrator.',
    emptyTitle: 'You have no work on site yet',
    empty:
      'Checks are made by the scanners of a site. To work here, ask your superior or an administrator to add you to one. Alerts and completion are in the console, which opens in a phone’s browser as well.',
    offline:
      'No network now. You can go on scanning: checks are kept on this phone and sent later. Sites and accounts need a network.',
    notFoundTitle: 'Page not found',
    notFound: 'Please go back to the home page and choose again.',
    toHome: 'Back to the home page',
  },
});
