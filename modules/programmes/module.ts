import type { ProgrammeTemplate } from '../../forms/programme.ts';
import type { Module } from '../../platform/module.ts';
import { enrolmentRoutes } from './enrolment/routes.ts';
import { formRoutes } from './forms/routes.ts';
import { programmesHandlers } from './handlers.ts';
import { identityRoutes } from './identity/routes.ts';
import { forgetRosters, resumeRosters, rosterWork } from './imports/jobs.ts';
import { importRoutes } from './imports/routes.ts';
import { mergeRoutes } from './merges/routes.ts';
import { moveRoutes } from './moves/routes.ts';
import { offerRoutes } from './offers/routes.ts';
import { programmesRoutes } from './programme/routes.ts';
import { publicationWork, resumePublications } from './publications/jobs.ts';
import { publicationRoutes } from './publications/routes.ts';
import { registrationRoutes } from './registration/routes.ts';
import { settingsRoutes } from './settings/routes.ts';

/** `templates` are what new programmes can be made from; the module itself knows none. */
export function programmesModule(templates: readonly ProgrammeTemplate[]): Module {
  return {
    name: 'programmes',
    folder: import.meta.dirname,
    routes: [
      ...programmesRoutes(templates),
      ...identityRoutes,
      ...formRoutes,
      ...enrolmentRoutes,
      ...importRoutes,
      ...registrationRoutes,
      ...mergeRoutes,
      ...moveRoutes,
      ...settingsRoutes,
      ...publicationRoutes,
      ...offerRoutes(templates),
    ],
    handlers: programmesHandlers,
    jobs: [rosterWork, resumeRosters, forgetRosters, publicationWork, resumePublications],
  };
}
