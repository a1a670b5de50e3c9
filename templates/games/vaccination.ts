import type { Condition, FormDefinition } from '../../forms/definition.ts';
import { question } from './question.ts';

const vaccinated: Condition = { field: 'vaccinated', equals: true };

/** SPEC G4.5. */
export const vaccination: FormDefinition = {
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
