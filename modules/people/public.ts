/** What other modules, composition and tests may use of `people`. */

export { staffRealm } from '../../platform/scope.ts';
export {
  addAccount,
  addRealm,
  type NewRealm,
  resetSignIn,
} from './accounts/actions.ts';
export { type AccountChange, accountChanged } from './accounts/changes.ts';
export { oneTimePassword, oneTimePasswordsOf } from './accounts/one-time.ts';
export { hashAnswer, hashSecret } from './accounts/passwords.ts';
export { checkPassword, type Proof, proofFor } from './accounts/proof.ts';
export { passwordProblems } from './accounts/rules.ts';
export {
  addBarePerson,
  addUser,
  findHolders,
  lockUser,
  lockUsers,
  replaceIdentifier,
  setDisabled,
  setOneTimePassword,
} from './accounts/users.ts';
export { setWithdrawn } from './accounts/withdrawal.ts';
export {
  cleanIdentifier,
  isPersonalKind,
  isUniqueKind,
  maskIdentifier,
  usernameLookup,
} from './identifier-kinds.ts';
export {
  type Identifier,
  type IdentifierLookup,
  isDocumentEnding,
  listFullIdentifiers,
  listMaskedIdentifiers,
  lookupOf,
  lookupsOf,
} from './identifiers.ts';
export { setKnownBrowser } from './known-browsers/cookies.ts';
export { makerOf } from './maker.ts';
export { findMemberByDocument, registersPeople, takesPart } from './members.ts';
export {
  findLikePairs,
  listComparedIdentifiers,
  listMaskedOfMerges,
  listSamePeople,
  mergeIdentifiers,
  restoreIdentifiers,
  type ShownIdentifier,
} from './merging/actions.ts';
export type { LikePair } from './merging/rules.ts';
export {
  activatedApps,
  type IdentifierTable,
  namesOf,
  type PeopleTables,
  type PersonTable,
} from './queries.ts';
export { type Registering, register } from './registration/actions.ts';
export {
  cleanPerson,
  type PersonInPerson,
  registerInPerson,
  requestCodeInPerson,
  verifyInPerson,
} from './registration/in-person.ts';
export type { InPerson } from './registration/rules.ts';
export { countStaying, listMembersAfter, peopleRetention } from './retention.ts';
export {
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
export { sameName as isSameName } from './roster/rules.ts';
export {
  endSessionsOf,
  newToken,
  noteUse,
  openSession,
  sessions,
  startSession,
  tokenHash,
} from './sessions/actions.ts';
export { setSessionCookie } from './sessions/cookies.ts';
export { meOf } from './sessions/me.ts';
export { findSession, liveSession } from './sessions/queries.ts';
export { callerOf } from './sign-in/caller.ts';
export { readShutOutProof } from './sign-in/shut-out.ts';
export { countStaffLook } from './throttling/actions.ts';
