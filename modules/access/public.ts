/** What other modules may use of `access`. */
export { grantedAccess, permissionsGrantedTo, permissionsHeldBy } from './access.ts';
export { administratorRole, builtInRoles } from './built-in-roles.ts';
export {
  deleteGrant,
  type GrantRow,
  type GrantTable,
  insertGrant,
  listGrants,
  listGrantsOf,
  listHoldersAtRoot,
  listHoldersBelow,
  listShutOut,
  roleOf,
  updateGrantRole,
  updateSuspended,
} from './queries.ts';
export { permissionsOfRole, updateBuiltInRoles } from './roles.ts';
export { covers, type HeldPermission, heldOn } from './rules.ts';
