import type { Module } from '../../platform/module.ts';
import { sweepFamily } from './jobs.ts';
import { familyRoutes } from './routes.ts';

export const familyModule: Module = {
  name: 'family',
  folder: import.meta.dirname,
  routes: familyRoutes,
  jobs: [sweepFamily],
};
