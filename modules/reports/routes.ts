import type { Route } from '../../platform/routes.ts';
import { alertRoutes } from './alerts/routes.ts';
import { daysEffectRoutes } from './days-effect/routes.ts';
import { exportRoutes } from './export/routes.ts';
import { participantRoutes } from './participant/routes.ts';
import { photoRoutes } from './photos/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { submitRoutes } from './submit/routes.ts';

export const reportsRoutes: Route[] = [
  ...submitRoutes,
  ...participantRoutes,
  ...photoRoutes,
  ...alertRoutes,
  ...staffRoutes,
  ...daysEffectRoutes,
  ...exportRoutes,
];
