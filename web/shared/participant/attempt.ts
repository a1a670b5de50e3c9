import type { Day } from '../../../forms/definition.ts';

/** Which report is being sent: made once for an attempt, so that a lost answer does not double it. */
export type Attempt = { id: string; day: Day; basedOn: number; entry?: string };
