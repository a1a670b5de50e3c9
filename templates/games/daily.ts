import type { FormDefinition } from '../../forms/definition.ts';
import { question } from './question.ts';

/** SPEC G4.2: all required; the details are asked when the answer is yes. */
export const daily: FormDefinition = {
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
