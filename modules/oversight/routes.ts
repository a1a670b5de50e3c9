import { type Route, route } from '../../platform/routes.ts';
import { oversight } from './contract.ts';
import { auditPermissions } from './permissions.ts';
import { auditTrail } from './trail.ts';

export const oversightRoutes: Route[] = [
  route(oversight.audit, auditPermissions.read, ({ platform, scope, query }) =>
    auditTrail(platform, scope, query),
  ),
];
