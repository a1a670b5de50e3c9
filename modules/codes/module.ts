import { on } from '../../platform/events.ts';
import type { Module } from '../../platform/module.ts';
import { rulesProposed } from '../programmes/public.ts';
import { passOnAppeals } from './appeals/jobs.ts';
import { sweepCredentials } from './credentials/actions.ts';
import type { MeasurementsOf } from './evaluate/history.ts';
import { mergeHandlers } from './evaluate/merges.ts';
import { recolourHandlers } from './evaluate/recolour.ts';
import { codesHandlers } from './evaluate/reports.ts';
import { countColoursJob } from './figures/jobs.ts';
import { forgetContentsJob } from './ledger/jobs.ts';
import { phoneHandlers } from './phones/actions.ts';
import { requireRehearsed } from './rehearsal/actions.ts';
import { forgetRehearsals, rehearsalWork, resumeRehearsals } from './rehearsal/jobs.ts';
import { rehearsalRoutes } from './rehearsal/routes.ts';
import { codesRoutes } from './routes.ts';
import { rotateKeysJob } from './signing-keys/actions.ts';

/** `measurementsOf` tells what the module to the right has on record that measures temperatures. */
export function codesModule(measurementsOf: MeasurementsOf): Module {
  const rehearsals = rehearsalWork(measurementsOf);
  return {
    name: 'codes',
    folder: import.meta.dirname,
    routes: [...codesRoutes, ...rehearsalRoutes(rehearsals)],
    handlers: [
      ...codesHandlers,
      ...mergeHandlers,
      ...recolourHandlers(measurementsOf),
      on(rulesProposed, requireRehearsed),
      ...phoneHandlers,
    ],
    jobs: [
      ...[countColoursJob, forgetContentsJob, passOnAppeals, rotateKeysJob, sweepCredentials],
      ...[rehearsals, resumeRehearsals(rehearsals), forgetRehearsals],
    ],
  };
}
