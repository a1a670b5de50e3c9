import { defineWords } from '../i18n.ts';

export const words = defineWords('regions', {
  zh: {
    province: '省、自治区、直辖市',
    city: '市、州、区县',
    county: '区、县、市',
    retry: '重试',
  },
  en: {
    province: 'Province or municipality',
    city: 'City, prefecture or district',
    county: 'District or county',
    retry: 'Try again',
  },
});
