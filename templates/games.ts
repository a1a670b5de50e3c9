import type { ProgrammeForm, ProgrammeTemplate } from '../forms/programme.ts';
import { exampleOf } from '../forms/template.ts';
import { daily } from './games/daily.ts';
import { draft } from './games/draft.ts';
import { example } from './games/example.ts';
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

/**
 * Health monitoring of everybody who takes part in an event (SPEC G), for which 冬奥通 / My 2022 is the
 * example. Plain data; the structure says nothing that only the example's event would say.
 */
export const gamesTemplate: ProgrammeTemplate = {
  code: 'games',
  title: { zh: '活动健康监测', en: 'Health monitoring of an event' },
  description: {
    zh: '凭卡号登录，每日填报健康信息，可补报；用于赛事、会议、运动会等。',
    en: 'People sign in with the number of a card and report their health every day; missed days can be filled in. For games, conferences, sports days.',
  },
  startsOn: '2022-01-04',
  endsOn: '2022-03-16',
  structure: {
    zone: 'Asia/Shanghai',
    signIn: {
      ways: [
        {
          type: 'card',
          initialPassword: 'date',
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
    services: [
      {
        code: 'health',
        kind: 'reports',
        name: { zh: '健康监测', en: 'Health monitoring' },
        description: {
          zh: '健康信息的填报与查询',
          en: 'Report your health and look up what you reported',
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
        description: { zh: '怎样联系我们', en: 'How to reach us' },
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
        label: { zh: '境外参加者', en: 'From abroad' },
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
    forms,
  },
  parts: [
    {
      code: 'entry',
      name: { zh: '有人从境外入境参加', en: 'Some people come from abroad' },
      description: {
        zh: '境外参加者从入境前十四天开始填报，并填报登机前的核酸检测、计划行程和实际行程。',
        en: 'They report from 14 days before entry, and give their laboratory test before boarding, planned and actual itinerary.',
      },
      forms: ['laboratory', 'planned-itinerary', 'actual-itinerary'],
      attributes: ['overseas'],
      milestones: ['entry', 'departure', 'boarding'],
    },
    {
      code: 'vaccination',
      name: { zh: '新冠疫苗接种信息', en: 'COVID-19 vaccination' },
      description: {
        zh: '每人填报一次接种记录和各剂次信息，可修改。',
        en: 'Everybody gives their vaccination record and doses once, and may change them.',
      },
      forms: ['vaccination'],
      attributes: [],
      milestones: [],
    },
  ],
  draft,
  example,
};

/** 冬奥通 / My 2022, as its handbook has it. */
export const games = exampleOf(gamesTemplate);
