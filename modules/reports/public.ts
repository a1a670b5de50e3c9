/** What other modules may use of `reports`. */

export { countAlerts } from './alerts/queries.ts';
export { lastAlertNumber, listAlertNews } from './alerts/queries-news.ts';
export { decryptValues, encryptValues, maskValues } from './encryption.ts';
export { onReports, type ReportSubmitted } from './events.ts';
export { reportsRetention } from './retention.ts';
export { completionByPart, trendIn } from './staff/reads.ts';
