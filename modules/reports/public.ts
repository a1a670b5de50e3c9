/** What other modules may use of `reports`. */
export { type ReportSubmitted, reportsSubmitted } from './events.ts';
export { personPermissions, reportPermissions } from './permissions.ts';
export type { ReportingPeriodTable, ReportTable } from './tables.ts';
