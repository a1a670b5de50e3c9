import type { Module } from '../../platform/module.ts';
import { staffHandlers } from './handlers.ts';
import { forgetWorkbooks, resumeWorkbooks, workbookWork } from './imports/jobs.ts';
import { staffRoutes } from './routes.ts';

export const staffModule: Module = {
  name: 'staff',
  folder: import.meta.dirname,
  routes: staffRoutes,
  handlers: staffHandlers,
  jobs: [workbookWork, resumeWorkbooks, forgetWorkbooks],
};
