import type { Page } from '../../forms/programme.ts';

/** How residents go about it, as a page. */
export const guide: Page = {
  code: 'guide',
  title: { zh: '使用说明', en: 'Guide' },
  body: {
    zh: [
      '注册：填写手机号和短信验证码，设置密码，再填写用户名、姓名和证件号码。没有居民身份证的，可以用居住证、永居证、通行证或护照。如果系统里已有您的登记（由单位或站点录入），用登记的手机号收到的验证码就能认领；已换手机号的，请带上证件到附近的站点办理。',
      '登录：使用用户名或手机号和密码登录。一个手机号可以供一家人使用，登录时请同时填写用户名。忘记密码时，可用短信验证码重设。',
      '个人信息上报：填写近两周是否有症状、体温、家庭所在地区和住址。随时可以再报，以最新一次为准；身体状况没有变化时，也请定期更新。',
      '请如实填写。您填报的信息只用于疫情防控；工作人员每次查看都会留下记录。',
    ].join('\n\n'),
    en: [
      'Registering: your phone number and a code sent to it, a password, then a user name, your name and your document number. If you have no PRC identity card, a residence permit, permanent-residence card, travel permit or passport will do. If you are on record already, a code to the phone on record makes the record yours; if you no longer have that phone, please come to a site nearby with your document.',
      'Signing in: with your user name or phone number and your password. A family may share one phone number; then enter your user name as well. If you forgot your password, a code sent by SMS lets you set a new one.',
      'Personal report: whether you had symptoms in the last two weeks, your temperature, where you live. Report again at any time; the newest report counts. Please renew it now and then even if nothing has changed.',
      'Please tell us how you really are. What you report is used for disease control alone, and every look that staff take at it is recorded.',
    ].join('\n\n'),
  },
};
