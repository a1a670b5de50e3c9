import { execFileSync } from 'node:child_process';

/**
 * Copies the data folder of an installation that does not run. Its owners are kept, without whom the
 * database does not start; Node's own copying does not keep them.
 */
export function copyDataFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}
