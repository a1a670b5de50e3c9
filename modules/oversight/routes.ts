import { type Route, route } from '../../platform/routes.ts';
import { oversight } from './contract.ts';
import { auditTrail } from './trail.ts';

export const oversightRoutes: Route[] = [
  route(oversight.audit, 'audit.read', ({ platform, scope, query }) =>
    auditTrail(platform, scope, query),
  ),
];
