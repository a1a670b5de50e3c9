import type { Day } from '../../../forms/definition.ts';

/** Which report is being sent: made once for an attempt, so that a lost answer does not double it. */
export type Attempt = { id: string; day: Day; basedOn: number; entry?: string };

/** Whether a problem says that the id of the attempt is used up: the next try needs another one. */
export function isIdSpent(code: string): boolean {
  return code === 'id_taken' || code === 'id_reused';
}
