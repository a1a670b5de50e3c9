import type { FormDefinition } from '../../forms/definition.ts';

/** What a scanner may note of somebody at a site, beside the temperature (SPEC J7). All of it may be left out. */
export const atTheGate: FormDefinition = {
  code: 'at-the-gate',
  title: { zh: '症状与来源地', en: 'Symptoms and origin' },
  fields: [
    {
      type: 'choices',
      code: 'symptoms',
      label: { zh: '现场看到的症状', en: 'Symptoms seen' },
      required: false,
      options: [
        { code: 'cough', label: { zh: '咳嗽', en: 'Cough' } },
        { code: 'breathing', label: { zh: '呼吸困难', en: 'Difficulty breathing' } },
        { code: 'fatigue', label: { zh: '乏力', en: 'Fatigue' } },
      ],
    },
    {
      type: 'region',
      code: 'from',
      label: { zh: '从哪里来', en: 'Came from' },
      hint: { zh: '从外地来的人员填写', en: 'For people who come from elsewhere' },
      required: false,
    },
  ],
};
