import type { Module } from '../../platform/module.ts';
import { passOnAppeals } from './appeals/jobs.ts';
import { sweepCredentials } from './credentials/actions.ts';
import { mergeHandlers } from './evaluate/merges.ts';
import { codesHandlers } from './evaluate/reports.ts';
import { countColoursJob } from './figures/jobs.ts';
import { forgetContentsJob } from './ledger/jobs.ts';
import { phoneHandlers } from './phones/actions.ts';
import { codesRoutes } from './routes.ts';
import { rotateKeysJob } from './signing-keys/actions.ts';

export const codesModule: Module = {
  name: 'codes',
  folder: import.meta.dirname,
  routes: codesRoutes,
  handlers: [...codesHandlers, ...mergeHandlers, ...phoneHandlers],
  jobs: [countColoursJob, forgetContentsJob, passOnAppeals, rotateKeysJob, sweepCredentials],
};
