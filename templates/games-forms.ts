import type { Condition, FormDefinition, Option, Text } from '../forms/definition.ts';
import type { ProgrammeForm } from '../forms/programme.ts';

/** A yes/no question of the daily form. */
function question(code: string, zh: string, en: string) {
  return { type: 'yesno' as const, code, label: { zh, en }, required: true };
}

/** SPEC G4.2: all required; the details are asked when the answer is yes. */
const daily: FormDefinition = {
  code: 'daily',
  title: { zh: '每日健康信息填报', en: 'Daily health report' },
  intro: {
    zh: '本页面所有信息均为必填项。以自然日为单位填报，以北京时间（GMT+8）24 时为每日切换时间点。',
    en: 'Everything on this page is required. One report for each calendar day; the day turns at 24:00 Beijing time (GMT+8).',
  },
  allNo: true,
  fields: [
    {
      type: 'number',
      code: 'temperature',
      label: { zh: '体温', en: 'Temperature' },
      hint: {
        zh: '以摄氏度填写，最多一位小数，例如 36.5',
        en: 'In degrees Celsius with one decimal place at most, for example 36.5',
      },
      required: true,
      unit: { zh: '℃', en: ' °C' },
      min: 34,
      max: 43,
      decimals: 1,
    },
    question('fever', '是否发热', 'Do you have a fever?'),
    question('cough', '是否咳嗽', 'Do you have a cough?'),
    question('soreThroat', '是否咽痛', 'Do you have a sore throat?'),
    question('fatigue', '是否乏力', 'Do you feel fatigue?'),
    question('vomitingOrDiarrhoea', '是否呕吐或腹泻', 'Do you have vomiting or diarrhoea?'),
    question(
      'lossOfSmellOrTaste',
      '是否嗅觉或味觉减退',
      'Have you lost some of your sense of smell or taste?',
    ),
    question('sawDoctor', '是否就诊', 'Did you see a doctor?'),
    question('tookMedicine', '是否服药', 'Did you take medicine?'),
    {
      type: 'text',
      code: 'medicine',
      label: { zh: '服用的药物', en: 'Which medicine' },
      hint: { zh: '请填写药物名称', en: 'Name of each medicine' },
      required: true,
      maxLength: 200,
      showWhen: { field: 'tookMedicine', equals: true },
    },
    question(
      'contactWithCase',
      '是否接触过确诊或疑似病例',
      'Were you in contact with a confirmed or suspected case?',
    ),
    question('other', '是否有其他不适', 'Is anything else wrong with your health?'),
    {
      type: 'longtext',
      code: 'otherDetails',
      label: { zh: '其他不适的说明', en: 'What else is wrong' },
      required: true,
      maxLength: 500,
      showWhen: { field: 'other', equals: true },
    },
  ],
  alerts: [
    {
      code: 'fever',
      label: { zh: '发热', en: 'Fever' },
      level: 'fever',
      when: {
        or: [
          { field: 'temperature', gte: 37.3 },
          { field: 'fever', equals: true },
        ],
      },
    },
    {
      code: 'symptom',
      label: { zh: '有症状', en: 'Symptoms' },
      level: 'symptom',
      when: {
        anyYes: [
          'cough',
          'soreThroat',
          'fatigue',
          'vomitingOrDiarrhoea',
          'lossOfSmellOrTaste',
          'other',
        ],
      },
    },
    {
      code: 'contact',
      label: { zh: '接触过病例', en: 'Contact with a case' },
      level: 'contact',
      when: { field: 'contactWithCase', equals: true },
    },
  ],
};

const vaccinated: Condition = { field: 'vaccinated', equals: true };

/** SPEC G4.5. */
const vaccination: FormDefinition = {
  code: 'vaccination',
  title: { zh: '新冠疫苗接种信息填报', en: 'COVID-19 vaccination' },
  intro: {
    zh: '已经接种过新冠疫苗的用户，需上传疫苗接种记录/接种证明照片，并填报各剂次疫苗名称和接种时间。',
    en: 'If you have been vaccinated against COVID-19, upload photos of the vaccination record or certificate and give the vaccine and date of each dose.',
  },
  fields: [
    question('vaccinated', '是否已接种新冠疫苗', 'Have you been vaccinated against COVID-19?'),
    {
      type: 'photos',
      code: 'record',
      label: {
        zh: '疫苗接种记录/接种证明照片',
        en: 'Photos of the vaccination record or certificate',
      },
      required: true,
      max: 5,
      showWhen: vaccinated,
    },
    {
      type: 'group',
      code: 'doses',
      label: { zh: '各剂次接种信息', en: 'Doses' },
      required: true,
      min: 1,
      max: 8,
      rowLabel: { zh: '第 {n} 剂', en: 'Dose {n}' },
      showWhen: vaccinated,
      fields: [
        {
          type: 'text',
          code: 'vaccine',
          label: { zh: '疫苗名称', en: 'Vaccine' },
          hint: { zh: '请按接种记录填写', en: 'As it stands in the record' },
          required: true,
          maxLength: 100,
        },
        {
          type: 'date',
          code: 'date',
          label: { zh: '接种时间', en: 'Date' },
          required: true,
          min: { on: '2020-03-01' },
          max: { today: 0 },
        },
      ],
    },
  ],
};

const results: Option[] = [
  { code: 'positive', label: { zh: '阳性', en: 'Positive' } },
  { code: 'negative', label: { zh: '阴性', en: 'Negative' } },
  { code: 'untested', label: { zh: '未检测', en: 'Not tested' } },
];

/** Also while nothing is chosen yet, so that a person sees at once what will be asked. */
const tested: Condition = { field: 'result', notEquals: 'untested' };
const igmTested: Condition = { field: 'igmResult', in: ['positive', 'negative'] };

/** SPEC G4.6. */
const laboratory: FormDefinition = {
  code: 'laboratory',
  title: { zh: '实验室检测结果填报', en: 'Laboratory test results' },
  intro: {
    zh: '填报入境登机前 72 小时的核酸检测记录、检测结果并上传检测报告照片，本项为必填项。IgM 抗体检测记录、检测结果为选填项。',
    en: 'Report the nucleic-acid test of the 72 hours before boarding for entry, with its result and a photo of the report: required. Record and result of an IgM antibody test are optional.',
  },
  fields: [
    {
      type: 'choice',
      code: 'result',
      label: { zh: '核酸检测结果', en: 'Result of the nucleic-acid test' },
      hint: {
        zh: '在入境登机前 72 小时，于中国驻外使领馆认证的检测机构获取的核酸检测结果',
        en: 'Within 72 hours before boarding for entry, from a laboratory recognised by the Chinese embassy or consulate',
      },
      required: true,
      options: results,
    },
    {
      type: 'datetime',
      code: 'sampledAt',
      label: { zh: '核酸检测采样时间', en: 'Time of sampling' },
      required: true,
      min: { now: -24 * 400 },
      max: { now: 0 },
      showWhen: tested,
    },
    {
      type: 'text',
      code: 'laboratory',
      label: { zh: '检测机构', en: 'Laboratory' },
      required: true,
      maxLength: 200,
      showWhen: tested,
    },
    {
      type: 'photos',
      code: 'report',
      label: { zh: '核酸检测报告', en: 'Report of the nucleic-acid test' },
      required: true,
      max: 5,
      showWhen: tested,
    },
    {
      type: 'choice',
      code: 'igmResult',
      label: { zh: '抗体检测结果IgM', en: 'Result of the IgM antibody test' },
      required: false,
      options: results,
    },
    {
      type: 'datetime',
      code: 'igmSampledAt',
      label: { zh: 'IgM 抗体检测采样时间', en: 'Time of sampling for IgM' },
      required: false,
      min: { now: -24 * 400 },
      max: { now: 0 },
      showWhen: igmTested,
    },
    {
      type: 'photos',
      code: 'igmReport',
      label: { zh: 'IgM 抗体检测报告', en: 'Report of the IgM antibody test' },
      required: false,
      max: 5,
      showWhen: igmTested,
    },
    {
      type: 'promise',
      code: 'promise',
      label: { zh: '承诺', en: 'Promise' },
      text: {
        zh: '本人承诺，已按《防疫手册》(Playbook)“登机前”章节要求，完成所有新冠肺炎相关检测，并将随身携带检测报告，以备核实。',
        en: 'I promise that I have taken all COVID-19 tests that the chapter "Before boarding" of the Playbook asks for, and that I will carry the reports with me for verification.',
      },
      required: true,
      // Nobody can promise tests that they say were not taken.
      showWhen: tested,
    },
  ],
  alerts: [
    {
      code: 'laboratory',
      label: { zh: '核酸检测阳性', en: 'Nucleic-acid test positive' },
      level: 'laboratory',
      when: { field: 'result', equals: 'positive' },
    },
    {
      code: 'igm',
      label: { zh: 'IgM 抗体阳性', en: 'IgM antibody positive' },
      level: 'laboratory',
      when: { field: 'igmResult', equals: 'positive' },
    },
    {
      code: 'untested',
      label: { zh: '登机前未检测', en: 'Not tested before boarding' },
      level: 'incomplete',
      when: { field: 'result', equals: 'untested' },
    },
  ],
  incompleteWhen: { field: 'result', equals: 'untested' },
  checks: [
    {
      code: 'before-boarding',
      kind: 'withinHoursBefore',
      field: 'sampledAt',
      milestone: 'boarding',
      label: { zh: '入境登机', en: 'boarding for entry' },
      hours: 72,
    },
  ],
};

function flight(code: string, label: Text, required = false) {
  return {
    type: 'text' as const,
    code,
    label,
    hint: { zh: '例如 CA1234', en: 'For example CA1234' },
    required,
    maxLength: 20,
  };
}

/** Wide enough for every real journey, so that a slip in the year is told at once. */
const LONGEST = 400;

const departure = [
  {
    type: 'date' as const,
    code: 'departureDate',
    label: { zh: '计划离境日期', en: 'Planned departure date' },
    required: false,
    min: { field: 'entryDate' },
    max: { today: LONGEST },
  },
  flight('departureFlight', { zh: '计划离境航班', en: 'Planned departure flight' }),
];

/** SPEC G4.7: all optional. */
const plannedItinerary: FormDefinition = {
  code: 'planned-itinerary',
  title: { zh: '计划行程填报', en: 'Planned itinerary' },
  intro: {
    zh: '填报计划入境中国的日期、登机时间、航班号，以及计划离境的日期、航班号。各项均为选填。登机时间请按您手机或电脑显示的时区选择。',
    en: 'Your planned date of entry to China, boarding time and flight, and your planned date of departure and flight. All of it is optional. Choose the boarding time in the time zone that your phone or computer shows.',
  },
  fields: [
    flight('entryFlight', { zh: '计划入境航班', en: 'Planned entry flight' }),
    {
      type: 'datetime',
      code: 'boardingAt',
      label: { zh: '计划入境登机时间', en: 'Planned boarding time for entry' },
      required: false,
      min: { now: -24 * LONGEST },
      max: { now: 24 * LONGEST },
    },
    {
      type: 'date',
      code: 'entryDate',
      label: { zh: '计划入境日期', en: 'Planned entry date' },
      required: false,
      min: { today: -LONGEST },
      max: { today: LONGEST },
    },
    ...departure,
  ],
};

/** SPEC G4.8: the entry date moves the phase. */
const actualItinerary: FormDefinition = {
  code: 'actual-itinerary',
  title: { zh: '实际行程填报', en: 'Actual itinerary' },
  intro: {
    zh: '填报实际入境中国的日期、航班号、座位号。',
    en: 'The date, flight and seat with which you entered China.',
  },
  fields: [
    {
      type: 'date',
      code: 'entryDate',
      label: { zh: '入境日期', en: 'Entry date' },
      required: true,
      min: { today: -LONGEST },
      max: { today: 0 },
    },
    flight('entryFlight', { zh: '入境航班', en: 'Entry flight' }, true),
    {
      type: 'text',
      code: 'entrySeat',
      label: { zh: '入境航班座位号', en: 'Seat on the entry flight' },
      hint: { zh: '例如 23A', en: 'For example 23A' },
      required: true,
      maxLength: 10,
    },
    ...departure,
  ],
};

/** The forms with their policies, in the order of the service. */
export const forms: ProgrammeForm[] = [
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
