import type { Module } from '../../platform/module.ts';
import { peopleProblems } from './contract.ts';
import { sweepSignIns } from './jobs.ts';
import { peopleRoutes } from './routes.ts';

export const peopleModule: Module = {
  name: 'people',
  folder: import.meta.dirname,
  permissions: {},
  problems: peopleProblems,
  routes: peopleRoutes,
  jobs: [sweepSignIns],
};
