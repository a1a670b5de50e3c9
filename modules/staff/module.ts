import type { Module } from '../../platform/module.ts';
import { staffProblems } from './contract.ts';
import { staffPermissions } from './permissions.ts';
import { staffRoutes } from './routes.ts';

export const staffModule: Module = {
  name: 'staff',
  folder: import.meta.dirname,
  permissions: staffPermissions,
  problems: staffProblems,
  routes: staffRoutes,
};
