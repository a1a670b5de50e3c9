import { Type } from 'typebox';
import { Line } from '../../platform/contract.ts';

/** What the parts of the contract have in common. */
export const Username = Type.String({ minLength: 3, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' });
export const StaffName = Line(100);
export const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
