/** What other modules, composition and tests may use of `people`. */

export { addRealm, cardOf, resetSignIn, shownName } from './accounts.ts';
export { setSessionCookie } from './cookies.ts';
export { meOf } from './me.ts';
export { hashAnswer, hashSecret } from './passwords.ts';
export {
  type AccountTable,
  accountNames,
  activatedApps,
  findPersonByCard,
  type IdentifierTable,
  type KeptAnswer,
  type MembershipTable,
  namesOf,
  type PeopleTables,
  type PersonTable,
  type RealmTable,
} from './queries.ts';
export { insertAccount } from './queries-accounts.ts';
export { type LetIn, liveSession } from './queries-sessions.ts';
export { initialPurpose, previewPeople, type RosterAnswer, upsertPeople } from './roster.ts';
export { passwordProblems } from './rules-passwords.ts';
export {
  cardLookup,
  type IdentifierKind,
  type Refused,
  type RosterIdentifier,
  type RosterPerson,
  type RosterRefusal,
} from './rules-roster.ts';
export {
  endSessionsOf,
  type NewSession,
  newToken,
  noteUse,
  openSession,
  sessions,
  startSession,
  tokenHash,
  type UsedSession,
} from './sessions.ts';
export { staffRealm } from './staff-realm.ts';
export { addUser, lockUser, setDisabled, setOneTimePassword } from './users.ts';
