/** What other modules may use of `programmes`. */

export { type EnrolOutcome, enrolPeople } from './enrolment/enrol.ts';
export { enrolmentOf } from './enrolment/find.ts';
export { withIdentifiers } from './enrolment/identifiers.ts';
export { placesInOrder } from './enrolment/order.ts';
export {
  type KeyOrder,
  nameInOrder,
  orderKey,
  standsFrom,
  standsNear,
} from './enrolment/queries-order.ts';
export { withdrawPeople } from './enrolment/withdraw.ts';
export { checkFormAt, isOfferedAt, type Placements } from './forms/placement-rules.ts';
export { placementsOf } from './forms/placements.ts';
export { listImportNews } from './imports/queries-news.ts';
export { type RecordsMerged, recordsMerged } from './merges/events.ts';
export {
  type JoinedRecord,
  listMergedInto,
  listMergedPeople,
  listSurvivors,
} from './merges/queries.ts';
export {
  colourRulesChanged,
  type EnrolmentBefore,
  type EnrolmentChange,
  type EnrolmentFacts,
  enrolmentsChanged,
  type FormVersion,
  formsFor,
  type Programme,
  personOf,
  type Recoloured,
  type RulesProposal,
  rulesProposed,
  servicesFor,
} from './model.ts';
export { enterOrigins, listWaitingOffers, type Waiting } from './offers/start.ts';
export {
  allFormVersions,
  currentProgramme,
  formVersion,
  formVersionsOf,
  loadProgramme,
  programmeAt,
  programmeByCode,
} from './programme/cache.ts';
export { createProgramme, type NewProgramme } from './programme/create.ts';
export { daysFollowing, requireDays } from './programme/days.ts';
export { publishVersion } from './programme/publish.ts';
export {
  findProgramme,
  listProgrammes,
  listProgrammesAbove,
  listProgrammesInScope,
  type ProgrammeAbove,
  versionAt,
  wasScreeningForm,
} from './programme/queries.ts';
export {
  auditEntries,
  ownProgramme,
  type ProgrammeView,
  resolveProgramme,
} from './programme/resolve-programme.ts';
export { coloursFollow } from './publications/queries.ts';
export { registeringFor } from './registration/actions.ts';
export {
  holdKeptDays,
  listEnrolled,
  listEnrolmentsAfter,
  listKeptDays,
  programmesRetention,
  setKeptDays,
} from './retention.ts';
export type { RosterEntry } from './roster/rows.ts';
export { findProposed, type ProposedProgramme } from './settings/proposed.ts';
export { isAskedFor } from './settings/queries.ts';
export type {
  EnrolmentTable,
  ProgrammeTable,
  ProgrammeVersionTable,
} from './tables.ts';
