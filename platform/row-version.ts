import { createHash } from 'node:crypto';

/**
 * Stands for what somebody saw of a record before they changed it: another text for every other content. Whoever sends it
 * along with the change is told when somebody else was faster.
 */
export function rowVersion(content: readonly (string | number | boolean | null)[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 16);
}
