import type { Module } from '../../platform/module.ts';
import { reportsProblems } from './contract.ts';
import { sumUp } from './counts/jobs.ts';
import { reportsHandlers } from './periods/handlers.ts';
import { personPermissions, reportPermissions } from './permissions.ts';
import { reportsRoutes } from './routes.ts';

export const reportsModule: Module = {
  name: 'reports',
  folder: import.meta.dirname,
  permissions: {
    reportRead: reportPermissions.read,
    reportRemind: reportPermissions.remind,
    reportExport: reportPermissions.export,
    personRead: personPermissions.read,
  },
  problems: reportsProblems,
  routes: reportsRoutes,
  handlers: reportsHandlers,
  jobs: [sumUp],
};
