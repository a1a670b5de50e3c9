import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './whole-file.ts';

/** A demo holds invented people and can never become a real installation. */
export type Mode = 'demo' | 'real';

/** What a data folder says of itself in `installation.json`; written once, when it is first used. */
export type Installation = {
  mode: Mode;
  /** Instant, ISO 8601. */
  createdAt: string;
};

const fileOf = (dataDir: string) => join(dataDir, 'installation.json');

/** What the data folder holds; undefined when it was never used. Throws when the file is damaged. */
export function readInstallation(dataDir: string): Installation | undefined {
  let text: string;
  try {
    text = readFileSync(fileOf(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const found = parse(text);
  if (found?.mode !== 'demo' && found?.mode !== 'real') {
    throw new Error(`${fileOf(dataDir)} is damaged: it must name the mode, "demo" or "real".`);
  }
  return found;
}

/** Marks the folder for good; written whole or not at all. */
export function writeInstallation(dataDir: string, installation: Installation): void {
  writeWhole(fileOf(dataDir), `${JSON.stringify(installation)}\n`);
}

/** Takes back the mark of an installation that could not be made. */
export function removeInstallation(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

function parse(text: string): Installation | undefined {
  try {
    return JSON.parse(text) as Installation;
  } catch {
    return undefined;
  }
}
