import { contract } from '../../platform/contract.ts';
import { accountActions, accountEndpoints, accountProblems } from './accounts/contract.ts';
import { captchaEndpoints, captchaProblems } from './captcha/contract.ts';
import { firstSignInEndpoints, firstSignInProblems } from './first-sign-in/contract.ts';
import { recoveryEndpoints, recoveryProblems } from './recovery/contract.ts';
import {
  registrationActions,
  registrationEndpoints,
  registrationProblems,
} from './registration/contract.ts';
import { sessionEndpoints } from './sessions/contract.ts';
import { settingEndpoints, settingProblems } from './settings/contract.ts';
import { signInEndpoints, signInProblems } from './sign-in/contract.ts';
import { throttlingProblems } from './throttling/contract.ts';
import { codeEndpoints, codeProblems } from './verification-codes/contract.ts';
import { wechatActions, wechatEndpoints, wechatProblems } from './wechat/contract.ts';

export { Me, SignedIn } from './contract-schemas.ts';
export { type Likeness, likenesses } from './merging/contract.ts';
export { RegistrationGiven } from './registration/contract.ts';

export const people = contract('people', {
  ...captchaEndpoints,
  ...codeEndpoints,
  ...signInEndpoints,
  ...firstSignInEndpoints,
  ...sessionEndpoints,
  ...accountEndpoints,
  ...settingEndpoints,
  ...recoveryEndpoints,
  ...registrationEndpoints,
  ...wechatEndpoints,
});

export const peopleProblems = {
  ...captchaProblems,
  ...codeProblems,
  ...signInProblems,
  ...throttlingProblems,
  ...firstSignInProblems,
  ...accountProblems,
  ...settingProblems,
  ...recoveryProblems,
  ...registrationProblems,
  ...wechatProblems,
};

// Left out of what does not show the audit trail, which a spread would not be.
export const peopleActions = /* @__PURE__ */ Object.assign(
  {},
  accountActions,
  registrationActions,
  wechatActions,
);
