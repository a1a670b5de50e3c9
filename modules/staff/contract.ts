import { contract, defineProblems, groupPermissions } from '../../platform/contract.ts';
import {
  apiKeyActions,
  apiKeyEndpoints,
  apiKeyPermissions,
  apiKeyProblems,
} from './api-keys/contract.ts';
import { importEndpoints, workbookProblems } from './imports/contract.ts';
import { importActions, importPermissions } from './imports/contract-rows.ts';
import { linkActions, linkEndpoints, linkProblems } from './links/contract.ts';
import {
  memberActions,
  memberEndpoints,
  memberPermissions,
  memberProblems,
} from './members/contract.ts';
import { scannerEndpoints } from './scanners/contract.ts';
import {
  scannerActions,
  scannerPermissions,
  scannerProblems,
} from './scanners/contract-problems.ts';

export { longestKey } from './api-keys/contract.ts';
export type { WorkbookEndpoints } from './imports/contract.ts';
export { memberRowProblems, placeRowProblems } from './imports/contract-rows.ts';
export { staffTypes } from './members/contract.ts';
export { type Act, isScannerRole, type Level, levels } from './scanners/contract.ts';

export const staff = contract('staff', {
  ...linkEndpoints,
  ...memberEndpoints,
  ...scannerEndpoints,
  ...apiKeyEndpoints,
  ...importEndpoints,
});

const ownProblems = defineProblems({
  place_move_gains: {
    status: 403,
    zh: '您在新的上级有而在原来的上级没有某些权限，请由在两处权限相同的人移动。',
    en: 'You may do more at the new place than at the old one. Please ask somebody with the same permissions at both.',
  },
});

export const staffProblems = {
  ...ownProblems,
  ...linkProblems,
  ...memberProblems,
  ...scannerProblems,
  ...apiKeyProblems,
  ...workbookProblems,
};
export const staffPermissions = {
  ...memberPermissions,
  ...importPermissions,
  ...scannerPermissions,
  ...apiKeyPermissions,
};

export const staffActions = {
  ...linkActions,
  ...memberActions,
  ...scannerActions,
  ...apiKeyActions,
  ...importActions,
};

export const staffPermissionGroup = groupPermissions(
  'staff',
  { zh: '员工与站点', en: 'Staff and sites' },
  staffPermissions,
);
