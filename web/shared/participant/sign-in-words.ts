import { defineWords } from '../i18n.ts';

/** Words of signing in by phone, for phone and PC. */
export const signInWords = defineWords('sign-in-by-phone', {
  zh: {
    account: '手机号或用户名',
    accountHint: '多人共用一个手机号时，请用各自的用户名登录。',
    phone: '手机号',
    phoneHint: '境外号码请以 + 和国家代码开头。',
    getCode: '获取短信验证码',
    sent: '如果这个手机号已登记，验证码已发送至 {phone}，5 分钟内有效。',
    code: '短信验证码',
    username: '用户名',
    again: '没有收到？重新获取',
    againIn: '没有收到？{time} 后可重新获取',
    useCode: '没有密码或忘记密码？用短信验证码登录',
    noAccount: '没有账号？立即注册',
    useCodeInstead: '用短信验证码登录',
    usePassword: '用密码登录',
    noSms:
      '本系统还没有开通短信，收不到验证码。有密码的请用密码登录；注册、忘记密码或更换手机号，请带上证件到附近的站点，或联系员工。',
    noSmsForStaff:
      '本系统还没有开通短信，收不到验证码。请用密码登录；新账号或忘记密码的，请向您的上级或管理员要一次性密码。',
  },
  en: {
    account: 'Phone number or user name',
    accountHint: 'If several people share a phone number, please use your user name.',
    phone: 'Phone number',
    phoneHint: 'Start numbers from abroad with + and the country code.',
    getCode: 'Send me a code',
    sent: 'If this number is registered, a code was sent to {phone}. It is valid for 5 minutes.',
    code: 'Code from the message',
    username: 'User name',
    again: 'No message? Request another code',
    againIn: 'No message? You can request another code in {time}',
    useCode: 'No password, or forgot it? Sign in with a code',
    noAccount: 'No account yet? Register',
    useCodeInstead: 'Sign in with a code',
    usePassword: 'Sign in with a password',
    noSms:
      'No messages can be sent from here yet, and so no codes. Sign in with your password if you have one; to register, set a new password or change your phone, come to a site nearby with your document, or contact the staff.',
    noSmsForStaff:
      'No messages can be sent from here yet, and so no codes. Please sign in with your password; for a new account or a forgotten password, ask your superior or an administrator for a one-time password.',
  },
});
