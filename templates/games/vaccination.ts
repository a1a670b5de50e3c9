import type { Condition, FormDefinition, Option } from '../../forms/definition.ts';
import { question } from './question.ts';

const vaccinated: Condition = { field: 'vaccinated', equals: true };

/** Those that were given to many people by 2022, as records name them. */
const vaccines: Option[] = [
  {
    code: 'sinopharm-beijing',
    label: { zh: '国药集团北京所（众爱可维 BBIBP-CorV）', en: 'Sinopharm Beijing (BBIBP-CorV)' },
  },
  { code: 'sinopharm-wuhan', label: { zh: '国药集团武汉所（众康可维）', en: 'Sinopharm Wuhan' } },
  { code: 'sinovac', label: { zh: '科兴（克尔来福 CoronaVac）', en: 'Sinovac (CoronaVac)' } },
  { code: 'cansino', label: { zh: '康希诺（克威莎 Ad5-nCoV）', en: 'CanSino (Convidecia)' } },
  {
    code: 'zhifei',
    label: { zh: '智飞龙科马（智克威得 ZF2001）', en: 'Zhifei (Zifivax, ZF2001)' },
  },
  { code: 'biontech', label: { zh: '辉瑞/BioNTech（复必泰）', en: 'Pfizer/BioNTech (Comirnaty)' } },
  { code: 'moderna', label: { zh: '莫德纳（Spikevax）', en: 'Moderna (Spikevax)' } },
  { code: 'astrazeneca', label: { zh: '阿斯利康（Vaxzevria）', en: 'AstraZeneca (Vaxzevria)' } },
  { code: 'covishield', label: { zh: 'Covishield', en: 'Covishield' } },
  { code: 'janssen', label: { zh: '强生（Janssen）', en: 'Johnson & Johnson (Janssen)' } },
  { code: 'novavax', label: { zh: '诺瓦瓦克斯（Nuvaxovid）', en: 'Novavax (Nuvaxovid)' } },
  { code: 'covaxin', label: { zh: 'Covaxin', en: 'Covaxin' } },
  { code: 'sputnik', label: { zh: '卫星五号（Sputnik V）', en: 'Sputnik V' } },
  { code: 'other', label: { zh: '其他', en: 'Other' } },
];

/** SPEC G4.5. */
export const vaccination: FormDefinition = {
  code: 'vaccination',
  icon: 'vaccine',
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
      ascending: 'date',
      showWhen: vaccinated,
      fields: [
        {
          type: 'choice',
          code: 'vaccine',
          label: { zh: '疫苗名称', en: 'Vaccine' },
          hint: {
            zh: '请按接种记录选择；没有列出的请选“其他”。',
            en: 'As it stands in the record. If it is not listed, choose “Other”.',
          },
          required: true,
          options: vaccines,
        },
        {
          type: 'text',
          code: 'otherVaccine',
          label: { zh: '其他疫苗的名称', en: 'Name of the other vaccine' },
          hint: { zh: '请按接种记录填写', en: 'As it stands in the record' },
          required: true,
          maxLength: 100,
          showWhen: { field: 'vaccine', equals: 'other' },
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
