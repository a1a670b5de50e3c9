import { defineWords } from '../../shared/i18n.ts';
import { words as shared } from '../../shared/participant/words.ts';

/** What stands around all pages of the desk. */
export const words = defineWords(
  'desk',
  {
    zh: {
      home: '首页',
      functions: '菜单',
      noSuch: '链接可能写错了，或者项目已经结束。请从首页选择。',
      notThisSystem: '这个项目不使用电脑端，请在手机上使用。',
      toPortal: '打开手机端',
      brokenTitle: '页面没有打开',
      broken: '可能是网络不稳，或者网站刚刚更新过。请刷新；您填写的内容会保留。',
      reload: '刷新',
      notFound: '链接可能写错了，请重新选择。',
      offline: '现在没有网络。您填写的内容会保留，有网络后再提交。',
    },
    en: {
      home: 'Home',
      functions: 'Menu',
      noSuch:
        'The link may be wrong, or the programme has ended. Please choose one from the front page.',
      notThisSystem: 'This programme is not available on a PC. Please use your phone.',
      toPortal: 'Open the phone site',
      brokenTitle: 'The page could not be opened',
      broken:
        'The network may be unstable, or the site has just been updated. Please reload; what you typed is saved.',
      reload: 'Reload',
      notFound: 'The link may be wrong. Please choose again.',
      offline: 'You are offline. What you type is saved; submit it when you are back online.',
    },
  },
  shared,
);
