import type { ProgrammeTemplate } from '../../forms/programme.ts';

/**
 * Wording that fits every event; `{card}` stands for what the programme calls people's numbers, `{signingIn}` for
 * how they come in the first time.
 */
export const draft: ProgrammeTemplate['draft'] = {
  signingIn: {
    date: {
      zh: [
        '初始密码是您报名时所用证件上的日期，格式为 YYYYMMDD：居民身份证、港澳居民来往内地通行证、台湾居民来往大陆通行证用有效期限的起始日期，护照用签发日期。例如：居民身份证的有效期限 2008.08.08-2028.08.08，初始密码为 20080808；护照的签发日期 18 JAN 2019，初始密码为 20190118。如未提交上述日期，请使用出生日期，格式相同。',
        '初次登录需要设置新密码和三个密保问题。手机端与电脑端为独立系统，需各自设置。',
      ].join('\n\n'),
      en: [
        'The initial password is a date on the document with which you were registered, written YYYYMMDD: the first day of validity of a PRC resident identity card or of a Mainland travel permit for Hong Kong, Macao or Taiwan residents, or the issue date of a passport. For example: identity card valid 2008.08.08-2028.08.08, password 20080808; passport issued 18 JAN 2019, password 20190118. If no such date was supplied, use the date of birth in the same format.',
        'The first time you set a new password and three security questions. Phone and PC are separate systems; set them on each.',
      ].join('\n\n'),
    },
    random: {
      zh: [
        '初始密码由主办方发给您，只能使用一次；不区分大小写，连字符可以不输。如未收到或已遗失，请联系主办方，当面核实后可得到新的初始密码。',
        '初次登录需要设置新密码和三个密保问题。手机端和电脑端使用同一个账号。',
      ].join('\n\n'),
      en: [
        'The organiser gives you an initial password. It works once; capitals and hyphens make no difference. If you did not get one or lost it, ask the organiser: after a check in person you get a new one.',
        'The first time you set a new password and three security questions. Phone and PC share one account.',
      ].join('\n\n'),
    },
  },
  declaration: {
    title: { zh: '真实性承诺', en: 'Declaration of truthfulness' },
    text: {
      zh: '本人承诺，在健康监测系统中填报的所有信息均为真实信息，并对此负责。',
      en: 'I promise that all information that I give in the health monitoring system is true, and I am responsible for it.',
    },
  },
  pages: [
    {
      code: 'guide',
      title: { zh: '操作指引', en: 'Guide' },
      body: {
        zh: [
          '登录：使用{card}和初始密码登录。',
          '{signingIn}',
          '每日健康信息每天填报一次。漏填的日期可以补录，已填报的信息可以查询和修改。',
          '忘记密码：在登录页点击“忘记密码”，回答密保问题后重置密码。如密保答案也忘记了，请携带有效证件到主办方处办理，或联系技术支持。',
        ].join('\n\n'),
        en: [
          'Signing in: with your {card} and the initial password.',
          '{signingIn}',
          'Report your health once every day. Missed days can be filled in later, and what you reported can be looked up and changed.',
          'Forgotten password: choose "Forgot password" where you sign in and answer your security questions. If you forgot the answers as well, bring your document to the organisers or ask technical support.',
        ].join('\n\n'),
      },
    },
  ],
};
