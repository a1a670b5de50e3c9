/** What other modules may use of `reports`. */
export { onReports } from './events.ts';
