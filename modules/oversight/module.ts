import type { Module } from '../../platform/module.ts';
import { auditPermissions } from './permissions.ts';
import { oversightRoutes } from './routes.ts';

export const oversightModule: Module = {
  name: 'oversight',
  folder: import.meta.dirname,
  permissions: auditPermissions,
  problems: {},
  routes: oversightRoutes,
};
