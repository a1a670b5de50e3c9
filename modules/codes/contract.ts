import { contract } from '../../platform/contract.ts';
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
import {
  printedActions,
  printedEndpoints,
  printedPermissions,
  printedProblems,
} from './printed/contract.ts';
import { viewActions, viewEndpoints, viewPermissions } from './view/contract.ts';

export { type OrderState, orderStateNames, ordersPerDay } from './orders/contract.ts';

export const codes = contract('codes', {
  ...viewEndpoints,
  ...orderEndpoints,
  ...credentialEndpoints,
  ...printedEndpoints,
});

export const codesProblems = { ...orderProblems, ...credentialProblems, ...printedProblems };

export const codesPermissions = {
  ...viewPermissions,
  ...orderPermissions,
  ...credentialPermissions,
  ...printedPermissions,
};

export const codesActions = {
  ...viewActions,
  ...orderActions,
  ...credentialActions,
  ...printedActions,
};
