import type { FormDefinition } from '../../forms/definition.ts';
import { question } from './question.ts';

/** SPEC G4.2: all required; the details are asked when the answer is yes. */
export const daily: FormDefinition = {
  code: 'daily',
  icon: 'thermometer',
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
      advice: {
        zh: '感谢您如实填报。请先在住处休息，多喝水，尽量不与他人近距离接触；过一会儿再量一次体温，并拨打下面的电话，会有人告诉您接下来怎么做。如果呼吸困难、胸痛或病情很快加重，请立即拨打当地的急救电话。',
        en: 'Thank you for telling us. Please rest where you are staying, drink enough, and keep a distance from others. Take your temperature again in a while, and call the number below: somebody will tell you what to do next. If you have trouble breathing, chest pain, or quickly feel worse, call the local emergency number at once.',
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
      advice: {
        zh: '感谢您如实填报。请注意休息，与他人接触时佩戴口罩，留意体温和身体变化。如果感觉加重，或者不知道该怎么办，请拨打下面的电话。',
        en: 'Thank you for telling us. Please rest, wear a mask near others, and watch your temperature and how you feel. If you feel worse, or do not know what to do, call the number below.',
      },
    },
    {
      code: 'contact',
      label: { zh: '接触过病例', en: 'Contact with a case' },
      level: 'contact',
      when: { field: 'contactWithCase', equals: true },
      advice: {
        zh: '感谢您如实填报。请先不要参加聚集活动，尽量减少与他人接触，并拨打下面的电话，会有人告诉您接下来怎么做。',
        en: 'Thank you for telling us. Please keep away from gatherings and from others for now, and call the number below: somebody will tell you what to do next.',
      },
    },
  ],
  doubts: [
    {
      code: 'hot-without-fever',
      question: {
        zh: '您填写的体温不低于 37.3 ℃，“是否发热”选的是“否”。这样填对吗？',
        en: 'The temperature you entered is 37.3 °C or more, and your answer to the question about fever is no. Is that right?',
      },
      when: {
        and: [
          { field: 'temperature', gte: 37.3 },
          { field: 'fever', equals: false },
        ],
      },
    },
  ],
};
