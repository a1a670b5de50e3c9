import { defineWords } from '../../shared/i18n.ts';

export const words = defineWords('portal-codes', {
  zh: {
    code: '健康码',
    qr: '{name}，{colour}',
    heard: '更新于 {time}',
    until: '有效期至 {time}',
    offline: '离线 · 联网后自动更新',
    offlineHint: '没有网络也可以出示，请当面打开本页，不要使用截图。',
    hint: '每 30 秒自动刷新，截图无效。',
    expiredTitle: '码已过期',
    expired: '它在 {time} 到期，之后没有连上网络。请联网后重试。',
    retry: '重试',
    otherTitle: '另一部手机正在出示您的码',
    other:
      '{device}，自 {time} 起。同一时间只能由一部手机出示；改用本机后，那部手机上的码立即失效。',
    unknownDevice: '未知设备',
    useThis: '改用本机出示',
    password: '登录密码',
    passwordHint: '为防止他人冒用，请再次输入密码。',
    signInAgainHint: '为防止他人冒用，请重新登录后再改用本机。',
    signInAgain: '重新登录',
    noStorageTitle: '此浏览器无法保存您的码',
    noStorage:
      '出示健康码需要在手机上保存一把密钥。请关闭无痕（隐私）浏览，允许本站保存数据，或换用其他浏览器；也可以打印纸质码。',
  },
  en: {
    code: 'Health code',
    qr: '{name}, {colour}',
    heard: 'Updated {time}',
    until: 'Valid until {time}',
    offline: 'Offline · updates once you are online',
    offlineHint:
      'It can be shown without a network. Open this page in front of the guard; a screenshot does not count.',
    hint: 'Renewed every 30 seconds. A screenshot does not count.',
    expiredTitle: 'This code has expired',
    expired: 'It ended at {time}, and there was no network since. Go online and try again.',
    retry: 'Try again',
    otherTitle: 'Another phone shows your code',
    other:
      '{device}, since {time}. Only one phone can show it at a time: once you use this one, the code on the other stops working.',
    unknownDevice: 'Unknown device',
    useThis: 'Show it on this phone',
    password: 'Password',
    passwordHint: 'So that nobody else takes your code, please enter your password once more.',
    signInAgainHint: 'So that nobody else takes your code, please sign in again first.',
    signInAgain: 'Sign in again',
    noStorageTitle: 'This browser cannot keep your code',
    noStorage:
      'To show a code the phone must keep a key. Leave private browsing, allow this site to store data, or use another browser. You can also print a code on paper.',
  },
});
