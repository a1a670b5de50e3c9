import { defineProblems } from '../../../platform/contract.ts';
import { RegistrationGiven, SignedIn } from '../../people/contract.ts';

export const registrationEndpoints = {
  register: {
    method: 'POST',
    path: '/registration',
    summary:
      'Registering, last step: who somebody is. Whoever is on record already says the code that the phone on record got. Signs in',
    body: RegistrationGiven,
    response: SignedIn,
  },
} as const;

export const registrationProblems = defineProblems({
  registration_closed: {
    status: 403,
    zh: '这个项目已经结束，不能再注册。',
    en: 'This programme is over. Nobody can register any more.',
  },
});
