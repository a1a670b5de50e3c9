import type { Module } from '../../platform/module.ts';
import { sweepSignIns } from './jobs.ts';
import { peopleRoutes } from './routes.ts';
import { sendCode } from './verification-codes/actions.ts';

export const peopleModule: Module = {
  name: 'people',
  folder: import.meta.dirname,
  routes: peopleRoutes,
  jobs: [sweepSignIns, sendCode],
};
