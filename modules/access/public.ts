/** What other modules may use of `access`. */
export { grantedAccess, heldBy } from './access.ts';
export { administratorRole } from './built-in-roles.ts';
export {
  anyoneAtRoot,
  deleteGrant,
  type GrantRow,
  type GrantTable,
  insertGrant,
  listGrants,
  listGrantsOf,
  roleOf,
} from './queries.ts';
export { bringBuiltInRoles, permissionsOfRole } from './roles.ts';
export { covers, type Held } from './rules.ts';
