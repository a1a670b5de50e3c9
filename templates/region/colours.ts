import type { ColourRules } from '../../forms/colours.ts';
import { personal } from './personal.ts';

/** In degrees Celsius; from this on a temperature is high. */
const fever = 37.3;

/** What the colours of the code mean (SPEC J3). */
export const colours: ColourRules = {
  forms: [personal.code],
  green: {
    label: { zh: '近期上报未见异常', en: 'Nothing unusual in your recent reports' },
    advice: {
      zh: '请继续做好个人防护；身体状况有变化时，请及时上报。',
      en: 'Please keep protecting yourself and others, and report when something changes.',
    },
  },
  grey: {
    label: { zh: '没有近 14 天内的上报', en: 'No report within the last 14 days' },
    advice: {
      zh: '请填写“个人信息上报”，提交后即可看到您的码色。',
      en: 'Please fill in a personal report. You will see your colour as soon as it is sent.',
    },
    afterDays: 14,
  },
  rules: [
    {
      code: 'fever',
      colour: 'yellow',
      label: { zh: '体温达到或超过 37.3 ℃', en: 'A temperature of 37.3 °C or more' },
      advice: {
        zh: '请先在家休息，过一会儿再量一次体温；如有不适，请联系社区或就医。扫码员测得体温正常后，这一状态随即结束。',
        en: 'Please rest at home and take your temperature again in a while; if you feel unwell, contact your community or see a doctor. This ends at once when a scanner measures a normal temperature.',
      },
      reports: [{ form: personal.code, when: { field: 'temperature', gte: fever } }],
      measured: { gte: fever },
      ends: { afterDays: 7, cleanReport: true, normalMeasurement: true },
    },
    {
      code: 'symptoms',
      colour: 'yellow',
      label: { zh: '上报了症状', en: 'You reported symptoms' },
      advice: {
        zh: '请注意休息，减少与他人接触，出门请佩戴口罩；症状加重时请就医。症状消失后，请再上报一次。',
        en: 'Please rest, keep a distance from others and wear a mask outside; see a doctor if you feel worse. Report again once the symptoms have gone.',
      },
      reports: [{ form: personal.code, when: { field: 'unwell', equals: true } }],
      ends: { afterDays: 7, cleanReport: true },
    },
    {
      code: 'contact',
      colour: 'orange',
      label: { zh: '密切接触者', en: 'Close contact of a case' },
      advice: {
        zh: '请按卫生健康部门的要求观察，不要前往公共场所。',
        en: 'Please follow what the health authority told you, and do not go to public places.',
      },
      byHand: true,
      ends: {},
    },
    {
      code: 'case',
      colour: 'red',
      label: { zh: '确诊或疑似病例', en: 'Confirmed or suspected case' },
      advice: {
        zh: '请配合医疗机构治疗和观察，不要离开指定场所。',
        en: 'Please follow the instructions of your hospital, and do not leave the place you were assigned to.',
      },
      byHand: true,
      ends: {},
    },
  ],
  appealDays: 3,
};
