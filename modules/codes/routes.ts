import type { Route } from '../../platform/routes.ts';
import { credentialRoutes } from './credentials/routes.ts';

export const codesRoutes: Route[] = [...credentialRoutes];
