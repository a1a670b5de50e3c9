/** What other modules may use of `screening`. */
export { isOwnEnrolment } from './person/own.ts';
export { type Present, requirePresent } from './person/present.ts';
