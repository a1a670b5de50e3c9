/** What other modules, composition and tests may use of `staff`. */
export { administratorLink } from './administrator-link.ts';
export { createStaff } from './create.ts';
export { firstAdministratorLink, hasAdministrator } from './first-administrator.ts';
