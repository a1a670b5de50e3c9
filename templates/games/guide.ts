import type { Page } from '../../forms/programme.ts';

/** The handbook's notes on signing in and reporting, as a page. */
export const guide: Page = {
  code: 'guide',
  title: { zh: '操作指引', en: 'Guide' },
  body: {
    zh: [
      '登录：注册人群通过“注册卡号+初始密码”登录。注册卡号为注册卡上号码的前 7 位数字。',
      '初始密码是中华人民共和国居民身份证的有效期限，港澳居民来往内地通行证、台湾居民来往大陆通行证的有效期限，护照的签发日期，格式为 YYYYMMDD。例如：居民身份证的有效期限 2008.08.08-2028.08.08，初始密码为 20080808；通行证的有效期限 2014.04.21-2024.04.20，初始密码为 20140421；护照的签发日期 18 JAN 2019，初始密码为 20190118。如未提交上述日期，请使用出生日期，格式相同。',
      '初次登录需要设置新密码和三个密保问题。手机端与电脑端为独立系统，需各自设置。',
      '如果您既参加冬奥会又参加冬残奥会，继续使用冬奥会注册卡号和当前密码登录即可。',
      '境外持卡用户需在入境前十四天开始填报每日健康信息，直至离开中国国境为止。以北京时间（GMT+8）24 时为每日切换时间点。漏填的日期可以补录，已填报的信息可以查询和修改。',
      '忘记密码：在登录页点击“忘记密码”，回答密保问题后重置密码。如密保答案也忘记了，请携带有效证件到注册中心或联系技术支持。',
    ].join('\n\n'),
    en: [
      'Signing in: with your accreditation card number and the initial password. The card number is the first 7 digits of the number on the card.',
      'The initial password is the first day of validity of a PRC resident identity card or of a Mainland travel permit for Hong Kong, Macao or Taiwan residents, or the issue date of a passport, written YYYYMMDD. For example: identity card valid 2008.08.08-2028.08.08, password 20080808; travel permit valid 2014.04.21-2024.04.20, password 20140421; passport issued 18 JAN 2019, password 20190118. If no such date was supplied, use the date of birth in the same format.',
      'The first time you set a new password and three security questions. Phone and PC are separate systems; set them on each.',
      'If you take part in both the Olympic and the Paralympic Games, go on using your Olympic card number and current password.',
      'Card holders from overseas report every day from 14 days before entry until they leave China. The day turns at 24:00 Beijing time (GMT+8). Missed days can be filled in later, and what you reported can be looked up and changed.',
      'Forgotten password: choose "Forgot password" where you sign in and answer your security questions. If you forgot the answers as well, bring your document to an accreditation centre or ask technical support.',
    ].join('\n\n'),
  },
};
