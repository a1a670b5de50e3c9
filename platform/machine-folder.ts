import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where root keeps what the database's account must reach and cannot reach in the checkout. */
export const machineFolder = '/var/lib/anxing';

/** Makes a folder that everybody may pass through and read, whatever rights new folders get. */
export function makeOpenFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at.length >= first.length; at = dirname(at)) chmodSync(at, 0o755);
}

/**
 * Makes a data folder that nobody else may look into from its first moment on; `passable` lets the database's
 * account pass through to its own part. One that is there keeps its rights once it holds anything: whoever
 * widened them meant it.
 */
export function makeDataFolder(folder: string, { passable = false } = {}): void {
  const mode = passable ? 0o711 : 0o700;
  if (!existsSync(folder)) {
    if (passable) makeOpenFolder(dirname(folder));
    else mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { mode });
  }
  // What a umask took off, and what a folder that was made for this, by hand, has too much of.
  if (readdirSync(folder).length === 0) chmodSync(folder, mode);
  else if (passable) chmodSync(folder, statSync(folder).mode | 0o011);
}
