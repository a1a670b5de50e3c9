import type { ColourRules } from '../colours.ts';
import type { ProgrammeContent, ProgrammeForm } from '../programme.ts';
import { penguins } from './penguins.ts';

const checkup: ProgrammeForm = {
  definition: {
    code: 'checkup',
    title: { zh: '体检', en: 'Check-up' },
    fields: [
      {
        type: 'number',
        code: 'temperature',
        label: { zh: '体温', en: 'Temperature' },
        required: true,
        unit: { zh: '℃', en: ' °C' },
        min: 34,
        max: 43,
        decimals: 1,
      },
      { type: 'yesno', code: 'limping', label: { zh: '跛行', en: 'Limping' }, required: true },
    ],
  },
  policy: { slots: 'many', change: 'anytime', backfill: false, window: null },
};

/** As the weigh-in has it, a form that colours do not look at. */
const diary: ProgrammeForm = {
  definition: {
    code: 'diary',
    title: { zh: '日记', en: 'Diary' },
    fields: [
      {
        type: 'text',
        code: 'entry',
        label: { zh: '内容', en: 'Entry' },
        required: true,
        maxLength: 80,
      },
    ],
  },
  policy: { slots: 'many', change: 'never', backfill: false, window: null },
};

export const rookeryColours: ColourRules = {
  forms: ['checkup'],
  green: {
    label: { zh: '未见异常', en: 'Nothing unusual' },
    advice: { zh: '可以下水。', en: 'You may dive.' },
  },
  grey: {
    label: { zh: '没有近期体检', en: 'No recent check-up' },
    advice: { zh: '请做一次体检。', en: 'Please have a check-up.' },
    afterDays: 14,
  },
  rules: [
    {
      code: 'hot',
      colour: 'yellow',
      label: { zh: '体温偏高', en: 'High temperature' },
      advice: { zh: '请到背风处休息。', en: 'Please rest out of the wind.' },
      reports: [{ form: 'checkup', when: { field: 'temperature', gte: 39 } }],
      measured: { gte: 39 },
      ends: { afterDays: 7, cleanReport: true, normalMeasurement: true },
    },
    {
      code: 'lame',
      colour: 'yellow',
      label: { zh: '跛行', en: 'Limping' },
      advice: { zh: '请少走动。', en: 'Please walk little.' },
      reports: [{ form: 'checkup', when: { field: 'limping', equals: true } }],
      ends: { afterDays: 3, cleanReport: true },
    },
    {
      code: 'near-leopard-seal',
      colour: 'orange',
      label: { zh: '接触过豹海豹', en: 'Met a leopard seal' },
      advice: { zh: '请留在岸上。', en: 'Please stay ashore.' },
      byHand: true,
      ends: { afterDays: 10 },
    },
    {
      code: 'bitten',
      colour: 'red',
      label: { zh: '被咬伤', en: 'Bitten' },
      advice: { zh: '请留在医务站。', en: 'Please stay in the infirmary.' },
      byHand: true,
      ends: {},
    },
  ],
  appealDays: 3,
};

/** Penguins with health codes: reports at any time, rules of every kind, two ways to end each. */
export const rookery: ProgrammeContent = {
  ...penguins,
  code: 'rookery',
  name: { zh: '企鹅体检', en: 'Penguin check-ups' },
  shortName: { zh: '体检', en: 'Check-ups' },
  groups: [
    { code: 'emperors', name: { zh: '帝企鹅', en: 'Emperors' }, services: ['code', 'checkups'] },
    { code: 'adelies', name: { zh: '阿德利企鹅', en: 'Adélies' }, services: ['code', 'checkups'] },
  ],
  services: [
    { code: 'code', kind: 'code', name: { zh: '健康码', en: 'Health code' } },
    {
      code: 'checkups',
      kind: 'reports',
      name: { zh: '体检', en: 'Check-ups' },
      forms: ['checkup', 'diary'],
    },
  ],
  days: [],
  milestones: [],
  phases: [],
  pages: [],
  colours: rookeryColours,
  forms: [checkup, diary],
};

/** What scanners fill in beside the temperature; fields of every kind of rule, and one that is encrypted. */
export const crossing: ProgrammeForm = {
  definition: {
    code: 'crossing',
    title: { zh: '过闸', en: 'Crossing' },
    fields: [
      {
        type: 'choice',
        code: 'transport',
        label: { zh: '怎么来的', en: 'Came by' },
        required: true,
        options: [
          { code: 'swam', label: { zh: '游来', en: 'Swimming' } },
          { code: 'sledge', label: { zh: '坐雪橇', en: 'Sledge' } },
        ],
      },
      {
        type: 'number',
        code: 'companions',
        label: { zh: '同行几只', en: 'Companions' },
        required: true,
        showWhen: { field: 'transport', equals: 'sledge' },
        min: 1,
        max: 9,
        decimals: 0,
      },
      { type: 'region', code: 'from', label: { zh: '来自', en: 'From' }, required: false },
      { type: 'phone', code: 'phone', label: { zh: '手机', en: 'Phone' }, required: false },
    ],
  },
  policy: { slots: 'many', change: 'never', backfill: false, window: null },
};

/** The rookery with fields for scanners. */
export const gatedRookery: ProgrammeContent = {
  ...rookery,
  screeningForm: 'crossing',
  forms: [...rookery.forms, crossing],
};

/** The same, for people who register themselves or are registered by a scanner. */
export const openRookery: ProgrammeContent = {
  ...rookery,
  signIn: {
    ways: [{ type: 'phone' }],
    credentials: 'programme',
    password: 'required',
    registration: { documents: ['prc_id', 'passport'] },
  },
  attributes: rookery.attributes.map((each) =>
    each.code === 'visitor' ? { ...each, default: false } : each,
  ),
};
