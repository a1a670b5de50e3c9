import type { FormDefinition } from '../definition.ts';
import type { ProgrammeForm } from '../programme.ts';

const weighIn: FormDefinition = {
  code: 'weigh-in',
  title: { zh: '每日称重', en: 'Daily weigh-in' },
  allNo: true,
  fields: [
    {
      type: 'number',
      code: 'weight',
      label: { zh: '体重', en: 'Weight' },
      required: true,
      unit: { zh: '千克', en: ' kg' },
      min: 1,
      max: 46,
      decimals: 2,
    },
    { type: 'yesno', code: 'moulting', label: { zh: '换羽', en: 'Moulting' }, required: true },
    { type: 'yesno', code: 'limping', label: { zh: '跛行', en: 'Limping' }, required: true },
    {
      type: 'longtext',
      code: 'limpDetails',
      label: { zh: '哪只脚', en: 'Which foot' },
      required: true,
      maxLength: 80,
      showWhen: { field: 'limping', equals: true },
    },
    {
      type: 'number',
      code: 'fish',
      label: { zh: '今日吃鱼', en: 'Fish eaten' },
      required: false,
      min: 0,
      decimals: 0,
      requireWhen: { field: 'weight', lt: 3 },
    },
  ],
  alerts: [
    {
      code: 'thin',
      label: { zh: '过瘦', en: 'Too thin' },
      level: 'other',
      when: { field: 'weight', lt: 3 },
      advice: { zh: '请多吃鱼，并告诉站里。', en: 'Please eat more fish and tell the station.' },
    },
    {
      code: 'unwell',
      label: { zh: '不适', en: 'Unwell' },
      level: 'symptom',
      when: { anyYes: ['limping', 'moulting'] },
    },
  ],
  doubts: [
    {
      code: 'heavy',
      question: { zh: '体重不低于 40 千克，对吗？', en: 'Forty kilograms or more: is that right?' },
      when: { field: 'weight', gte: 40 },
    },
  ],
};

/** One of every type of field. */
const arrival: FormDefinition = {
  code: 'arrival',
  title: { zh: '到站登记', en: 'Arrival' },
  intro: { zh: '只填一次，不能修改。', en: 'Filled in once, never changed.' },
  fields: [
    {
      type: 'text',
      code: 'name',
      label: { zh: '名字', en: 'Name' },
      required: true,
      maxLength: 10,
      pattern: '\\p{L}[\\p{L} ]*',
      patternHint: { zh: '名字只含字母。', en: 'A name has letters only.' },
    },
    {
      type: 'choice',
      code: 'plumage',
      label: { zh: '羽色', en: 'Plumage' },
      required: true,
      options: [
        { code: 'grey', label: { zh: '灰', en: 'Grey' } },
        { code: 'black', label: { zh: '黑白', en: 'Black and white' } },
        { code: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    {
      type: 'text',
      code: 'plumageText',
      label: { zh: '什么羽色', en: 'What plumage' },
      required: true,
      maxLength: 20,
      showWhen: { field: 'plumage', equals: 'other' },
    },
    {
      type: 'choices',
      code: 'likes',
      label: { zh: '喜好', en: 'Likes' },
      required: false,
      min: 1,
      max: 2,
      options: [
        { code: 'sliding', label: { zh: '滑行', en: 'Sliding' } },
        { code: 'diving', label: { zh: '潜水', en: 'Diving' } },
        { code: 'singing', label: { zh: '鸣唱', en: 'Singing' } },
      ],
    },
    {
      type: 'longtext',
      code: 'story',
      label: { zh: '经历', en: 'Story' },
      required: false,
      maxLength: 40,
      requireWhen: {
        and: [{ field: 'likes', equals: 'singing' }, { not: { field: 'shy', equals: true } }],
      },
    },
    { type: 'yesno', code: 'shy', label: { zh: '怕生', en: 'Shy' }, required: false },
    {
      type: 'number',
      code: 'height',
      label: { zh: '身高', en: 'Height' },
      required: false,
      unit: { zh: '厘米', en: ' cm' },
      max: 130,
    },
    {
      type: 'date',
      code: 'hatchedOn',
      label: { zh: '出壳日期', en: 'Hatched on' },
      required: true,
      max: { today: 0 },
    },
    {
      type: 'date',
      code: 'fledgedOn',
      label: { zh: '换绒日期', en: 'Fledged on' },
      required: false,
      min: { field: 'hatchedOn', plusDays: 30 },
      max: { today: 0 },
    },
    {
      type: 'datetime',
      code: 'weighedAt',
      label: { zh: '初次称重时间', en: 'First weighed at' },
      required: false,
      max: { now: 0 },
    },
    {
      type: 'photos',
      code: 'portraits',
      label: { zh: '照片', en: 'Portraits' },
      required: true,
      max: 2,
      showWhen: { not: { field: 'shy', equals: true } },
    },
    {
      type: 'group',
      code: 'chicks',
      label: { zh: '雏鸟', en: 'Chicks' },
      required: false,
      max: 3,
      rowLabel: { zh: '第 {n} 只', en: 'Chick {n}' },
      fields: [
        {
          type: 'text',
          code: 'nickname',
          label: { zh: '小名', en: 'Nickname' },
          required: true,
          maxLength: 10,
        },
        { type: 'date', code: 'hatched', label: { zh: '出壳', en: 'Hatched' }, required: true },
        { type: 'yesno', code: 'ringed', label: { zh: '已戴环', en: 'Ringed' }, required: false },
        {
          type: 'text',
          code: 'ring',
          label: { zh: '环号', en: 'Ring' },
          required: true,
          maxLength: 5,
          showWhen: {
            and: [
              { field: 'ringed', equals: true },
              { field: 'plumage', notEquals: 'grey' },
            ],
          },
        },
      ],
    },
    { type: 'region', code: 'colony', label: { zh: '栖息地', en: 'Colony' }, required: false },
    {
      type: 'identity',
      code: 'papers',
      label: { zh: '证件', en: 'Papers' },
      required: false,
      kinds: ['prc_id', 'passport'],
    },
    {
      type: 'phone',
      code: 'keeper',
      label: { zh: '饲养员电话', en: "Keeper's phone" },
      required: false,
      country: 'NZ',
    },
    {
      type: 'position',
      code: 'nest',
      label: { zh: '巢的位置', en: 'Position of the nest' },
      hint: { zh: '请站在巢边获取。', en: 'Please stand beside the nest.' },
      required: false,
      reasonsAllowed: ['denied', 'unavailable', 'timeout', 'unsupported', 'insecure', 'abroad'],
    },
    {
      type: 'declaration',
      code: 'oath',
      label: { zh: '誓言', en: 'Oath' },
      text: { zh: '我不偷石子。', en: 'I steal no pebbles.' },
      required: true,
    },
  ],
  incompleteWhen: { field: 'weighedAt', present: false },
  checks: [
    {
      code: 'before-dive',
      kind: 'withinHoursBefore',
      field: 'weighedAt',
      milestone: 'dive',
      label: { zh: '下水', en: 'the dive' },
      hours: 24,
      when: { field: 'shy', notEquals: true },
    },
  ],
};

const swim: FormDefinition = {
  code: 'swim',
  title: { zh: '出海计划', en: 'Swim plan' },
  fields: [
    { type: 'date', code: 'landedOn', label: { zh: '登陆日期', en: 'Landed on' }, required: false },
    { type: 'date', code: 'leavesOn', label: { zh: '离开日期', en: 'Leaves on' }, required: false },
    {
      type: 'datetime',
      code: 'diveAt',
      label: { zh: '下水时间', en: 'Dives at' },
      required: false,
    },
  ],
};

/** No back-fill, one form that never changes, one that is taken in a window only. */
export const penguinForms: ProgrammeForm[] = [
  {
    definition: weighIn,
    policy: { slots: 'daily', change: 'never', backfill: false, window: null },
  },
  {
    definition: arrival,
    policy: {
      slots: 'single',
      change: 'never',
      backfill: false,
      window: { from: { programme: 'start', days: -7 }, to: { on: '2024-03-31' } },
    },
    requiredOf: { groups: ['emperors'] },
  },
  {
    definition: swim,
    policy: { slots: 'many', change: 'anytime', backfill: false, window: null },
    offeredTo: { attributes: { visitor: true } },
  },
];
