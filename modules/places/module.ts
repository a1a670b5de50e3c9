import type { Module } from '../../platform/module.ts';
import { placesProblems } from './contract.ts';
import { placePermissions } from './permissions.ts';
import { placesRoutes } from './routes.ts';

export const placesModule: Module = {
  name: 'places',
  folder: import.meta.dirname,
  permissions: placePermissions,
  problems: placesProblems,
  routes: placesRoutes,
};
