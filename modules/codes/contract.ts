import { contract, groupPermissions } from '../../platform/contract.ts';
import {
  appealActions,
  appealEndpoints,
  appealPermissions,
  appealProblems,
} from './appeals/contract.ts';
import {
  credentialActions,
  credentialEndpoints,
  credentialPermissions,
  credentialProblems,
} from './credentials/contract.ts';
import {
  orderActions,
  orderEndpoints,
  orderPermissions,
  orderProblems,
} from './orders/contract.ts';
import { peopleActions, peopleEndpoints } from './people/contract.ts';
import {
  printedActions,
  printedEndpoints,
  printedPermissions,
  printedProblems,
} from './printed/contract.ts';
import {
  rehearsalActions,
  rehearsalEndpoints,
  rehearsalPermissions,
  rehearsalProblems,
} from './rehearsal/contract.ts';
import { viewActions, viewEndpoints, viewPermissions } from './view/contract.ts';

export { type AppealState, appealStateNames, appealsPerEntry } from './appeals/contract.ts';
export { type OrderState, orderStateNames, ordersPerDay } from './orders/contract.ts';

export const codes = contract('codes', {
  ...viewEndpoints,
  ...peopleEndpoints,
  ...orderEndpoints,
  ...appealEndpoints,
  ...credentialEndpoints,
  ...printedEndpoints,
  ...rehearsalEndpoints,
});

export const codesProblems = {
  ...orderProblems,
  ...appealProblems,
  ...credentialProblems,
  ...printedProblems,
  ...rehearsalProblems,
};

export const codesPermissions = {
  ...viewPermissions,
  ...orderPermissions,
  ...appealPermissions,
  ...credentialPermissions,
  ...printedPermissions,
  ...rehearsalPermissions,
};

export const codesPermissionGroup = groupPermissions(
  'codes',
  { zh: '健康码', en: 'Health codes' },
  codesPermissions,
);

export const codesActions = {
  ...viewActions,
  ...peopleActions,
  ...orderActions,
  ...appealActions,
  ...credentialActions,
  ...printedActions,
  ...rehearsalActions,
};
