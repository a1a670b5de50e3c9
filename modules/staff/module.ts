import type { Module } from '../../platform/module.ts';
import { staffHandlers } from './handlers.ts';
import { forgetPlaceImports, placeImportWork, resumePlaceImports } from './imports/jobs.ts';
import { staffRoutes } from './routes.ts';

export const staffModule: Module = {
  name: 'staff',
  folder: import.meta.dirname,
  routes: staffRoutes,
  handlers: staffHandlers,
  jobs: [placeImportWork, resumePlaceImports, forgetPlaceImports],
};
