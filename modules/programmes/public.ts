/** What other modules may use of `programmes`. */

export {
  currentProgramme,
  enrolmentOf,
  formVersion,
  loadProgramme,
  programmeAt,
  programmeByCode,
} from './cache.ts';
export { createProgramme, type NewProgramme } from './create.ts';
export { type Enrolled, enrolPeople } from './enrol.ts';
export {
  type EnrolmentBefore,
  type EnrolmentChange,
  type EnrolmentFacts,
  enrolmentsChanged,
  type FormVersion,
  formsFor,
  type Programme,
  personOf,
  servicesFor,
} from './model.ts';
export { personPermissions, programmePermissions, rosterPermissions } from './permissions.ts';
export {
  type EnrolmentTable,
  type FormVersionTable,
  findProgramme,
  listProgrammes,
  listProgrammesWithin,
  type ProgrammeRow,
  type ProgrammeTable,
  type ProgrammeVersionTable,
} from './queries.ts';
export type { RosterEntry } from './roster-row.ts';
