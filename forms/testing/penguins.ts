import type { ProgrammeContent } from '../programme.ts';
import { penguinForms } from './penguin-forms.ts';

/**
 * An invented programme for the core's own tests: a weigh-in of penguins. It uses every type of
 * field, another time zone and other policies than the templates, so that nothing in the core can
 * quietly assume one of them.
 */
export const penguins: ProgrammeContent = {
  code: 'penguins',
  name: { zh: '企鹅称重', en: 'Penguin weigh-in' },
  shortName: { zh: '称重', en: 'Weigh-in' },
  zone: 'Pacific/Auckland',
  startsOn: '2024-03-01',
  endsOn: '2024-05-31',
  organiser: { zh: '浮冰观测站', en: 'Ice Floe Station' },
  contacts: {
    phone: '+64 9 000 0000',
    mail: 'station@penguins.example',
    cards: ['90000000000000001'],
  },
  brand: { colour: '#1f3a68' },
  signIn: {
    ways: [
      {
        type: 'card',
        label: { zh: '脚环号', en: 'Ring number' },
        pattern: 'P[0-9]{4}',
        documents: [{ kind: 'passport', label: { zh: '护照', en: 'Passport' }, date: 'issuedOn' }],
      },
    ],
    credentials: 'app',
    password: 'required',
    securityQuestions: {
      count: 2,
      choices: [
        {
          code: 'floe',
          label: { zh: '第一块浮冰叫什么？', en: 'What was your first floe called?' },
        },
        { code: 'fish', label: { zh: '最喜欢哪种鱼？', en: 'Which fish do you like best?' } },
        { code: 'wind', label: { zh: '最怕哪阵风？', en: 'Which wind do you fear most?' } },
      ],
    },
  },
  systems: ['portal'],
  declaration: {
    version: 3,
    title: { zh: '诚实上秤', en: 'Honest weighing' },
    text: { zh: '我保证空腹上秤。', en: 'I promise to be weighed with an empty stomach.' },
  },
  groups: [
    {
      code: 'emperors',
      name: { zh: '帝企鹅', en: 'Emperors' },
      services: ['weighing', 'papers', 'help'],
    },
    { code: 'adelies', name: { zh: '阿德利企鹅', en: 'Adélies' }, services: ['weighing'] },
  ],
  services: [
    {
      code: 'weighing',
      kind: 'reports',
      name: { zh: '称重', en: 'Weighing' },
      forms: ['weigh-in', 'swim'],
    },
    { code: 'papers', kind: 'reports', name: { zh: '登记', en: 'Papers' }, forms: ['arrival'] },
    { code: 'help', kind: 'page', name: { zh: '须知', en: 'Notes' }, page: 'notes' },
  ],
  attributes: [
    {
      code: 'visitor',
      label: { zh: '来访', en: 'Visitor' },
      type: 'yesno',
      required: true,
    },
    {
      code: 'diet',
      label: { zh: '食性', en: 'Diet' },
      type: 'choice',
      options: [
        { code: 'fish', label: { zh: '鱼', en: 'Fish' } },
        { code: 'krill', label: { zh: '磷虾', en: 'Krill' } },
      ],
      required: false,
    },
  ],
  days: [
    {
      for: { attributes: { visitor: true } },
      from: { milestone: 'landing', days: -3 },
      to: { milestone: 'leaving', otherwise: { programme: 'end' } },
    },
    { from: { enrolment: 'start' }, to: { enrolment: 'end' } },
  ],
  milestones: [
    {
      code: 'landing',
      label: { zh: '登陆日期', en: 'Landing date' },
      kind: 'day',
      pick: 'first',
      sources: [{ form: 'swim', field: 'landedOn' }],
    },
    {
      code: 'leaving',
      label: { zh: '离开日期', en: 'Leaving date' },
      kind: 'day',
      pick: 'latest',
      sources: [{ form: 'swim', field: 'leavesOn' }],
    },
    {
      code: 'dive',
      label: { zh: '下水时间', en: 'Time of the dive' },
      kind: 'instant',
      pick: 'first',
      sources: [{ form: 'swim', field: 'diveAt' }],
    },
  ],
  phases: [
    { code: 'ashore', label: { zh: '换羽前', en: 'Before the moult' }, until: 'landing' },
    { code: 'moulting', label: { zh: '换羽中', en: 'During the moult' }, from: 'landing' },
  ],
  pages: [
    {
      code: 'notes',
      title: { zh: '须知', en: 'Notes' },
      body: { zh: '排队上秤。\n\n不要推挤。', en: 'Queue for the scale.\n\nNo pushing.' },
    },
  ],
  forms: penguinForms,
};
