import type { Module } from '../../platform/module.ts';
import { pruneTrailJob, resumeRetentionJob, retentionJob } from './retention/jobs.ts';
import { oversightRoutes } from './routes.ts';
import { unusualHandlers } from './unusual/handlers.ts';
import { tellOthersJob } from './webhooks/jobs.ts';

export const oversightModule: Module = {
  name: 'oversight',
  folder: import.meta.dirname,
  routes: oversightRoutes,
  jobs: [tellOthersJob, retentionJob, resumeRetentionJob, pruneTrailJob],
  handlers: unusualHandlers,
};
