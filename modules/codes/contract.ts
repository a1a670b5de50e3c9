import { contract } from '../../platform/contract.ts';

export const codes = contract('codes', {});
