/** What other modules may use of the rules of `places`. */
export { findWholeRegion } from './regions/regions.ts';
