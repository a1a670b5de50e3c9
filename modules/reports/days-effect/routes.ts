import { type Route, route } from '../../../platform/routes.ts';
import { reports } from '../contract.ts';
import { daysEffect } from './reads.ts';

export const daysEffectRoutes: Route[] = [
  route(reports.daysEffect, 'programme.change', ({ platform, scope, query }) =>
    daysEffect(platform, scope, query),
  ),
];
