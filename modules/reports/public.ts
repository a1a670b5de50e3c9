/** What other modules may use of `reports`. */
export { onReports, type ReportSubmitted } from './events.ts';
