import { contract } from '../../platform/contract.ts';
import { inPersonActions, inPersonEndpoints, inPersonProblems } from './in-person/contract.ts';
import { linkActions, linkEndpoints, linkProblems } from './links/contract.ts';

export const family = contract('family', { ...linkEndpoints, ...inPersonEndpoints });

export const familyProblems = { ...linkProblems, ...inPersonProblems };

export const familyActions = { ...linkActions, ...inPersonActions };
