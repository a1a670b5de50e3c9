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

/** Whoever made an account can sign in with it: for so many days both count as one. */
export const oneHandDays = 7;

/** Of two who must be two people, wherever one decides what the other has asked for. */
const twoPeopleProblems = defineProblems({
  accounts_of_one_hand: {
    status: 403,
    zh: '您和提出者中，有一人在最近 {days} 天内为另一人开设账号、授予角色、登记手机号或重置密码，须由第三人审批。',
    en: 'One of you two made the other’s account, gave it a role, entered its phone or reset its password within the last {days} days. Somebody else must approve this.',
  },
});

export const staffProblems = {
  ...ownProblems,
  ...twoPeopleProblems,
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
