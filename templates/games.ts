import type { Group, ProgrammeForm, ProgrammeTemplate } from '../forms/programme.ts';
import { daily } from './games/daily.ts';
import { guide } from './games/guide.ts';
import { actualItinerary, plannedItinerary } from './games/itineraries.ts';
import { laboratory } from './games/laboratory.ts';
import { vaccination } from './games/vaccination.ts';

/** The forms with their policies, in the order of the service. */
const forms: ProgrammeForm[] = [
  {
    definition: daily,
    policy: { slots: 'daily', change: 'anytime', backfill: true, window: null },
  },
  {
    definition: vaccination,
    policy: { slots: 'single', change: 'anytime', backfill: false, window: null },
  },
  {
    definition: laboratory,
    policy: { slots: 'many', change: 'anytime', backfill: false, window: null },
    requiredOf: { attributes: { overseas: true } },
  },
  {
    definition: plannedItinerary,
    policy: { slots: 'single', change: 'anytime', backfill: false, window: null },
  },
  {
    definition: actualItinerary,
    policy: { slots: 'single', change: 'anytime', backfill: false, window: null },
  },
];

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
    ways: [
      {
        type: 'card',
        label: { zh: '注册卡号', en: 'Accreditation card number' },
        hint: { zh: '注册卡号的前 7 位数字', en: 'The first 7 digits of the accreditation card' },
        shortLabel: { zh: '注册号', en: 'Card number' },
        furtherLabel: { zh: '冬残奥会注册卡号', en: 'Paralympic accreditation card number' },
        pattern: '[0-9]{7}',
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
      },
    ],
    credentials: 'app',
    password: 'required',
    securityQuestions: {
      count: 3,
      choices: [
        {
          code: 'school',
          label: {
            zh: '您就读的第一所学校叫什么？',
            en: 'What was your first school called?',
          },
        },
        {
          code: 'teacher',
          label: {
            zh: '您印象最深的老师姓什么？',
            en: 'Your favourite teacher’s family name?',
          },
        },
        {
          code: 'friend',
          label: {
            zh: '您童年最好的朋友叫什么？',
            en: 'Who was your best friend as a child?',
          },
        },
        {
          code: 'street',
          label: { zh: '您童年时住在哪条街道？', en: 'In which street did you grow up?' },
        },
        {
          code: 'pet',
          label: { zh: '您的第一只宠物叫什么？', en: 'What was your first pet called?' },
        },
        {
          code: 'book',
          label: { zh: '您小时候最喜欢哪本书？', en: 'Which book did you love as a child?' },
        },
        {
          code: 'dish',
          label: {
            zh: '您家人最拿手的菜是什么？',
            en: 'Which dish does your family cook best?',
          },
        },
        {
          code: 'journey',
          label: {
            zh: '您第一次独自旅行去了哪里？',
            en: 'Where did you first travel alone?',
          },
        },
      ],
    },
  },
  systems: ['portal', 'desk'],
  declaration: {
    version: 1,
    title: { zh: '真实性承诺', en: 'Declaration of truthfulness' },
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
      description: { zh: '电话、邮箱和客服名片号', en: 'By phone, by mail, support accounts' },
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
      label: { zh: '入境日期', en: 'Entry date' },
      kind: 'day',
      pick: 'first',
      sources: [
        { form: 'actual-itinerary', field: 'entryDate' },
        { form: 'planned-itinerary', field: 'entryDate' },
      ],
    },
    {
      code: 'departure',
      label: { zh: '离境日期', en: 'Departure date' },
      kind: 'day',
      pick: 'latest',
      sources: [
        { form: 'actual-itinerary', field: 'departureDate' },
        { form: 'planned-itinerary', field: 'departureDate' },
      ],
    },
    {
      code: 'boarding',
      label: { zh: '入境登机时间', en: 'Boarding time for entry' },
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
  pages: [guide],
  forms,
};
