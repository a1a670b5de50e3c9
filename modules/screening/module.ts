import type { Module } from '../../platform/module.ts';
import { sumUpChecksJob } from './figures/jobs.ts';
import { sweepChecks } from './jobs.ts';
import { screeningRoutes } from './routes.ts';

export const screeningModule: Module = {
  name: 'screening',
  folder: import.meta.dirname,
  routes: screeningRoutes,
  jobs: [sumUpChecksJob, sweepChecks],
};
