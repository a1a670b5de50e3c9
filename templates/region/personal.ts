import type { FormDefinition } from '../../forms/definition.ts';

/** SPEC J4: sent whenever there is something to say; the newest one counts. */
export const personal: FormDefinition = {
  code: 'personal',
  icon: 'thermometer',
  title: { zh: '个人信息上报', en: 'Personal report' },
  intro: {
    zh: '请如实填写。身体状况有变化时随时可以再报，以最新一次为准。',
    en: 'Please tell us how you really are. Report again whenever something changes; the newest report counts.',
  },
  fields: [
    {
      type: 'yesno',
      code: 'unwell',
      label: {
        zh: '近两周是否有以下症状：发热、咳嗽、咽痛、乏力、呼吸困难、腹泻、嗅觉或味觉减退',
        en: 'In the last two weeks, did you have any of these: fever, cough, sore throat, fatigue, difficulty breathing, diarrhoea, a weaker sense of smell or taste?',
      },
      required: true,
    },
    {
      type: 'choices',
      code: 'symptoms',
      label: { zh: '有哪些症状', en: 'Which ones' },
      required: true,
      showWhen: { field: 'unwell', equals: true },
      options: [
        { code: 'fever', label: { zh: '发热', en: 'Fever' } },
        { code: 'cough', label: { zh: '咳嗽', en: 'Cough' } },
        { code: 'soreThroat', label: { zh: '咽痛', en: 'Sore throat' } },
        { code: 'fatigue', label: { zh: '乏力', en: 'Fatigue' } },
        { code: 'breathing', label: { zh: '呼吸困难', en: 'Difficulty breathing' } },
        { code: 'diarrhoea', label: { zh: '腹泻', en: 'Diarrhoea' } },
        {
          code: 'smellOrTaste',
          label: { zh: '嗅觉或味觉减退', en: 'Weaker sense of smell or taste' },
        },
      ],
    },
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
    {
      type: 'region',
      code: 'homeRegion',
      label: { zh: '家庭所在地区', en: 'Where you live' },
      required: true,
    },
    {
      type: 'text',
      code: 'address',
      label: { zh: '家庭详细住址', en: 'Home address' },
      hint: {
        zh: '街道、小区、楼栋和门牌号',
        en: 'Street, neighbourhood, building and number',
      },
      required: true,
      maxLength: 200,
    },
    {
      type: 'longtext',
      code: 'remark',
      label: { zh: '备注信息', en: 'Remark' },
      required: false,
      maxLength: 500,
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
          { field: 'symptoms', equals: 'fever' },
        ],
      },
      advice: {
        zh: '感谢您如实填报。请先在家休息，多喝水，尽量不与他人近距离接触；过一会儿再量一次体温，并拨打下面的电话，会有人告诉您接下来怎么做。如果呼吸困难、胸痛或病情很快加重，请立即拨打 120。',
        en: 'Thank you for telling us. Please rest at home, drink enough, and keep a distance from others. Take your temperature again in a while, and call the number below: somebody will tell you what to do next. If you have trouble breathing, chest pain, or quickly feel worse, call 120 at once.',
      },
    },
    {
      code: 'symptom',
      label: { zh: '有症状', en: 'Symptoms' },
      level: 'symptom',
      when: { field: 'unwell', equals: true },
      advice: {
        zh: '感谢您如实填报。请注意休息，与他人接触时佩戴口罩，留意体温和身体变化。如果感觉加重，或者不知道该怎么办，请拨打下面的电话。',
        en: 'Thank you for telling us. Please rest, wear a mask near others, and watch your temperature and how you feel. If you feel worse, or do not know what to do, call the number below.',
      },
    },
  ],
  doubts: [
    {
      code: 'hot-without-fever',
      question: {
        zh: '您填写的体温不低于 37.3 ℃，却没有选择“发热”。这样填对吗？',
        en: 'The temperature you entered is 37.3 °C or more, but you did not choose fever. Is that right?',
      },
      when: {
        and: [{ field: 'temperature', gte: 37.3 }, { not: { field: 'symptoms', equals: 'fever' } }],
      },
    },
  ],
};
