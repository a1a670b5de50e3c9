import type { Route } from '../../platform/routes.ts';
import { apiKeyRoutes } from './api-keys/routes.ts';
import { placeImportRoutes } from './imports/routes.ts';
import { linkRoutes } from './links/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { scannerRoutes } from './scanners/routes.ts';

export const staffRoutes: Route[] = [
  ...scannerRoutes,
  ...apiKeyRoutes,
  ...placeImportRoutes,
  ...linkRoutes,
  ...memberRoutes,
];
