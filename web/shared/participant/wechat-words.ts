import { defineWords } from '../i18n.ts';

/** Words of signing in by WeChat. */
export const wechatWords = defineWords('participant-wechat', {
  zh: {
    signIn: '微信授权登录',
    returning: '微信登录',
    notBound:
      '这个微信还没有绑定账号。请先用密码或验证码登录一次，没有账号的请先注册；之后就可以直接用微信登录。',
    otherWay: '用其他方式登录',
    username: '这个微信由家人共用，请填写您的用户名。',
    enter: '登录',
    bindTitle: '绑定微信？',
    bindText:
      '绑定后，下次点“微信授权登录”即可登录 {name} 的账号，不用再输密码。能打开这个微信的人都能登录。可以随时在“账号”里解除。',
    bind: '绑定',
    notNow: '暂不绑定',
    bound: '微信已绑定',
    boundSince: '{time} 绑定',
    unbind: '解除绑定',
    unbindTitle: '解除微信绑定？',
    unbindText:
      '解除后不能再用微信登录，用微信登录的其他设备会退出。请确认您记得密码，或手机能收验证码。',
    unbound: '已解除微信绑定',
    cancel: '取消',
    byWechat: '微信登录',
  },
  en: {
    signIn: 'Sign in with WeChat',
    returning: 'WeChat sign-in',
    notBound:
      'This WeChat account does not open an account here yet. Please sign in once by password or code, or register first; after that WeChat is enough.',
    otherWay: 'Sign in another way',
    username: 'Your family shares this WeChat account. Please enter your user name.',
    enter: 'Sign in',
    bindTitle: 'Use WeChat next time?',
    bindText:
      'From now on WeChat would open the account of {name} without a password, to whoever can open this WeChat account. You can end this at any time in your account.',
    bind: 'Use WeChat',
    notNow: 'Not now',
    bound: 'You can sign in with WeChat',
    boundSince: 'since {time}',
    unbind: 'Stop using WeChat',
    unbindTitle: 'Stop signing in with WeChat?',
    unbindText:
      'WeChat will no longer open your account, and other devices signed in by it will be signed out. Please be sure that you know your password, or can get codes on your phone.',
    unbound: 'WeChat no longer opens your account.',
    cancel: 'Cancel',
    byWechat: 'by WeChat',
  },
});
