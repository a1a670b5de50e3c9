/** What other modules may use of `access`. */
export { grantedAccess, permissionsGrantedTo, permissionsHeldBy } from './access.ts';
export { administrating, administratorRole, builtInRoles } from './built-in-roles.ts';
export {
  countHoldersBelow,
  deleteGrant,
  type GrantRow,
  type GrantTable,
  insertGrant,
  listGrants,
  listGrantsOf,
  listHoldersAtRoot,
  listHoldersBelow,
  listRootHolders,
  listShutOut,
  listShutOutBy,
  roleOf,
  updateGrantRole,
  updateSuspended,
} from './queries.ts';
export { listRoleNamesNear } from './queries-roles.ts';
export { accessRetention } from './retention.ts';
export { roleToGive, updateBuiltInRoles } from './roles.ts';
export { covers, type HeldPermission, heldOn, lostTrees, type RootHolder } from './rules.ts';
