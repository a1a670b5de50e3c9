import type { Module } from '../../platform/module.ts';
import { sumUp } from './counts/jobs.ts';
import { reportsHandlers } from './periods/handlers.ts';
import { reportsRoutes } from './routes.ts';

export const reportsModule: Module = {
  name: 'reports',
  folder: import.meta.dirname,
  routes: reportsRoutes,
  handlers: reportsHandlers,
  jobs: [sumUp],
};
