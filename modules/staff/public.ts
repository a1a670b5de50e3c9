/** What other modules, composition and tests may use of `staff`. */

export { administrators } from './administrators.ts';
export { resolveApiKeys } from './api-keys/actions.ts';
export { createStaff, enterEarlierStaff } from './create.ts';
export { administratorLink } from './links/administrator-link.ts';
export { firstAdministratorLink, hasAdministrator } from './links/first-administrator.ts';
export { mayBeOnePerson, onePersonProblem } from './one-hand.ts';
export { staffRetention } from './retention.ts';
export { assignScanner } from './scanners/actions.ts';
export { isScannerRole, type Level, levels } from './scanners/contract.ts';
export { listSeniors, listWork, listWorkOf, type Work, workAt } from './scanners/queries-work.ts';
