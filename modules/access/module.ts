import type { Module } from '../../platform/module.ts';
import { accessRoutes } from './routes.ts';

export const accessModule: Module = {
  name: 'access',
  folder: import.meta.dirname,
  routes: accessRoutes,
};
