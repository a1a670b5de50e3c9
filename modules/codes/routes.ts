import type { Route } from '../../platform/routes.ts';
import { appealRoutes } from './appeals/routes.ts';
import { credentialRoutes } from './credentials/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { printedRoutes } from './printed/routes.ts';
import { viewRoutes } from './view/routes.ts';

export const codesRoutes: Route[] = [
  ...viewRoutes,
  ...peopleRoutes,
  ...orderRoutes,
  ...appealRoutes,
  ...credentialRoutes,
  ...printedRoutes,
];
