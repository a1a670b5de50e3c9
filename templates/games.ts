import type { Group, ProgrammeTemplate } from '../forms/programme.ts';
import { forms } from './games-forms.ts';

/** What all seven groups have (SPEC G0, G6): a copy may take services away from a group. */
const everything = ['health', 'messages', 'support', 'guide'];

function group(code: string, zh: string, en: string): Group {
  return { code, name: { zh, en }, services: [...everything] };
}

/**
 * 冬奥通 / My 2022 (SPEC G): health monitoring of the people accredited for the Beijing 2022 Games.
 * Plain data; whoever copies it may move the dates.
 */
export const games: ProgrammeTemplate = {
  code: 'games',
  name: {
    zh: '北京 2022 年冬奥会和冬残奥会',
    en: 'Beijing 2022 Olympic and Paralympic Winter Games',
  },
  shortName: { zh: '冬奥通', en: 'My 2022' },
  zone: 'Asia/Shanghai',
  startsOn: '2022-01-04',
  endsOn: '2022-03-16',
  organiser: { zh: '北京冬奥组委', en: 'Beijing 2022 Organising Committee' },
  contacts: {
    phone: '+8610-66689901',
    mail: 'my2022-tech@beijing2022.cn',
    cards: ['13724650000628846', '13724650000628847', '13724650000628848', '13724650000628849'],
  },
  signIn: {
    kind: 'card',
    cardLabel: { zh: '注册卡号', en: 'Accreditation card number' },
    cardHint: { zh: '注册卡号的前 7 位数字', en: 'The first 7 digits of the accreditation card' },
    cardPattern: '[0-9]{7}',
    documents: [
      {
        kind: 'prc_id',
        label: { zh: '中华人民共和国居民身份证', en: 'PRC resident identity card' },
        date: 'validFrom',
      },
      {
        kind: 'hk_macao_permit',
        label: {
          zh: '港澳居民来往内地通行证',
          en: 'Mainland travel permit for Hong Kong and Macao residents',
        },
        date: 'validFrom',
      },
      {
        kind: 'taiwan_permit',
        label: {
          zh: '台湾居民来往大陆通行证',
          en: 'Mainland travel permit for Taiwan residents',
        },
        date: 'validFrom',
      },
      { kind: 'passport', label: { zh: '护照', en: 'Passport' }, date: 'issuedOn' },
    ],
    securityQuestions: {
      count: 3,
      choices: [
        {
          code: 'school',
          label: {
            zh: '您就读的第一所学校叫什么？',
            en: 'What was the name of your first school?',
          },
        },
        {
          code: 'teacher',
          label: {
            zh: '您印象最深的老师姓什么？',
            en: 'What is the family name of the teacher you remember best?',
          },
        },
        {
          code: 'friend',
          label: {
            zh: '您童年最好的朋友叫什么？',
            en: 'What was the name of your best friend as a child?',
          },
        },
        {
          code: 'street',
          label: { zh: '您童年时住在哪条街道？', en: 'In which street did you live as a child?' },
        },
        {
          code: 'pet',
          label: { zh: '您的第一只宠物叫什么？', en: 'What was the name of your first pet?' },
        },
        {
          code: 'book',
          label: { zh: '您小时候最喜欢哪本书？', en: 'Which book did you like best as a child?' },
        },
        {
          code: 'dish',
          label: {
            zh: '您家人最拿手的菜是什么？',
            en: 'What is the best dish that your family cooks?',
          },
        },
        {
          code: 'journey',
          label: {
            zh: '您第一次独自旅行去了哪里？',
            en: 'Where did your first journey alone take you?',
          },
        },
      ],
    },
  },
  systems: ['portal', 'desk'],
  promise: {
    version: 1,
    title: { zh: '真实性承诺', en: 'Promise of truthfulness' },
    text: {
      zh: '本人承诺，在健康监测系统中填报的所有信息均为真实信息，并对此负责。',
      en: 'I promise that all information that I give in the health monitoring system is true, and I am responsible for it.',
    },
  },
  groups: [
    group('athletes', '运动员和随队官员', 'Athletes and team officials'),
    group('federations', '国际单项体育组织', 'International federations'),
    group('family', '奥林匹克和残奥大家庭', 'Olympic and Paralympic family'),
    group('broadcasters', '转播商', 'Broadcasters'),
    group('press', '新闻媒体', 'Press'),
    group('partners', '市场合作伙伴', 'Marketing partners'),
    group('workforce', '工作人员', 'Workforce'),
  ],
  services: [
    {
      code: 'health',
      kind: 'reports',
      name: { zh: '健康监测', en: 'Health monitoring' },
      description: {
        zh: '每日健康信息、疫苗接种、实验室检测和行程的填报与查询',
        en: 'Daily health, vaccination, laboratory tests and itinerary: report and look up',
      },
      forms: forms.map((form) => form.definition.code),
    },
    {
      code: 'messages',
      kind: 'messages',
      name: { zh: '消息', en: 'Messages' },
      description: { zh: '添加好友、单聊、群聊', en: 'Friends, chats and groups' },
    },
    {
      code: 'support',
      kind: 'support',
      name: { zh: '技术支持', en: 'Technical support' },
      description: { zh: '电话、邮箱和线上客服', en: 'By phone, by mail and online' },
    },
    {
      code: 'guide',
      kind: 'page',
      name: { zh: '操作指引', en: 'Guide' },
      description: { zh: '登录、填报和常见问题', en: 'Signing in, reporting and questions' },
      page: 'guide',
    },
  ],
  attributes: [
    {
      code: 'overseas',
      label: { zh: '境外持卡用户', en: 'Card holder from overseas' },
      type: 'yesno',
      required: false,
      default: false,
    },
  ],
  days: [
    {
      for: { attributes: { overseas: true } },
      from: { milestone: 'entry', days: -14 },
      to: { milestone: 'departure', otherwise: { programme: 'end' } },
    },
    { from: { enrolment: 'start' }, to: { enrolment: 'end' } },
  ],
  milestones: [
    {
      code: 'entry',
      label: { zh: '入境', en: 'Entry' },
      kind: 'day',
      pick: 'first',
      sources: [
        { form: 'actual-itinerary', field: 'entryDate' },
        { form: 'planned-itinerary', field: 'entryDate' },
      ],
    },
    {
      code: 'departure',
      label: { zh: '离境', en: 'Departure' },
      kind: 'day',
      pick: 'latest',
      sources: [
        { form: 'actual-itinerary', field: 'departureDate' },
        { form: 'planned-itinerary', field: 'departureDate' },
      ],
    },
    {
      code: 'boarding',
      label: { zh: '入境登机', en: 'Boarding for entry' },
      kind: 'instant',
      pick: 'first',
      sources: [{ form: 'planned-itinerary', field: 'boardingAt' }],
    },
  ],
  phases: [
    {
      code: 'before-entry',
      label: { zh: '入境前', en: 'Before entry' },
      for: { attributes: { overseas: true } },
      until: 'entry',
    },
    {
      code: 'after-entry',
      label: { zh: '入境后', en: 'After entry' },
      for: { attributes: { overseas: true } },
      from: 'entry',
    },
    {
      code: 'throughout',
      label: { zh: '参与期间', en: 'While taking part' },
      for: { attributes: { overseas: false } },
    },
  ],
  pages: [
    {
      code: 'guide',
      title: { zh: '操作指引', en: 'Guide' },
      body: {
        zh: [
          '登录：注册人群通过“注册卡号+初始密码”登录。注册卡号为注册卡号的前 7 位数字。',
          '初始密码是中华人民共和国居民身份证的有效期限，港澳居民来往内地通行证、台湾居民来往大陆通行证的有效期限，护照的签发日期，格式为 YYYYMMDD。例如：居民身份证的有效期限 2008.08.08-2028.08.08，初始密码为 20080808；通行证的有效期限 2014.04.21-2024.04.20，初始密码为 20140421；护照的签发日期 18 JAN 2019，初始密码为 20190118。如未提交上述日期，请使用出生日期，格式相同。',
          '初次登录需要设置新密码和三个密保问题。手机端与 PC 端为独立系统，需各自设置。',
          '如果您既参加冬奥会又参加冬残奥会，继续使用冬奥会注册卡号和当前密码登录即可。',
          '境外持卡用户需在入境前十四天开始填报每日健康信息，直至离开中国国境为止。以北京时间（GMT+8）24 时为每日切换时间点。漏填的日期可以补录，已填报的信息可以查询和修改。',
          '忘记密码：在登录页点击“忘记密码”，回答密保问题后重置密码。如密保答案也忘记了，请携带有效证件到注册中心或联系技术支持。',
        ].join('\n\n'),
        en: [
          'Signing in: with your accreditation card number and the initial password. The card number is the first 7 digits of the accreditation card.',
          'The initial password is the first day of validity of a PRC resident identity card or of a Mainland travel permit for Hong Kong, Macao or Taiwan residents, or the issue date of a passport, written YYYYMMDD. For example: identity card valid 2008.08.08-2028.08.08, password 20080808; travel permit valid 2014.04.21-2024.04.20, password 20140421; passport issued 18 JAN 2019, password 20190118. If no such date was supplied, use the date of birth in the same format.',
          'The first time you set a new password and three security questions. Phone and PC are separate systems; set them on each.',
          'If you take part in both the Olympic and the Paralympic Games, go on using your Olympic card number and current password.',
          'Card holders from overseas report every day from 14 days before entry until they leave China. The day turns at 24:00 Beijing time (GMT+8). Missed days can be filled in later, and what you reported can be looked up and changed.',
          'Forgotten password: choose "Forgot password" where you sign in and answer your security questions. If you forgot the answers as well, bring your document to an accreditation centre or ask technical support.',
        ].join('\n\n'),
      },
    },
  ],
  forms,
};
