import type { Condition, FormDefinition, Option } from '../../forms/definition.ts';

const results: Option[] = [
  { code: 'positive', label: { zh: '阳性', en: 'Positive' } },
  { code: 'negative', label: { zh: '阴性', en: 'Negative' } },
  { code: 'untested', label: { zh: '未检测', en: 'Not tested' } },
];

/** Also while nothing is chosen yet, so that a person sees at once what will be asked. */
const tested: Condition = { field: 'result', notEquals: 'untested' };
const igmTested: Condition = { field: 'igmResult', in: ['positive', 'negative'] };

/** SPEC G4.6. */
export const laboratory: FormDefinition = {
  code: 'laboratory',
  icon: 'laboratory',
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
      type: 'declaration',
      code: 'declaration',
      label: { zh: '承诺', en: 'Declaration' },
      text: {
        zh: '本人承诺，已按主办方对登机前检测的要求，完成所有新冠肺炎相关检测，并将随身携带检测报告，以备核实。',
        en: 'I promise that I have taken all COVID-19 tests that the organisers ask for before boarding, and that I will carry the reports with me for verification.',
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
      advice: {
        zh: '感谢您如实填报。请先留在住处，不要与他人近距离接触，也先不要出行，并拨打下面的电话，会有人告诉您接下来怎么做。',
        en: 'Thank you for telling us. Please stay where you are, keep away from others and do not travel for now. Call the number below: somebody will tell you what to do next.',
      },
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
