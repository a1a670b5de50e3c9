import type { Values } from '../../forms/definition.ts';
import type { ProgrammeContent, ProgrammeForm } from '../../forms/programme.ts';
import { penguins } from '../../forms/testing/penguins.ts';

/**
 * An invented programme with the policies that the penguins' does not have: days of Beijing, changes
 * at any time, days filled in later, photos, results that are checked against a milestone.
 */

const daily: ProgrammeForm = {
  definition: {
    code: 'daily',
    title: { zh: '每日填报', en: 'Daily report' },
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
      { type: 'yesno', code: 'cough', label: { zh: '咳嗽', en: 'Cough' }, required: true },
      {
        type: 'text',
        code: 'remark',
        label: { zh: '备注', en: 'Remark' },
        required: false,
        maxLength: 100,
      },
    ],
    alerts: [
      {
        code: 'hot',
        label: { zh: '发热', en: 'Hot' },
        level: 'fever',
        when: { field: 'temperature', gte: 37.3 },
        advice: {
          zh: '请到背风处休息，并呼叫营地。',
          en: 'Please rest out of the wind and call the camp.',
        },
      },
      {
        code: 'cough',
        label: { zh: '咳嗽', en: 'Cough' },
        level: 'symptom',
        when: { field: 'cough', equals: true },
      },
    ],
    doubts: [
      {
        code: 'frozen',
        question: { zh: '体温这么低，对吗？', en: 'So cold: is that right?' },
        when: { field: 'temperature', lt: 35 },
      },
    ],
  },
  policy: { slots: 'daily', change: 'anytime', backfill: true, window: null },
};

const papers: ProgrammeForm = {
  definition: {
    code: 'papers',
    title: { zh: '证件照片', en: 'Papers' },
    fields: [
      {
        type: 'photos',
        code: 'pages',
        label: { zh: '照片', en: 'Photos' },
        required: true,
        max: 3,
      },
      {
        type: 'group',
        code: 'stamps',
        label: { zh: '印章', en: 'Stamps' },
        required: false,
        max: 3,
        rowLabel: { zh: '第 {n} 枚', en: 'Stamp {n}' },
        fields: [
          { type: 'date', code: 'on', label: { zh: '日期', en: 'Date' }, required: true },
          {
            type: 'photos',
            code: 'print',
            label: { zh: '印迹', en: 'Print' },
            required: false,
            max: 1,
          },
          { type: 'phone', code: 'office', label: { zh: '电话', en: 'Phone' }, required: false },
        ],
      },
      {
        type: 'identity',
        code: 'document',
        label: { zh: '证件', en: 'Document' },
        required: false,
        kinds: ['passport'],
      },
      { type: 'phone', code: 'phone', label: { zh: '电话', en: 'Phone' }, required: false },
      {
        type: 'position',
        code: 'camp',
        label: { zh: '营地位置', en: 'Position of the camp' },
        required: false,
        reasonsAllowed: ['unavailable'],
      },
    ],
  },
  policy: { slots: 'single', change: 'anytime', backfill: false, window: null },
};

const sample: ProgrammeForm = {
  definition: {
    code: 'sample',
    title: { zh: '样本', en: 'Sample' },
    fields: [
      {
        type: 'choice',
        code: 'result',
        label: { zh: '结果', en: 'Result' },
        required: true,
        options: [
          { code: 'negative', label: { zh: '阴性', en: 'Negative' } },
          { code: 'positive', label: { zh: '阳性', en: 'Positive' } },
          { code: 'untested', label: { zh: '未检测', en: 'Not tested' } },
        ],
      },
      {
        type: 'datetime',
        code: 'takenAt',
        label: { zh: '采样时间', en: 'Taken at' },
        required: true,
        showWhen: { field: 'result', notEquals: 'untested' },
      },
    ],
    alerts: [
      {
        code: 'untested',
        label: { zh: '未检测', en: 'Not tested' },
        level: 'laboratory',
        when: { field: 'result', equals: 'untested' },
      },
    ],
    incompleteWhen: { field: 'result', equals: 'untested' },
    checks: [
      {
        code: 'before-dive',
        kind: 'withinHoursBefore',
        field: 'takenAt',
        milestone: 'dive',
        label: { zh: '下水', en: 'the dive' },
        hours: 72,
      },
    ],
  },
  policy: { slots: 'many', change: 'anytime', backfill: false, window: null },
};

const voyage: ProgrammeForm = {
  definition: {
    code: 'voyage',
    title: { zh: '行程', en: 'Voyage' },
    fields: [
      { type: 'date', code: 'landedOn', label: { zh: '登陆', en: 'Landed on' }, required: false },
      { type: 'date', code: 'leavesOn', label: { zh: '离开', en: 'Leaves on' }, required: false },
      { type: 'datetime', code: 'diveAt', label: { zh: '下水', en: 'Dives at' }, required: false },
    ],
  },
  policy: { slots: 'single', change: 'anytime', backfill: false, window: null },
};

export const expedition: ProgrammeContent = {
  ...penguins,
  code: 'expedition',
  zone: 'Asia/Shanghai',
  systems: ['portal', 'desk'],
  groups: [
    { code: 'emperors', name: { zh: '帝企鹅', en: 'Emperors' }, services: ['health'] },
    { code: 'adelies', name: { zh: '阿德利企鹅', en: 'Adélies' }, services: ['health'] },
  ],
  services: [
    {
      code: 'health',
      kind: 'reports',
      name: { zh: '健康', en: 'Health' },
      forms: ['daily', 'papers', 'sample', 'voyage'],
    },
  ],
  milestones: [
    {
      code: 'landing',
      label: { zh: '登陆日期', en: 'Landing date' },
      kind: 'day',
      pick: 'first',
      sources: [{ form: 'voyage', field: 'landedOn' }],
    },
    {
      code: 'leaving',
      label: { zh: '离开日期', en: 'Leaving date' },
      kind: 'day',
      pick: 'latest',
      sources: [{ form: 'voyage', field: 'leavesOn' }],
    },
    {
      code: 'dive',
      label: { zh: '下水时间', en: 'Time of the dive' },
      kind: 'instant',
      pick: 'first',
      sources: [{ form: 'voyage', field: 'diveAt' }],
    },
  ],
  forms: [daily, papers, sample, voyage],
};

export const wellToday: Values = { temperature: 36.5, cough: false };
