/** What other modules, composition and tests may use of `people`. */

export { staffRealm } from '../../platform/scope.ts';
export {
  addAccount,
  addRealm,
  type NewAccount,
  type NewRealm,
  resetSignIn,
} from './accounts/actions.ts';
export { hashAnswer, hashSecret } from './accounts/passwords.ts';
export { passwordProblems } from './accounts/rules.ts';
export { addUser, lockUser, setDisabled, setOneTimePassword } from './accounts/users.ts';
export { setWithdrawn, type Withdrawal } from './accounts/withdrawal.ts';
export {
  cleanIdentifier,
  isPersonalKind,
  isUniqueKind,
  maskIdentifier,
} from './identifier-kinds.ts';
export {
  type Identifier,
  type IdentifierLookup,
  listMaskedIdentifiers,
  lookupOf,
  lookupsOf,
} from './identifiers.ts';
export {
  type AccountTable,
  activatedApps,
  type IdentifierTable,
  type MembershipTable,
  namesOf,
  type PeopleTables,
  type PersonTable,
  type RealmTable,
  type StoredAnswer,
} from './queries.ts';
export {
  initialPurpose,
  previewPeople,
  type RosterAnswer,
  upsertPeople,
} from './roster/actions.ts';
export { lockRealm } from './roster/queries.ts';
export type {
  Refused,
  RosterIdentifier,
  RosterPerson,
  RosterRefusal,
} from './roster/rules.ts';
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
} from './sessions/actions.ts';
export { setSessionCookie } from './sessions/cookies.ts';
export { meOf } from './sessions/me.ts';
export { liveSession, type SessionUse } from './sessions/queries.ts';
