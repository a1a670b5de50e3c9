import type { ProgrammeTemplate } from '../../forms/programme.ts';
import type { Module } from '../../platform/module.ts';
import { programmesProblems } from './contract.ts';
import { enrolmentRoutes } from './enrolment/routes.ts';
import { forgetRosters, resumeRosters, rosterWork } from './imports/jobs.ts';
import { importRoutes } from './imports/routes.ts';
import { personPermissions, programmePermissions, rosterPermissions } from './permissions.ts';
import { programmesRoutes } from './programme/routes.ts';

/** `templates` are what new programmes can be made from; the module itself knows none. */
export function programmesModule(templates: readonly ProgrammeTemplate[]): Module {
  return {
    name: 'programmes',
    folder: import.meta.dirname,
    permissions: {
      createProgramme: programmePermissions.create,
      readProgramme: programmePermissions.read,
      readRoster: rosterPermissions.read,
      importRoster: rosterPermissions.import,
      resetPerson: personPermissions.reset,
    },
    problems: programmesProblems,
    routes: [...programmesRoutes(templates), ...enrolmentRoutes, ...importRoutes],
    jobs: [rosterWork, resumeRosters, forgetRosters],
  };
}
