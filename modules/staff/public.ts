/** What other modules, composition and tests may use of `staff`. */

export { administratorLink } from './administrator-link.ts';
export { administrators } from './administrators.ts';
export { resolveApiKeys } from './api-keys/actions.ts';
export { createStaff, enterEarlierStaff } from './create.ts';
export { firstAdministratorLink, hasAdministrator } from './first-administrator.ts';
export { assignScanner } from './scanners/actions.ts';
export { isScannerRole, type Level, levels } from './scanners/contract.ts';
export { listSeniors, listWork, listWorkOf, type Work, workAt } from './scanners/queries-work.ts';
