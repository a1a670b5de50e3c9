import type { ProgrammeIdentity } from '../../forms/programme.ts';
import { guide } from './guide.ts';

/** Jilin's health code, by whose handbook the template was made (SPEC J). */
export const example: ProgrammeIdentity = {
  name: { zh: '吉林省健康码“吉祥码”', en: 'Jixiang Code, the health code of Jilin' },
  shortName: { zh: '吉祥码', en: 'Jixiang Code' },
  organiser: { zh: '吉林省', en: 'Jilin Province' },
  contacts: { phone: '+86431-12345', mail: 'help@jixiangma.example', cards: [] },
  groups: [
    {
      code: 'residents',
      name: { zh: '居民', en: 'Residents' },
      services: ['code', 'report', 'support', 'guide'],
    },
  ],
  pages: [guide],
};
