/** What other modules may use of `feedback`. */
export { feedbackKindNames, feedbackStateNames } from './contract.ts';
export { deleteOldFeedback } from './retention.ts';
