import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where root keeps what the database's account must reach and cannot reach in the checkout. */
export const machineFolder = '/var/lib/anxing';

/** Makes a folder that everybody may pass through and read, whatever rights new folders get. */
export function makeOpenFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at.length >= first.length; at = dirname(at)) chmodSync(at, 0o755);
}
