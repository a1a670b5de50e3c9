/** What other modules, composition and tests may use of `people`. */

export { addRealm, cardOf, resetSignIn, shownName } from './accounts.ts';
export { hashAnswer, hashSecret } from './passwords.ts';
export { staffPermissions } from './permissions.ts';
export {
  type AccountTable,
  accountNames,
  activatedApps,
  findPersonByCard,
  type IdentifierTable,
  type KeptAnswer,
  type MembershipTable,
  namesOf,
  type PersonTable,
  type RealmTable,
} from './queries.ts';
export { insertAccount } from './queries-accounts.ts';
export { type LetIn, liveSession } from './queries-sessions.ts';
export { staffRealm } from './queries-staff.ts';
export { initialPurpose, previewPeople, type RosterAnswer, upsertPeople } from './roster.ts';
export { cardLookup, type RosterPerson, type RosterRefusal } from './rules-roster.ts';
export {
  endSessionsOf,
  type NewSession,
  noteUse,
  openSession,
  sessions,
  type UsedSession,
} from './sessions.ts';
export {
  createStaff,
  firstAdministratorLink,
  type NewStaff,
  oneTimePassword,
} from './staff.ts';
