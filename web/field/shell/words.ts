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
    emptyTitle: '现场端还没有启用的功能',
    empty:
      '健康预警和完成情况请在管理后台查看，手机浏览器也能打开。现场核验、代为登记等功能启用后，会显示在这里；您可以先试一试相机，并把本页安装到桌面。',
    offline: '现在没有网络。可以查看您的姓名、角色和站点，试用相机；其他操作需要网络。',
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
    emptyTitle: 'Nothing is in use here yet',
    empty:
      'Alerts and completion are in the console, which opens in a phone’s browser as well. Checks on site and registering on behalf of others will appear here once they are in use; for now you can try the camera and add this page to your home screen.',
    offline:
      'No network now. You can see your name, roles and sites and try the camera; everything else needs a network.',
    notFoundTitle: 'Page not found',
    notFound: 'Please go back to the home page and choose again.',
    toHome: 'Back to the home page',
  },
});
