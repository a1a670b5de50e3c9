/** What other modules, composition and tests may use of `staff`. */
export { createStaff } from './create.ts';
export { firstAdministratorLink, hasAdministrator } from './first-administrator.ts';
