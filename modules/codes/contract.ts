import { contract } from '../../platform/contract.ts';
import {
  credentialActions,
  credentialEndpoints,
  credentialPermissions,
  credentialProblems,
} from './credentials/contract.ts';

export const codes = contract('codes', { ...credentialEndpoints });

export const codesProblems = { ...credentialProblems };

export const codesPermissions = { ...credentialPermissions };

export const codesActions = { ...credentialActions };
