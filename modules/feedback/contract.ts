import { contract, groupPermissions } from '../../platform/contract.ts';
import { photoProblems } from '../../platform/file-problems.ts';
import { ownEndpoints, ownProblems } from './own/contract.ts';
import {
  receivedActions,
  receivedEndpoints,
  receivedPermissions,
  receivedProblems,
} from './received/contract.ts';

export {
  type FeedbackKind,
  type FeedbackState,
  feedbackKindNames,
  feedbackKinds,
  feedbackStateNames,
  feedbackStates,
  mostContact,
  mostPhotos,
  mostWords,
} from './contract-schemas.ts';
export type { FeedbackStep } from './received/contract.ts';

export const feedback = contract('feedback', { ...ownEndpoints, ...receivedEndpoints });

export const feedbackProblems = { ...photoProblems, ...ownProblems, ...receivedProblems };

export const feedbackPermissions = receivedPermissions;

export const feedbackPermissionGroup = groupPermissions(
  'feedback',
  { zh: '意见反馈', en: 'Feedback' },
  feedbackPermissions,
);

export const feedbackActions = receivedActions;
