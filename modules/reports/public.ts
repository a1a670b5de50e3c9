/** What other modules may use of `reports`. */
export { decryptValues, encryptValues, maskValues } from './encryption.ts';
export { onReports, type ReportSubmitted } from './events.ts';
