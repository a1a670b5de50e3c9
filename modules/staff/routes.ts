import type { Route } from '../../platform/routes.ts';
import { apiKeyRoutes } from './api-keys/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { linkRoutes } from './links/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { scannerRoutes } from './scanners/routes.ts';

export const staffRoutes: Route[] = [
  ...scannerRoutes,
  ...apiKeyRoutes,
  ...importRoutes,
  ...linkRoutes,
  ...memberRoutes,
];
