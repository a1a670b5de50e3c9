import type { Module } from '../../platform/module.ts';
import { oversightRoutes } from './routes.ts';

export const oversightModule: Module = {
  name: 'oversight',
  folder: import.meta.dirname,
  routes: oversightRoutes,
};
