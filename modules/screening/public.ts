/** What other modules may use of `screening`. */

export { lastHighNumber, listHighNews } from './alerts/queries-news.ts';
export { listMeasured } from './checks/queries-measured.ts';
export { sumUpChecksJob } from './figures/jobs.ts';
export { countOpenAlerts, listChecksByPart, listChecksByQuarter } from './figures/queries.ts';
export { isOwnEnrolment } from './person/own.ts';
export { type Present, requirePresent } from './person/present.ts';
export { screeningRetention } from './retention.ts';
