import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { blockedFolder, DATABASE_USER, databaseAccount, realPath } from './embedded-account.ts';
import { machineFolder } from './machine-folder.ts';

/** Where the data of a checkout lies, and one line for the terminal when that is not in the checkout. */
export type DataFolder = { dataDir: string; notice?: string };

/** What the decision depends on. */
type Facts = {
  /** The data folder within the checkout; links resolved. */
  usual: string;
  /** The folder on the way there that the database's account may not pass, if there is one. */
  blocked: string | undefined;
  /** Whether a folder holds data already. */
  isUsed: (folder: string) => boolean;
};

/**
 * Where the data goes when ANXING_DATA does not say it. It lies in the checkout, unless the account
 * of the database cannot get there, as below root's own folder. Data that exists is never left for a
 * new, empty folder: the data of the checkout stays in use, and a start that cannot reach it is
 * refused by `startEmbedded`; data elsewhere stays in use after the way was opened.
 */
export function chooseDataFolder({ usual, blocked, isUsed }: Facts): DataFolder {
  if (isUsed(usual)) return { dataDir: usual };
  const elsewhere = folderElsewhere(usual);
  if (blocked) {
    const notice =
      `The database runs as the user ${DATABASE_USER}, which may not pass through ${blocked}: ` +
      `the data lies in ${elsewhere}.`;
    return { dataDir: elsewhere, notice };
  }
  if (isUsed(elsewhere)) {
    return { dataDir: elsewhere, notice: `The data of this folder lies in ${elsewhere}.` };
  }
  return { dataDir: usual };
}

/** Asks the disk; see {@link chooseDataFolder}. `wanted` need not exist yet. */
export function findDataFolder(wanted: string): DataFolder {
  const usual = realPath(wanted);
  const blocked = blockedFolder(dirname(usual), databaseAccount(join(usual, 'postgres')));
  const found = chooseDataFolder({ usual, blocked, isUsed });
  return found.dataDir === usual ? { dataDir: wanted } : found;
}

/** A folder of its own for each checkout: two of them must not share their data by accident. */
function folderElsewhere(usual: string): string {
  const name = basename(dirname(usual)).replace(/[^\w.-]/g, '_');
  const hash = createHash('sha256').update(usual).digest('hex').slice(0, 8);
  return join(machineFolder, `${name}-${hash}`);
}

function isUsed(folder: string): boolean {
  return ['installation.json', 'postgres'].some((name) => existsSync(join(folder, name)));
}
