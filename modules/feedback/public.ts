/** What other modules may use of `feedback`. */
export { feedbackKindNames, feedbackStateNames } from './contract.ts';
export { deleteOldFeedback, feedbackRetention } from './retention.ts';
