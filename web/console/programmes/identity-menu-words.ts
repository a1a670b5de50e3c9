import { defineWords } from '../../shared/i18n.ts';

/** What the menu says of a programme's details, which every page of the console loads. */
export const identityMenuWords = defineWords('console-identity-menu', {
  zh: {
    identity: '项目信息',
  },
  en: {
    identity: 'Programme details',
  },
});
