import { defineWords } from '../shared/i18n.ts';

/** What stands around all pages of the desk. */
export const words = defineWords('desk', {
  zh: {
    home: '首页',
    counts: '{phase}您已填报 {done} 天, 漏填 {missed} 天',
    countsPlain: '您已填报 {done} 天, 漏填 {missed} 天',
    functions: '功能',
    changePassword: '修改密码',
    noSuchTitle: '没有这个项目',
    noSuch: '链接可能写错了，或者项目已经结束。请从首页选择。',
    toFront: '查看所有项目',
    notThisSystem: '这个项目不使用电脑端，请在手机上使用。',
    toPortal: '打开手机端',
    brokenTitle: '页面没有打开',
    broken: '可能是网络不稳，或者网站刚刚更新过。请刷新；您填写的内容会保留。',
    reload: '刷新',
    notFoundTitle: '没有这个页面',
    notFound: '链接可能写错了，请重新选择。',
    offline: '现在没有网络。您填写的内容会保留，有网络后再提交。',
    cancel: '取消',
  },
  en: {
    home: 'Home',
    counts: '{phase}: days reported {done}, missed {missed}',
    countsPlain: 'Days reported {done}, missed {missed}',
    functions: 'Functions',
    changePassword: 'Change password',
    noSuchTitle: 'There is no such programme',
    noSuch:
      'The address may be mistyped, or the programme has ended. Please choose from the front page.',
    toFront: 'See all programmes',
    notThisSystem: 'This programme is not offered on a PC. Please use your phone.',
    toPortal: 'Open the phone site',
    brokenTitle: 'This page did not open',
    broken:
      'The network may be unsteady, or the site was updated just now. Please reload; what you typed is kept.',
    reload: 'Reload',
    notFoundTitle: 'There is no such page',
    notFound: 'The address may be mistyped; please choose again.',
    offline: 'No network now. What you type is kept; send it once there is a network.',
    cancel: 'Cancel',
  },
});
