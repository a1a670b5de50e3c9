/**
 * What the contracts declare, gathered from all modules in their order. The server, the console and
 * the compiler read it: a name that stands in no contract cannot be used anywhere.
 */
import type { Text } from '../platform/contract.ts';
import { codesPermissions } from './codes/contract.ts';
import { everyAuditAction, oversightPermissions } from './oversight/contract.ts';
import { placesPermissions } from './places/contract.ts';
import { programmesPermissions } from './programmes/contract.ts';
import { reportsPermissions } from './reports/contract.ts';
import { screeningPermissions } from './screening/contract.ts';
import { staffPermissions } from './staff/contract.ts';

/** Every permission, as a sentence that says what its holder may do. */
export const permissions = {
  ...placesPermissions,
  ...staffPermissions,
  ...programmesPermissions,
  ...reportsPermissions,
  ...codesPermissions,
  ...screeningPermissions,
  ...oversightPermissions,
} satisfies Record<string, Text>;

/** Every action of the audit trail, in words. */
export const auditActions = everyAuditAction satisfies Record<string, Text>;

declare module '../platform/contract.ts' {
  interface Registry {
    permissions: typeof permissions;
    auditActions: typeof auditActions;
  }
}
