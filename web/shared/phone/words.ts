import { defineWords } from '../i18n.ts';

/** What the frame around all pages says, in every app on a phone. */
export const words = defineWords('phone', {
  zh: {
    back: '返回',
    banners: '系统状态',
    tabs: '导航',
    retry: '重试',
    loading: '正在打开…',
    demo: '演示系统：所有人员都是虚构的。',
    demoLink: '查看演示账号',
    newVersion: '有新版本。已填写的内容会保留。',
    updateLater: '填写的内容还没有全部保存。请稍等，或先提交，再更新。',
    update: '更新',
    language: 'English',
    failedTitle: '没有打开',
    showPassword: '显示密码',
    hidePassword: '隐藏密码',
    brokenTitle: '页面没有打开',
    broken: '可能是网络不稳，或者刚刚更新过。请刷新；您填写的内容会保留。',
    reload: '刷新',
  },
  en: {
    back: 'Back',
    banners: 'App status',
    tabs: 'Navigation',
    retry: 'Try again',
    loading: 'Opening…',
    demo: 'Demo: all people and data are fictitious.',
    demoLink: 'See the demo accounts',
    newVersion: 'There is a new version. What you typed is saved.',
    updateLater: 'Not everything you typed is saved yet. Please wait a moment, or submit it first.',
    update: 'Update',
    language: '中文',
    failedTitle: 'Could not be opened',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    brokenTitle: 'The page could not be opened',
    broken:
      'The network may be unstable, or the app has just been updated. Please reload; what you typed is saved.',
    reload: 'Reload',
  },
});
