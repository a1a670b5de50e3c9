import type { Module } from '../../platform/module.ts';
import { codesHandlers } from './evaluate/reports.ts';
import { codesRoutes } from './routes.ts';

export const codesModule: Module = {
  name: 'codes',
  folder: import.meta.dirname,
  routes: codesRoutes,
  handlers: codesHandlers,
};
