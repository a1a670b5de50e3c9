/** What other modules may use of `notices`. */
export { notify } from './actions.ts';
export { findNotices } from './queries.ts';
export { noticesRetention } from './retention.ts';
