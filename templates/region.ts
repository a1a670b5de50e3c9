import type { ProgrammeTemplate } from '../forms/programme.ts';
import { exampleOf } from '../forms/template.ts';
import { atTheGate } from './region/at-the-gate.ts';
import { colours } from './region/colours.ts';
import { example } from './region/example.ts';
import { guide } from './region/guide.ts';
import { personal } from './region/personal.ts';

/**
 * A health code for everybody who lives in a region (SPEC J), for which 吉祥码 is the example. Plain data; the
 * structure says nothing that only the example's region would say.
 */
export const regionTemplate: ProgrammeTemplate = {
  code: 'region',
  title: { zh: '区域健康码', en: 'Health code of a region' },
  description: {
    zh: '居民用手机号注册和登录，随时上报个人健康信息；用于省、市、区县或园区。',
    en: 'Residents register and sign in by phone, and report their health at any time. For provinces, cities, districts or large estates.',
  },
  startsOn: '2020-02-10',
  endsOn: '2022-12-31',
  structure: {
    zone: 'Asia/Shanghai',
    signIn: {
      ways: [{ type: 'phone' }, { type: 'wechat' }],
      credentials: 'programme',
      password: 'required',
      registration: {
        documents: [
          'prc_id',
          'hk_macao_residence',
          'taiwan_residence',
          'foreigner_residence',
          'passport',
          'hk_macao_permit',
          'taiwan_permit',
        ],
      },
    },
    systems: ['portal'],
    services: [
      {
        code: 'code',
        kind: 'code',
        name: { zh: '查看健康码', en: 'Show my code' },
        description: {
          zh: '码色、原因和全部变化',
          en: 'Its colour, the reason, and every change',
        },
      },
      {
        code: 'report',
        kind: 'reports',
        name: { zh: '健康信息', en: 'My health' },
        description: {
          zh: '个人健康信息的上报与查询',
          en: 'Report your health and look up what you reported',
        },
        forms: [personal.code],
      },
      {
        code: 'support',
        kind: 'support',
        name: { zh: '联系我们', en: 'Contact us' },
        description: { zh: '有疑问时找谁', en: 'Who helps with questions' },
      },
      {
        code: 'guide',
        kind: 'page',
        name: { zh: '使用说明', en: 'Guide' },
        description: { zh: '登录、上报和常见问题', en: 'Signing in, reporting and questions' },
        page: guide.code,
      },
    ],
    attributes: [],
    days: [],
    milestones: [],
    phases: [],
    colours,
    screeningForm: atTheGate.code,
    forms: [
      {
        definition: personal,
        policy: { slots: 'many', perDay: 20, change: 'never', backfill: false, window: null },
      },
      {
        definition: atTheGate,
        policy: { slots: 'many', change: 'never', backfill: false, window: null },
      },
    ],
  },
  parts: [],
  draft: { pages: [guide] },
  example,
};

/** 吉祥码, as its handbook has it. */
export const region = exampleOf(regionTemplate);
