import { defineWords } from '../../shared/i18n.ts';
import { words as shared } from '../../shared/participant/words.ts';

/** What stands around the pages of all features. */
export const words = defineWords(
  'portal',
  {
    zh: {
      offline:
        '现在没有网络。填报可以先填好保存在本机，有网络时打开本系统就会发送；有照片的填报和其他功能需要网络。',
      noSuch: '链接可能写错了，或者项目已经结束。请从首页选择，或重新扫码。',
      notThisSystem: '这个项目不使用手机端，请使用电脑端。',
      toDesk: '打开电脑端',
      notFound: '请回到首页重新选择。',
    },
    en: {
      offline:
        'No network now. You can still fill in reports: they are saved on this device, and sent when you are online with this page open. Reports with photos, and everything else, need a network.',
      noSuch:
        'The address may be mistyped, or the programme has ended. Choose from the front page or scan the code again.',
      notThisSystem: 'This programme is not offered on phones. Please use a PC.',
      toDesk: 'Open the PC site',
      notFound: 'Please go back to the home page and choose again.',
    },
  },
  shared,
);
