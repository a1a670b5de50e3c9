/**
 * What the contracts declare, gathered from all modules in their order. The server, the console and
 * the compiler read it: a name that stands in no contract cannot be used anywhere.
 */
import type { PermissionGroup, PermissionText, Text } from '../platform/contract.ts';
import { accessPermissionGroup, accessPermissions } from './access/contract.ts';
import { codesPermissionGroup, codesPermissions } from './codes/contract.ts';
import { feedbackPermissionGroup, feedbackPermissions } from './feedback/contract.ts';
import {
  everyAuditAction,
  oversightPermissionGroup,
  oversightPermissions,
} from './oversight/contract.ts';
import { placesPermissionGroup, placesPermissions } from './places/contract.ts';
import { programmesPermissionGroup, programmesPermissions } from './programmes/contract.ts';
import { reportsPermissionGroup, reportsPermissions } from './reports/contract.ts';
import { screeningPermissionGroup, screeningPermissions } from './screening/contract.ts';
import { staffPermissionGroup, staffPermissions } from './staff/contract.ts';

/** Every permission, as a sentence that says what its holder may do. */
export const permissions = {
  ...placesPermissions,
  ...accessPermissions,
  ...staffPermissions,
  ...programmesPermissions,
  ...reportsPermissions,
  ...codesPermissions,
  ...screeningPermissions,
  ...feedbackPermissions,
  ...oversightPermissions,
} satisfies Record<string, PermissionText>;

/** The same under the headings of the modules: as a tree, in which roles are put together. */
export const permissionGroups: readonly PermissionGroup[] = [
  placesPermissionGroup,
  accessPermissionGroup,
  staffPermissionGroup,
  programmesPermissionGroup,
  reportsPermissionGroup,
  codesPermissionGroup,
  screeningPermissionGroup,
  feedbackPermissionGroup,
  oversightPermissionGroup,
];

/** Every action of the audit trail, in words. */
export const auditActions = everyAuditAction satisfies Record<string, Text>;

declare module '../platform/contract.ts' {
  interface Registry {
    permissions: typeof permissions;
    auditActions: typeof auditActions;
  }
}
