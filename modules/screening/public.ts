/** What other modules may use of `screening`. */
export { type Present, requirePresent } from './person/present.ts';
