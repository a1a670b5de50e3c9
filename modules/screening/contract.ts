import { contract, groupPermissions } from '../../platform/contract.ts';
import { alertActions, alertEndpoints, alertProblems } from './alerts/contract.ts';
import { assistedActions, assistedEndpoints, assistedProblems } from './assisted/contract.ts';
import {
  checkActions,
  checkEndpoints,
  checkPermissions,
  checkProblems,
} from './checks/contract.ts';
import { lookActions, lookEndpoints, lookProblems } from './look/contract.ts';
import {
  managementActions,
  managementEndpoints,
  managementPermissions,
  managementProblems,
} from './management/contract.ts';
import { recordActions, recordEndpoints } from './records/contract.ts';

export { documentEndingLength } from './contract-schemas.ts';
export { checkWayNames, conflictNames, unconfirmedName } from './management/contract.ts';

export const screening = contract('screening', {
  ...lookEndpoints,
  ...checkEndpoints,
  ...assistedEndpoints,
  ...recordEndpoints,
  ...alertEndpoints,
  ...managementEndpoints,
});

export const screeningProblems = {
  ...lookProblems,
  ...checkProblems,
  ...assistedProblems,
  ...alertProblems,
  ...managementProblems,
};

export const screeningPermissions = { ...checkPermissions, ...managementPermissions };

export const screeningPermissionGroup = groupPermissions(
  'screening',
  { zh: '排查登记', en: 'Checks at sites' },
  screeningPermissions,
);

export const screeningActions = {
  ...lookActions,
  ...checkActions,
  ...assistedActions,
  ...recordActions,
  ...alertActions,
  ...managementActions,
};
