import type { Module } from '../../platform/module.ts';
import { sendCode } from './codes/actions.ts';
import { sweepSignIns } from './jobs.ts';
import { peopleRoutes } from './routes.ts';

export const peopleModule: Module = {
  name: 'people',
  folder: import.meta.dirname,
  routes: peopleRoutes,
  jobs: [sweepSignIns, sendCode],
};
