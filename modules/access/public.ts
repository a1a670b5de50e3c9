/** What other modules may use of `access`. */
export { grantedAccess } from './access.ts';
export {
  countAtRoot,
  deleteGrant,
  type GrantRow,
  type GrantTable,
  insertGrant,
  listGrants,
  listGrantsOf,
  type Role,
} from './queries.ts';
